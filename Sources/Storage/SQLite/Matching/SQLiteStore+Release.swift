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
            try HoldTable.close(
                id, as: .released(by: consent.actor, reason: consent.reason), daysLost: hold.discountDaysLost,
                at: consent.at, in: db)
            try Self.log("hold-released", hold, consent, in: db)
            try MatchesDue.add(hold.document.rawValue, why: "hold \(id) was released", in: db)
            return .released
        }
    }

    private static func log(
        _ action: String, _ hold: StoredHold, _ consent: StoredHold.Consent, in db: Database
    ) throws {
        let call = consent.callBack.map { "; called back: \($0)" } ?? ""
        try AuditTrail.add(
            action, to: hold.document, detail: hold.hold.logLine + "; \(consent.reason)\(call)",
            by: consent.actor, at: consent.at, in: db)
    }
}
