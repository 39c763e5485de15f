import Domain
import GRDB
public import Pipeline

extension SQLiteStore {
    /// Releases a hold, or takes the first of two consents; its document is due to be matched again.
    ///
    /// - Parameters:
    ///   - id: The hold.
    ///   - consent: Who agrees, why, and whom they called.
    /// - Returns: What became of it.
    /// - Throws: What is wrong with the store.
    public func release(_ id: Int64, with consent: StoredHold.Consent) async throws(StoreFailure)
        -> ReleaseReceipt
    {
        try await changes.commit { db in
            guard let hold = try HoldTable.find(id, in: db) else { return .refused("there is no hold \(id)") }
            if let refusal = hold.refusal(of: consent) { return .refused(refusal) }
            if hold.hold.needsTwoPersons {
                try HoldTable.consent(consent, to: id, in: db)
                try Self.log("hold-confirmed", hold, consent, in: db)
                guard !hold.consents.isEmpty else { return .awaitsSecond }
            }
            let lost = hold.hold.isBuyersFault ? try Self.daysLost(by: hold, until: consent.at, in: db) : 0
            try HoldTable.close(
                id, as: .released(by: consent.actor, reason: consent.reason), daysLost: lost,
                at: consent.at, in: db)
            try Self.log("hold-released", hold, consent, daysLost: lost, in: db)
            try MatchesDue.add(hold.document.rawValue, why: "hold \(id) was released", in: db)
            return .released
        }
    }

    /// Days of a discount that went by while a hold stood that a person found to be none.
    private static func daysLost(by hold: StoredHold, until end: Timestamp, in db: Database) throws -> Int {
        guard let file = try MatchFileRows.file(of: hold.document, in: db) else { return 0 }
        let until = PaymentTerms.discountUntil(file.draft, file.vendor.vendor)
        return hold.daysLost(until: until, by: end)
    }

    private static func log(
        _ action: String, _ hold: StoredHold, _ consent: StoredHold.Consent, daysLost: Int = 0,
        in db: Database
    ) throws {
        let lost = daysLost > 0 ? "; \(daysLost) days of discount lost" : ""
        let call = consent.callBack.map { "; called back: \($0)" } ?? ""
        try AuditTrail.add(
            action, to: hold.document, detail: hold.hold.logLine + "; \(consent.reason)\(call)\(lost)",
            by: consent.actor, at: consent.at, in: db)
    }
}
