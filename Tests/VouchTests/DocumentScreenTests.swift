import Domain
import Pipeline
import Testing

@testable import vouch

@Suite struct DocumentScreenTests {
    @Test func `a document stands on 60 columns`() {
        let screen = DocumentScreen(width: 60).lines(of: Sample.report).map(\.plain)
        expectSame(
            screen,
            [
                "RE-2026-0815.pdf                      invoice · de · 2 pages",
                "────────────────────────────────────────────────────────────",
                " ✓  Invoice number     RE-2026-0815           99.8 %  page 1",
                " ?  Issue date         2026-04-03             81.0 %  page 1",
                "                       or 2026-03-04 (19.0 %)",
                "",
                " ✓  Seller             Muster Bürobedarf Gm…  99.8 %  page 1",
                " ✓  Seller address     Musterstraße 1, 1234…  97.0 %  page 1",
                "",
                " #  Description      Quantity  Unit  Price  Tax %   Total",
                " 1  Trennblätter A4     20.00  Stk    9.9      19  198.00",
                " 2  Joghurt Banane      50     Stk    5.50      7  275.00",
                "",
                " Rate %    Base    Tax",
                "     19  198.00  37.62",
                "",
                " ✓  Net                473     EUR            99.8 %  page 1",
                " ✓  Total              529.87  EUR            99.8 %  page 1",
                "",
                " ! net + tax is 510.62, not 529.87  totals.net-plus-tax",
                " ? To be looked at: issue date.",
            ])
    }

    @Test func `an explained document has the reasons below each value`() {
        let screen = DocumentScreen(width: 100, isExplained: true).lines(of: Sample.report).map(\.plain)
        #expect(screen.contains("                       +3.10  label \"Gesamtbetrag\" left on the same line"))
        #expect(screen.contains("                       -0.40  not the largest amount of the page"))
    }

    @Test func `a document that was not read says why`() {
        var report = Sample.report
        report.draft = nil
        report.findings = []
        report.pageCount = 0
        report.state = .rejected(reason: "WebP image is not a type that is read")
        let screen = DocumentScreen(width: 60).lines(of: report).map(\.plain)
        #expect(screen.last == " ✗ rejected: WebP image is not a type that is read")
        #expect(screen.count == 3)
    }

    @Test(arguments: [20, 30, 40, 80, 120]) func `names of strangers cannot break the screen`(width: Int) {
        var report = Sample.report
        report.name = "\u{1B}[2J\u{202E}" + String(repeating: "請求書", count: 40) + ".pdf"
        let heading = DocumentScreen(width: width).lines(of: report)[0]
        #expect(!heading.plain.unicodeScalars.contains("\u{1B}"))
        #expect(heading.width <= max(width, 26))
    }

    @Test func `many documents are one line each`() {
        var refused = Sample.report
        refused.name = "secret.pdf"
        refused.draft = nil
        refused.state = .quarantined(reason: "a password is needed to open it")
        let lines = DocumentList.lines([.init(Sample.report), .init(refused)], width: 100).map(\.plain)
        expectSame(
            lines,
            [
                "   Document          Kind     Seller                  Number        Date         Total",
                "?  RE-2026-0815.pdf  invoice  Muster Bürobedarf GmbH  RE-2026-0815  2026-04-03  529.87  EUR",
                "✗  secret.pdf                 a password is needed to open it",
            ])
    }

    @Test(arguments: [
        ("totals.lines", "lines do not add up"), ("hybrid.grand_total", "page and XML differ"),
        ("new.rule", "new.rule"),
    ])
    func `findings are counted by words a person knows`(rule: String, reason: String) {
        #expect(Finding(rule: rule, message: "", fields: []).reason == reason)
    }

    @Test func `a list of documents fits a narrow terminal`() {
        let entries = (1...2000).suffix(2).map { number in
            var entry = DocumentList.Entry(Sample.report)
            entry.id = "\(number)"
            entry.name = "a scan with a long name \(number).pdf"
            entry.total = "2177949.60"
            return entry
        }
        #expect(DocumentList.lines(entries, width: 80).allSatisfy { $0.width <= 80 })
    }

    @Test func `what the doctor advises is broken between words, never cut`() {
        let result = CheckResult(
            verdict: .doubtful, subject: "languages", fact: "eng",
            advice: "apt-get install tesseract-ocr-spa tesseract-ocr-ita")
        expectSame(
            Doctor.lines([result], width: 50).map(\.plain),
            [
                "!  languages  eng", "              → apt-get install tesseract-ocr-spa",
                "              tesseract-ocr-ita",
            ])
    }

    @Test func `why shows weights as bars`() throws {
        let field = try #require(Sample.draft.fields[.grandTotal])
        let lines = ReasonScreen(width: 60).lines(of: field, named: .grandTotal, on: "#17 a.pdf").map(\.plain)
        expectSame(
            lines,
            [
                "Total  of #17 a.pdf",
                String(repeating: "─", count: 60),
                " ✓ 529.87  99.8 %, accepted",
                "   read on page 1, 412–480 pt from the left, 702–712 pt fro…",
                "   as printed: 529,87 €",
                "",
                "   +3.10  ▬▬▬▬▬▬▬▬▬▬  label \"Gesamtbetrag\" left on the same…",
                "   -0.40  ▬           not the largest amount of the page",
            ])
    }
}

@Suite struct PageTextTests {
    private func word(_ text: String, _ left: Double, _ top: Double, width: Double? = nil) -> Word {
        Word(
            text: text,
            box: Box(left: left, top: top, right: left + (width ?? Double(text.count) * 5), bottom: top + 10))
    }

    @Test func `words stand where they stand on the page`() {
        let page = Page(
            number: 1, width: 300, height: 200, origin: .textLayer,
            words: [
                word("Total", 10, 50), word("12.50", 150, 51), word("Invoice", 10, 10), word("No", 48, 10),
                word("Net", 10, 30), word("10.00", 150, 29),
            ])
        expectSame(
            PageText(page).lines,
            ["  Invoice No", "  Net                         10.00", "  Total                       12.50"])
    }

    @Test func `lines that fall to the right are not chained to those below`() {
        let rows = (0..<4).map { row in
            (0..<8).map { word("w\(row)\($0)", 40 * Double($0), 14 * Double(row) + 2.2 * Double($0)) }
        }
        let page = Page(number: 1, width: 400, height: 200, origin: .image, words: rows.joined().reversed())
        let lines = PageText(page).lines.map { $0.split(separator: " ").map(String.init) }
        expectSame(lines, rows.map { $0.map(\.text) })
    }

    @Test func `what runs up the edge comes after all lines`() {
        var steep = word("Druckerei", 2, 10)
        steep.box = Box(left: 2, top: 10, right: 10, bottom: 60)
        steep.quad = Quad(
            topLeft: Point(x: 2, y: 60), topRight: Point(x: 2, y: 10), bottomRight: Point(x: 10, y: 10),
            bottomLeft: Point(x: 10, y: 60))
        let page = Page(
            number: 1, width: 300, height: 200, origin: .image, words: [steep, word("Total", 20, 30)])
        expectSame(
            PageText(page).lines.map { $0.trimmingPrefix(while: \.isWhitespace) }, ["Total", "Druckerei"])
    }

    @Test func `an empty page has no lines`() {
        #expect(PageText(Page(number: 1, width: 10, height: 10, origin: .blank, words: [])).lines.isEmpty)
    }

    @Test func `the surroundings of a value are its neighbours, the value marked`() {
        let page = Page(
            number: 1, width: 600, height: 800, origin: .textLayer,
            words: [
                word("far", 10, 10), word("Total", 300, 400), word("12.50", 360, 400),
                word("below", 300, 700),
            ])
        let region = Region(page: 1, box: Box(left: 360, top: 400, right: 385, bottom: 410))
        let place = Surroundings(of: region, pageWidth: 600, pageHeight: 800)
        expectSame(
            place.text(on: page).map { String($0.drop { $0 == " " }) }, ["Total       »12.50«"])
    }
}
