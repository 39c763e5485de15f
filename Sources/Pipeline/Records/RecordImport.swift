public import Domain

/// Records that come in together: all of them are taken, or none is.
public enum RecordBatch: Hashable, Sendable {
    case vendors([Vendor])
    case items([Item])
    case orders([OrderVersion])
    case receipts([GoodsReceipt])
    case contracts([Contract])
    case prepayments([Prepayment])
    case codes([BookingCode])
    /// People, and roles that are new with them.
    case people([Person], roles: [String])

    /// How many there are.
    public var count: Int {
        switch self {
        case .vendors(let vendors): vendors.count
        case .items(let items): items.count
        case .orders(let orders): orders.count
        case .receipts(let receipts): receipts.count
        case .contracts(let contracts): contracts.count
        case .prepayments(let prepayments): prepayments.count
        case .codes(let codes): codes.count
        case .people(let people, _): people.count
        }
    }

    /// What they are, for a sentence about several.
    public var noun: String {
        switch self {
        case .vendors: "vendors"
        case .items: "items"
        case .orders: "orders"
        case .receipts: "receipts"
        case .contracts: "contracts"
        case .prepayments: "prepayments"
        case .codes(let codes): codes.first?.kind.noun ?? "codes"
        case .people: "people"
        }
    }
}

extension RecordBatch {
    /// Batches of one kind as one; `nil` for none, or for several kinds.
    public static func joined(_ batches: [RecordBatch]) -> RecordBatch? {
        guard var all = batches.first else { return nil }
        for batch in batches.dropFirst() {
            switch (all, batch) {
            case (.vendors(let left), .vendors(let right)): all = .vendors(left + right)
            case (.items(let left), .items(let right)): all = .items(left + right)
            case (.orders(let left), .orders(let right)): all = .orders(left + right)
            case (.receipts(let left), .receipts(let right)): all = .receipts(left + right)
            case (.contracts(let left), .contracts(let right)): all = .contracts(left + right)
            case (.prepayments(let left), .prepayments(let right)): all = .prepayments(left + right)
            case (.codes(let left), .codes(let right)): all = .codes(left + right)
            case (.people(let left, let roles), .people(let right, let more)):
                all = .people(left + right, roles: roles + more)
            default: return nil
            }
        }
        return all
    }
}

/// What a batch changes, or why none of it was taken.
public struct ImportOutcome: Hashable, Sendable {
    /// What becomes of one record.
    public enum Effect: String, Hashable, Sendable {
        case added
        case changed
        case unchanged
    }

    /// One record that was taken, or would be.
    public struct Change: Hashable, Sendable {
        /// What it is called.
        public var name: String
        /// What becomes of it.
        public var effect: Effect

        /// Makes a change.
        public init(name: String, effect: Effect) {
            self.name = name
            self.effect = effect
        }
    }

    /// A record that cannot be taken.
    public struct Refusal: Hashable, Sendable {
        /// Its place in the batch, from 0.
        public var place: Int
        /// Why, in a sentence.
        public var sentence: String

        /// Makes a refusal.
        public init(place: Int, sentence: String) {
            self.place = place
            self.sentence = sentence
        }
    }

    /// What becomes of the records, in their order; empty where one is refused.
    public var changes: [Change]
    /// Records that cannot be taken; with one of them nothing is.
    public var refusals: [Refusal]

    /// Makes an outcome.
    public init(changes: [Change] = [], refusals: [Refusal] = []) {
        self.changes = changes
        self.refusals = refusals
    }

    /// How many records have an effect.
    public func count(_ effect: Effect) -> Int { changes.count { $0.effect == effect } }
}

extension BookingCode.Kind {
    /// What several of it are called.
    public var noun: String {
        switch self {
        case .account: "accounts"
        case .costCentre: "cost centres"
        case .charge: "charges"
        }
    }
}
