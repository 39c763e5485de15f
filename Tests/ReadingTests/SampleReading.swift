import Domain
import Extraction
import Reading

/// Values with every optional part present, so that a round trip shows each of them.
enum SampleReading {
    static let box = Box(left: 10, top: 20.5, right: 110.25, bottom: 31)

    static let word = Word(
        text: "Rechnung", box: box, confidence: 0.875, fontSize: 9.5, isBold: true, reader: .tesseract,
        quad: Quad(box),
        characters: [
            CharacterReading(text: "R", score: 0.5, alternatives: [.init(text: "B", score: 0.25)])
        ],
        otherReadings: [
            OtherReading(reader: .neural, manner: .line, text: "Rechnung"), other,
        ])
    static let other = OtherReading(reader: .neural, manner: .closer, text: "Pechnung")

    static func page(_ number: Int) -> Page {
        Page(
            number: number, width: 595, height: 842, rotation: 90, skew: -1.25,
            sheet: Quad(Box(left: 0.125, top: 0.0625, right: 0.875, bottom: 1)), fold: 0.5, origin: .mixed,
            originReason: "scan", resolution: 300, words: [word, Word(text: "ü", box: box)],
            rulings: [Ruling(box: box)])
    }

    static var evidence: Evidence {
        var table = LineTable()
        table.lines = draft.lines
        table.sum = FixedDecimal(units: 1234, scale: 2)
        table.isSumPrinted = true
        table.regions = [Region(page: 1, box: box)]
        return Evidence(
            language: "de", kinds: [KindScore(kind: .creditNote, score: 2.5, title: "Gutschrift")],
            decimalMark: .comma,
            candidates: [
                Candidate(
                    field: .grandTotal, value: value(3), otherReadings: [value(4)], raw: "12,34",
                    region: Region(page: 1, box: box), features: [Feature("label.strong", 0.5)],
                    label: "Summe", agreement: .settled(other)),
                Candidate(
                    field: .netTotal, value: value(3), raw: "1", region: Region(page: 1, box: box),
                    features: [],
                    agreement: .disputed(other)),
                Candidate(
                    field: .netTotal, value: value(3), raw: "1", region: Region(page: 1, box: box),
                    features: [],
                    agreement: .agreed(.tesseract)),
            ],
            terms: [
                PrintedTerms(
                    netDays: 30, discountDays: nil, discountPercent: FixedDecimal(3), isMonthEnd: true,
                    raw: "30 Tage", region: Region(page: 1, box: box))
            ],
            amounts: [PrintedAmount(value: FixedDecimal(5), region: Region(page: 2, box: box))],
            table: table, taxBreakdown: draft.taxBreakdown)
    }

    static let sources: [Source] = [
        .page(Region(page: 2, box: box)), .xml(path: "/Invoice/ID"), .derived(rule: "net + tax"),
        .template(name: "acme", Region(page: 1, box: box)), .masterData("vendor 7"),
    ]

    static var draft: InvoiceDraft {
        var draft = InvoiceDraft(kind: .creditNote, language: "fr")
        for (index, name) in FieldName.allCases.enumerated() {
            draft.fields[name] = Field(
                value: value(index), raw: "raw \(index)", confidence: 0.5,
                isAccepted: index.isMultiple(of: 2),
                source: sources[index % sources.count],
                alternatives: [
                    .init(value: value(index + 1), confidence: 0.25, region: Region(page: 1, box: box))
                ],
                reasons: [Reason(text: "label left", weight: -2.5)],
                sureness: [Reason(text: "clear", weight: 0.5)])
        }
        draft.lines = [
            DraftLine(
                position: "1", articleNumber: "A-1", description: "Bolts",
                quantity: FixedDecimal(units: 25, scale: 1), unit: "pcs",
                unitPrice: FixedDecimal(units: -1999, scale: 2), priceBase: FixedDecimal(100),
                discountPercent: .zero, taxRate: FixedDecimal(19), lineTotal: nil, confidence: 1,
                source: .xml(path: "/Line[1]"))
        ]
        draft.taxBreakdown = [DraftTax(rate: FixedDecimal(19), base: nil, tax: .zero, source: sources[2])]
        return draft
    }

    private static func value(_ index: Int) -> FieldValue {
        switch index % 4 {
        case 0: .text("value \(index)")
        case 1: CalendarDate(year: 2026, month: 2, day: 28).map(FieldValue.date) ?? .text("")
        case 2: .amount(FixedDecimal(units: -123_456, scale: 2))
        default: Currency(rawValue: "EUR").map(FieldValue.currency) ?? .text("")
        }
    }

    static let refusals: [Refusal] = [
        .empty, .unsupported("WebP image"), .passwordProtected, .damaged("no trailer"), .noPages,
        .overLimit("200 pages"), .crashed("signal 11"), .timedOut(seconds: 30), .badAnswer("no head"),
    ]

    /// Every kind of message.
    static let messages: [ReaderMessage] =
        [
            .ready(
                ReaderStatus(
                    landlockVersion: 7, filtersSystemCalls: true, limitsResources: true, missing: ["x"],
                    engines: ["poppler 22.12.0"], languages: ["deu", "eng"])),
            .unready("Landlock is missing"), .progress(ReadingProgress(page: 1, pageCount: 3)),
            .page(page(1)),
            .finished(
                ReadingClose(
                    pageCount: 1, evidence: evidence, structured: draft, engines: ["tesseract 5.3.0 eng"],
                    searchablePDF: [1, 2, 3])),
            .part(ContainedFile(name: "a.pdf", bytes: [0, 255])),
            .part(ContainedFile(name: "b.zip", bytes: [], refusal: "it is encrypted")), .unpacked(2),
            .halted(ReadingHalt(pageCount: 7, language: "de", engines: ["poppler 22.12.0"])),
        ] + refusals.map(ReaderMessage.refused)
}
