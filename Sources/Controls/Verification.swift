public import Domain

/// What a draft is checked against besides itself.
public struct VerificationContext: Hashable, Sendable {
    /// The day the document came in.
    public var arrival: CalendarDate
    /// What the page shows, where the draft comes from the XML inside the document.
    public var page: InvoiceDraft?

    /// Makes a context.
    public init(arrival: CalendarDate, page: InvoiceDraft? = nil) {
        self.arrival = arrival
        self.page = page
    }
}

/// A rule that a document has to keep.
struct Rule: Sendable {
    /// Its name, such as `totals.net-plus-tax`.
    var name: String
    /// What breaks it on a draft, in sentences for a person.
    var check: @Sendable (InvoiceDraft, VerificationContext) -> [Finding]
}

/// Checks drafts by all rules.
public enum Verification {
    /// The rules in the order their findings are told.
    static let rules: [Rule] = [
        .minimumRecord, .netPlusTax, .linesToTotals, .lineArithmetic, .taxAmounts, .taxBreakdownSums,
        .amountDue,
        .dueDate, .plausibleDates, .checkDigits, .knownCurrency, .pageAgainstXML,
    ]

    /// Everything on the draft that a person should look at; empty when all rules are kept.
    public static func findings(of draft: InvoiceDraft, in context: VerificationContext) -> [Finding] {
        rules.flatMap { $0.check(draft, context) }
    }

    /// Whether a finding is of a rule that looks at the draft alone, so that it is found again as long as it holds.
    ///
    /// That page and XML differ is not: what the page showed is gone once both are one draft.
    public static func isOfDraft(_ finding: Finding) -> Bool {
        rules.contains { $0.name == finding.rule }
    }
}

extension InvoiceDraft {
    /// A finding about fields of this draft, with the places they were read at.
    func finding(_ rule: String, _ message: String, _ names: [FieldName], lines: [DraftLine] = []) -> Finding
    {
        let regions = names.compactMap { fields[$0]?.source.region } + lines.compactMap(\.source.region)
        return Finding(
            rule: rule, message: message, fields: names.filter { fields[$0] != nil }, regions: regions)
    }

    /// Whether the document asks for or returns money by lines, tax and total.
    var isBilling: Bool {
        switch kind {
        case .invoice, .creditNote, .receipt: true
        case .purchaseOrder, .orderResponse, .deliveryNote, .quotation, .statement, .reminder,
            .remittanceAdvice, .other:
            false
        }
    }
}

extension FixedDecimal {
    /// Whether both differ by at most `slack`; false on overflow.
    func isNear(_ other: FixedDecimal, slack: FixedDecimal) -> Bool {
        guard let difference = subtracting(other) else { return false }
        return difference.magnitude <= slack
    }

    /// Exact sum; `nil` on overflow.
    static func sum(_ values: [FixedDecimal]) -> FixedDecimal? {
        var sum = FixedDecimal.zero
        for value in values {
            guard let next = sum.adding(value) else { return nil }
            sum = next
        }
        return sum
    }

    /// One cent.
    static let cent = FixedDecimal(units: 1, scale: 2)
}
