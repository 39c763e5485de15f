public import Controls
public import Domain

/// What a document comes to when it is matched, before anybody's releases are looked at.
public struct MatchVerdict: Hashable, Sendable {
    /// What it was judged by.
    public let file: MatchFile
    /// Who sent it, where that is known.
    public let vendor: Vendor?
    /// The bill and what it was compared with; `nil` where there is no bill to compare.
    public let scenario: MatchScenario?
    /// The places in the draft of the bill's lines.
    public let linePlaces: [String: Int]
    /// Links, holds, and what is payable.
    public let result: MatchResult

    init(
        file: MatchFile, vendor: Vendor?, scenario: MatchScenario?, linePlaces: [String: Int],
        result: MatchResult
    ) {
        self.file = file
        self.vendor = vendor
        self.scenario = scenario
        self.linePlaces = linePlaces
        self.result = result
    }

    /// What the books keep of it in a status; `nil` where there is no bill.
    public func posting(_ status: PostedDocument.Status) -> PostedDocument? {
        scenario.map { Matching.posting(of: $0, status: status) }
    }

    /// What it uses up of money that was paid ahead, by the number of the prepayment; nothing where there is no bill.
    public var prepaymentsUsed: [String: Rational] { scenario.map(Matching.prepaymentsUsed(by:)) ?? [:] }

    /// What it comes to line by line; `nil` where there is no bill.
    public var statement: MatchStatement? { scenario.map(Matching.statement(of:)) }

    /// The last day a discount for early payment is given, where the bill or the vendor grants one.
    public var discountUntil: CalendarDate? { PaymentTerms.discountUntil(file.draft, vendor) }
}

extension PaymentTerms {
    /// The last day a discount is given for paying a bill early, where the bill or the vendor grants one.
    public static func discountUntil(_ draft: InvoiceDraft, _ vendor: Vendor?) -> CalendarDate? {
        let printed = draft.text(.discountDays).flatMap { Int($0) }
        guard let days = printed ?? vendor?.terms?.discountDays else { return nil }
        return draft.date(.issueDate)?.adding(days: days)
    }
}
