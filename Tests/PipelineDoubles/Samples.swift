public import Domain
import Extraction
public import Pipeline
public import Reading

/// Values the tests of the pipeline share.
public enum Sample {
    /// A hash that differs with its number.
    public static func hash(_ number: UInt8) -> ContentHash {
        ContentHash(bytes: [UInt8](repeating: number, count: 32))
    }

    /// An arrival of bytes that differ with the number.
    public static func arrival(
        _ number: UInt8, key: String? = nil, name: String? = nil, container: DocumentID? = nil
    ) -> Arrival {
        Arrival(
            key: key ?? "key-\(number)", content: .bytes(hash(number), size: Int64(number)),
            name: name ?? "\(number).pdf", inbox: "post",
            defaults: InboxDefaults(vendor: "Acme", department: "IT", language: "de"), container: container,
            depth: container == nil ? 0 : 1, at: Timestamp(milliseconds: 1_770_000_000_000 + Int64(number)))
    }

    /// Terms of a lease from a moment on.
    public static func terms(at milliseconds: Int64, boot: String = "boot-1", worker: String = "w")
        -> LeaseTerms
    {
        let now = Uptime(boot: boot, milliseconds: milliseconds)
        return LeaseTerms(worker: worker, now: now, until: now.adding(JobLimits.lease))
    }

    /// A moment by the clock on the wall.
    public static let now = Timestamp(milliseconds: 1_770_000_001_000)

    /// A page with words.
    public static func page(_ text: String) -> Page {
        let words = text.split(separator: " ").enumerated().map { index, word in
            Word(
                text: String(word),
                box: Box(left: Double(index) * 40, top: 10, right: Double(index) * 40 + 30, bottom: 22))
        }
        return Page(number: 1, width: 595, height: 842, origin: .textLayer, words: words)
    }

    /// A draft that uses every kind of value and source.
    public static let draft: InvoiceDraft = {
        let region = Region(page: 1, box: Box(left: 1, top: 2, right: 3.5, bottom: 4))
        var draft = InvoiceDraft(kind: .invoice, language: "de")
        draft.fields = [
            .invoiceNumber: Field(
                value: .text("R-17"), raw: "R-17", confidence: 0.98, isAccepted: true, source: .page(region),
                alternatives: [.init(value: .text("R-11"), confidence: 0.01, region: region)],
                reasons: [Reason(text: "label left", weight: 2.5)]),
            .currency: Field(
                value: .currency(euro), raw: "€", confidence: 0.9, source: .masterData("inbox")),
            .sellerName: Field(
                value: .text("Müller & Söhne"), raw: "", confidence: 1,
                source: .template(name: "mueller", region)),
            .taxTotal: Field(
                value: .amount(FixedDecimal(units: 1900, scale: 2)), raw: "", confidence: 0.7,
                source: .derived(rule: "gross - net")),
            .grandTotal: Field(
                value: .amount(FixedDecimal(units: 11900, scale: 2)), raw: "119,00", confidence: 0.99,
                isAccepted: true, source: .xml(path: "/Invoice/Total")),
            .buyerName: Field(value: .text("Nobody"), raw: "", confidence: 1, source: .person),
        ]
        if let day = CalendarDate(year: 2026, month: 2, day: 3) {
            draft.fields[.issueDate] = Field(
                value: .date(day), raw: "3.2.26", confidence: 0.5, source: .page(region))
        }
        draft.lines = [
            DraftLine(
                position: "1", articleNumber: "A-1", description: "Schrauben", quantity: FixedDecimal(3),
                unit: "Stk", unitPrice: FixedDecimal(units: 1050, scale: 2), priceBase: FixedDecimal(100),
                discountPercent: FixedDecimal(units: 25, scale: 1), taxRate: FixedDecimal(19),
                lineTotal: FixedDecimal(units: 3150, scale: 2), confidence: 0.8, source: .page(region))
        ]
        draft.taxBreakdown = [
            DraftTax(
                rate: FixedDecimal(19), base: FixedDecimal(units: 10000, scale: 2),
                tax: FixedDecimal(units: 1900, scale: 2), source: .page(region))
        ]
        return draft
    }()

    private static let euro: Currency = {
        guard let euro = Currency(rawValue: "EUR") else { preconditionFailure("EUR is a code") }
        return euro
    }()

    /// A finding with fields and a place.
    public static let finding = Finding(
        rule: "totals", message: "net and tax do not add up", fields: [.netTotal, .taxTotal],
        regions: [Region(page: 1, box: Box(left: 0, top: 0, right: 1, bottom: 1))])

    /// A reading of one page.
    public static func reading(_ text: String = "Rechnung Müller 119,00", draft: InvoiceDraft = draft)
        -> StoredReading
    {
        StoredReading(
            pages: [page(text)], draft: draft, engines: ["poppler 22.12"], at: now, seconds: 0.25)
    }

    /// What a reader answers for a page of text.
    public static func answer(_ text: String) -> ReadAnswer {
        .document(
            DocumentReading(
                pages: [page(text)], evidence: Evidence(language: "en"), engines: ["scripted"]))
    }
}

/// A reader that answers as it is told.
public struct ScriptedReader: DocumentReader {
    private let answer: @Sendable (ReadRequest) async throws(ReaderUnavailable) -> ReadAnswer

    /// Makes a reader from its answers.
    public init(_ answer: @escaping @Sendable (ReadRequest) async throws(ReaderUnavailable) -> ReadAnswer) {
        self.answer = answer
    }

    /// Answers.
    public func read(_ request: ReadRequest) async throws(ReaderUnavailable) -> ReadAnswer {
        try await answer(request)
    }
}
