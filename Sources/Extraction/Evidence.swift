public import Domain

/// What was found on the pages of a document, before anything is chosen.
///
/// It is gathered where the document is opened and crosses to where vendors and orders are known.
public struct Evidence: Hashable, Sendable {
    /// ISO 639-1 code of the language the document is written in.
    public var language: String
    /// What the document may be, the likeliest first.
    public var kinds: [KindScore]
    /// The sign before fractions, where the document's numbers tell.
    public var decimalMark: DecimalMark?
    /// Every value that a header field may have.
    public var candidates: [Candidate]
    /// Payment terms, as printed.
    public var terms: [PrintedTerms]
    /// All amounts of money printed outside of line tables, for sums to be checked against.
    public var amounts: [PrintedAmount]
    /// The lines of goods and services.
    public var table: LineTable
    /// The tax breakdown: one entry a rate.
    public var taxBreakdown: [DraftTax]

    /// Makes evidence.
    public init(
        language: String, kinds: [KindScore] = [], decimalMark: DecimalMark? = nil,
        candidates: [Candidate] = [], terms: [PrintedTerms] = [], amounts: [PrintedAmount] = [],
        table: LineTable = LineTable(), taxBreakdown: [DraftTax] = []
    ) {
        self.language = language
        self.kinds = kinds
        self.decimalMark = decimalMark
        self.candidates = candidates
        self.terms = terms
        self.amounts = amounts
        self.table = table
        self.taxBreakdown = taxBreakdown
    }

    /// Gathers all that can be found on pages by the labels of `lexicon`.
    public init(gatheredFrom pages: [Page], lexicon: Lexicon) {
        let layouts = pages.map(PageLayout.init)
        let read = layouts.map { ReadPage(layout: $0, lexicon: lexicon) }
        let mark = Conventions.decimalMark(of: read)
        let table = LineTable(layouts, lexicon: lexicon.tables, mark: mark)
        let gathering = Gathering(pages: read, lexicon: lexicon, tables: table.regions)
        self.init(
            language: gathering.language, kinds: KindGuess(gathering: gathering).scores(),
            decimalMark: gathering.conventions.decimalMark,
            candidates: gathering.weighingReaders(
                gathering.numberCandidates() + gathering.dateCandidates()
                    + gathering.amountCandidates() + gathering.accountCandidates()
                    + gathering.wrappedAccounts()
                    + gathering.partyCandidates())
                + CurrencyCount.candidates(
                    gathering.currencies, country: CountryCurrency.candidate(in: gathering)),
            terms: TermsFinder(gathering: gathering).terms(), amounts: gathering.printedAmounts(),
            table: table,
            taxBreakdown: TaxTable.entries(
                on: layouts, outside: table.regions, lexicon: lexicon.tables, mark: mark))
    }
}

/// An amount of money as printed.
public struct PrintedAmount: Hashable, Sendable {
    /// The amount.
    public var value: FixedDecimal
    /// Where it stands.
    public var region: Region

    /// Makes an amount.
    public init(value: FixedDecimal, region: Region) {
        self.value = value
        self.region = region
    }
}

extension Gathering {
    /// Most amounts that are kept.
    private static let maximumAmounts = 600

    /// The amounts of money on all pages.
    func printedAmounts() -> [PrintedAmount] {
        var found: [PrintedAmount] = []
        for (index, page) in pages.enumerated() {
            for value in page.values.indices where found.count < Self.maximumAmounts {
                guard let (token, amount) = amount(value, page: index), token.looksLikeMoney, !amount.isZero
                else {
                    continue
                }
                found.append(PrintedAmount(value: amount, region: page.region(of: value)))
            }
        }
        return found
    }
}
