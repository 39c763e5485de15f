import Domain
import GRDB
import Pipeline

/// Takes a batch of records in, or says what it would do.
enum RecordIntake {
    /// What becomes of one record.
    enum Verdict {
        case taken(ImportOutcome.Change)
        case refused(String)
    }

    /// Takes the batch in; changes of a batch with a refusal are for the caller to roll back.
    static func take(
        _ batch: RecordBatch, by actor: String, at: Timestamp, in db: Database
    ) throws -> ImportOutcome {
        if case .people(let people, let roles) = batch {
            return try PeopleIntake.take(people, roles: roles, by: actor, at: at, in: db)
        }
        let verdicts: [Verdict] =
            switch batch {
            case .vendors(let vendors): try vendors.map { try take($0, by: actor, at: at, in: db) }
            case .items(let items): try items.map { try take($0, at: at, in: db) }
            case .orders(let orders): try orders.map { try take($0, at: at, in: db) }
            case .receipts(let receipts): try receipts.map { try take($0, at: at, in: db) }
            case .contracts(let contracts): try contracts.map { try take($0, at: at, in: db) }
            case .prepayments(let prepayments): try prepayments.map { try take($0, at: at, in: db) }
            case .codes(let codes): try codes.map { try take($0, at: at, in: db) }
            case .people: []
            }
        var outcome = ImportOutcome()
        for (place, verdict) in verdicts.enumerated() {
            switch verdict {
            case .taken(let change): outcome.changes.append(change)
            case .refused(let sentence):
                outcome.refusals.append(.init(place: place, sentence: sentence))
            }
        }
        if !outcome.refusals.isEmpty { outcome.changes = [] }
        return outcome
    }

    static func change<Record: Equatable>(
        _ name: String, from known: Record?, to record: Record, noteChange: () throws -> Void,
        put: () throws -> Void
    ) throws -> Verdict {
        if known == record { return .taken(.init(name: name, effect: .unchanged)) }
        try put()
        try noteChange()
        return .taken(.init(name: name, effect: known == nil ? .added : .changed))
    }

    private static func take(
        _ vendor: Vendor, by actor: String, at: Timestamp, in db: Database
    ) throws -> Verdict {
        let known = try VendorTable.find(vendor.id, in: db)
        let merged = VendorTable.merged(vendor, into: known)
        return try change(vendor.id, from: known, to: merged) {
            try VendorBooks.change(VendorBooks.everyone, in: db)
            try MatchesDue.add(waitingFor: vendor.id, orders: [], why: "vendor \(vendor.id) changed", in: db)
            try MatchesDue.addVendorless(why: "vendor \(vendor.id) came on record", in: db)
        } put: {
            try VendorTable.put(merged, at: at, in: db)
            try AccountChanges.note(known, merged, by: actor, at: at, in: db)
        }
    }

    private static func take(_ item: Item, at: Timestamp, in db: Database) throws -> Verdict {
        try change(item.id, from: try ItemTable.find(item.id, in: db), to: item) {
            try VendorBooks.change(VendorBooks.everyone, in: db)
            for (vendor, order) in try OrderTable.current(with: item.id, in: db) {
                try MatchesDue.add(
                    waitingFor: vendor, orders: [order], why: "item \(item.id) changed", in: db)
            }
        } put: {
            try ItemTable.put(item, at: at, in: db)
        }
    }

    private static func take(_ version: OrderVersion, at: Timestamp, in db: Database) throws -> Verdict {
        let id = version.order.id
        guard try VendorTable.find(version.order.vendor, in: db) != nil else {
            return .refused("vendor \(version.order.vendor) is not known; import it first")
        }
        if let refusal = try refusal(ofCodesIn: version.order, in: db) { return .refused(refusal) }
        let current = try OrderTable.current(id, in: db)
        if let current, version.version <= current.version {
            guard try OrderTable.find(id, version: version.version, in: db) == version else {
                return .refused(
                    "version \(version.version) of order \(id) is older than, or other than, what is known; "
                        + "a change has version \(current.version + 1)")
            }
            return .taken(.init(name: id, effect: .unchanged))
        }
        let lines = Set(version.order.lines.map(\.id))
        let received = try ReceiptTable.all(for: id, in: db)
        if let gone = received.first(where: { !lines.contains($0.orderLine.line) }) {
            return .refused("line \(gone.orderLine.line) is missing, for which receipt \(gone.id) came")
        }
        return try change(id, from: current, to: version) {
            try VendorBooks.change(version.order.vendor, in: db)
            try MatchesDue.add(
                waitingFor: version.order.vendor, orders: [id],
                why: "version \(version.version) of order \(id) came", in: db)
        } put: {
            try OrderTable.add(version, at: at, in: db)
        }
    }

    private static func take(_ receipt: GoodsReceipt, at: Timestamp, in db: Database) throws -> Verdict {
        let place = receipt.orderLine
        guard let order = try OrderTable.current(place.order, in: db)?.order else {
            return .refused("order \(place.order) is not known; import it first")
        }
        guard let line = order.lines.first(where: { $0.id == place.line }) else {
            return .refused("order \(place.order) has no line \(place.line)")
        }
        let known = try line.item.flatMap { try ItemTable.find($0, in: db) }
        let named = line.converting(with: known).withNamedUnits
        guard named.factor(of: UnitOfMeasure.name(of: receipt.unit ?? line.unit)) != nil else {
            return .refused("unit \(receipt.unit ?? "") does not convert to \(line.unit) of line \(place)")
        }
        let before = try ReceiptTable.find(receipt.id, for: place, in: db)
        return try change("\(receipt.id) for \(place)", from: before, to: receipt) {
            try VendorBooks.change(order.vendor, in: db)
            try MatchesDue.add(
                waitingFor: order.vendor, orders: [place.order],
                why: "receipt \(receipt.id) for \(place) came",
                in: db)
        } put: {
            try ReceiptTable.put(receipt, at: at, in: db)
        }
    }
}
