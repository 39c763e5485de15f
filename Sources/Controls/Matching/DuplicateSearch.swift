import Domain

/// Tells whether a document known before may be the same bill.
struct DuplicateSearch: Sendable {
    /// What speaks for it, the strongest sign first.
    enum Tier: Int, Hashable, Sendable {
        case bytes = 1
        case number
        case amount
        case page
    }

    private let scenario: MatchScenario
    private let window: MatchPolicy.DuplicateWindow
    private let number: String
    private let cluster: Set<String>

    init(_ scenario: MatchScenario, _ window: MatchPolicy.DuplicateWindow) {
        self.scenario = scenario
        self.window = window
        number = Self.normalized(scenario.bill.number, of: scenario.bill.date)
        cluster = Set(scenario.vendor.cluster + [scenario.bill.vendor])
    }

    /// The strongest sign that `document` is the same bill; `nil` without any.
    func tier(of document: PostedDocument) -> Tier? {
        guard document.status != .void, isSameKind(document) else { return nil }
        let bill = scenario.bill
        if let content = bill.prints.content, content == document.prints.content { return .bytes }
        guard !isCredited(document) else { return nil }
        if document.vendor == bill.vendor, Self.normalized(document.number, of: document.date) == number {
            return .number
        }
        if isNear(document) { return .amount }
        if let page = bill.prints.page, let other = document.prints.page,
            (page ^ other).nonzeroBitCount <= window.pageBits
        {
            return .page
        }
        return nil
    }

    private func isSameKind(_ document: PostedDocument) -> Bool {
        switch document.kind {
        case .invoice: scenario.bill.kind == .invoice
        case .creditNote: scenario.bill.kind == .creditNote
        case .prepayment: false
        }
    }

    private func isNear(_ document: PostedDocument) -> Bool {
        let bill = scenario.bill
        return cluster.contains(document.vendor) && document.currency == bill.currency
            && (document.total - bill.total).magnitude <= window.amount
            && abs(document.date.dayNumber - bill.date.dayNumber) <= window.days
    }

    /// Whether a credit note took the whole document back: what is billed anew is no duplicate.
    private func isCredited(_ document: PostedDocument) -> Bool {
        scenario.posted.contains { credit in
            credit.kind == .creditNote(credits: document.id) && credit.status != .void
                && credit.total == document.total && credit.currency == document.currency
                && credit.date <= scenario.bill.date
        }
    }

    /// A number as duplicates are searched by: without separators, look-alikes, fiscal year and leading zeros.
    static func normalized(_ number: String, of date: CalendarDate) -> String {
        var bytes = PlainSpelling.bytes(of: number).map { byte in
            switch byte {
            case UInt8(ascii: "O"): UInt8(ascii: "0")
            case UInt8(ascii: "I"): UInt8(ascii: "1")
            default: byte
            }
        }
        if bytes.starts(with: "FY".utf8) { bytes.removeFirst(2) }
        let year = date.description.prefix(4)
        if bytes.count > 4, bytes.starts(with: year.utf8) { bytes.removeFirst(4) }
        let trimmed = bytes.drop { $0 == UInt8(ascii: "0") }
        return String(decoding: trimmed.isEmpty ? bytes.suffix(1) : trimmed, as: UTF8.self)
    }
}
