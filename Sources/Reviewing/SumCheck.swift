import Controls
public import Domain

/// How the sums of a draft stand and what would close them, worked out once for a screen that is drawn often.
public struct SumCheck: Hashable, Sendable {
    /// The draft that was looked at.
    public let draft: InvoiceDraft
    /// What is wrong with the lines, by themselves or against the totals.
    public let brokenLines: [Finding]
    /// The only change of one digit after which every sum closes.
    public let repair: SumRepair?

    /// Looks at a draft that came in on a day.
    public init(of draft: InvoiceDraft, arrival: CalendarDate) {
        self.draft = draft
        brokenLines = Verification.findings(of: draft, in: VerificationContext(arrival: arrival))
            .filter(\.isOfLines)
        repair = SumRepair.only(in: draft, arrival: arrival)
    }
}

extension Finding {
    /// Whether it tells that lines do not add up by themselves or to the totals.
    public var isOfLines: Bool { rule == "line.arithmetic" || rule == "totals.lines" }
}
