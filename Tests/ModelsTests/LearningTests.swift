import Domain
import Models
import Testing

@testable import Extraction

/// Documents of one made-up vendor whose labels no lexicon knows, and what is learnt from one of them.
@Suite struct LearningTests {
    private let folder = ModelsFolder(url: ModelsFolderTests.repository)

    private func reading(_ page: SamplePage, _ templates: [VendorTemplate] = []) throws -> InvoiceDraft {
        Selection(model: try folder.scoringModel(), templates: templates).draft(
            from: try evidence(page), pages: [page.page], arrival: try day(2026, 11, 22))
    }

    private func evidence(_ page: SamplePage) throws -> Evidence {
        Evidence(gatheredFrom: [page.page], lexicon: try folder.lexicon())
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) throws -> CalendarDate {
        try #require(CalendarDate(year: year, month: month, day: day))
    }

    private func lesson(
        _ page: SamplePage, _ values: [FieldName: FieldValue], absent: Set<FieldName> = [],
        document: String = "1"
    ) throws -> Lesson {
        Lesson(
            document: document, pages: [page.page], evidence: try evidence(page), read: try reading(page),
            values: values, absent: absent)
    }

    private let said: [FieldName: FieldValue] = [
        .invoiceNumber: .text("QM7731"), .sellerName: .text("Quillmoor Fasteners Ltd"),
        .sellerIBAN: .text("DE89370400440532013000"),
    ]

    private func template(_ more: [FieldName: FieldValue] = [:]) throws -> VendorTemplate {
        let lesson = try lesson(.quillmoor("QM7731", "03/04/2026"), said.merging(more) { $1 })
        return try #require(TemplateLearner([lesson]).template(named: "quillmoor"))
    }

    // MARK: What is learnt

    @Test func `a number beside a label nobody knew is found on the vendor's next document`() throws {
        let next = SamplePage.quillmoor("QM7802", "13/05/2026")
        #expect(try reading(next).text(.invoiceNumber) == nil)
        #expect(try reading(next, [template()]).text(.invoiceNumber) == "QM7802")
    }

    @Test func `what only was learnt is given, says so, and is never accepted`() throws {
        let draft = try reading(.quillmoor("QM7802", "13/05/2026"), [template()])
        let number = try #require(draft.fields[.invoiceNumber])
        #expect(!number.isAccepted && number.confidence <= 0.9)
        #expect(
            number.reasons.contains {
                $0.text == "without what was learnt as quillmoor, nothing would be found"
            })
        guard case .template("quillmoor", _) = number.source else {
            Issue.record("the source is \(number.source)")
            return
        }
    }

    @Test func `a value that is read anyway is as sure as without a template`() throws {
        let next = SamplePage.quillmoor("QM7802", "13/05/2026")
        let (plain, learnt) = (try reading(next), try reading(next, [template()]))
        let (before, after) = (plain.fields[.grandTotal], learnt.fields[.grandTotal])
        #expect(before?.value == .amount(try #require(FixedDecimal(canonical: "118.00"))))
        #expect(before?.confidence == after?.confidence && before?.isAccepted == after?.isAccepted)
    }

    @Test func `a number behind a sign is the number`() throws {
        let lesson = try lesson(.quillmoor("#QM7731", "03/04/2026"), said)
        let learnt = try #require(TemplateLearner([lesson]).template(named: "quillmoor"))
        let next = SamplePage.quillmoor("#QM7802", "13/05/2026")
        #expect(try reading(next, [learnt]).text(.invoiceNumber) == "QM7802")
    }

    @Test func `the vendor's order of day and month is learnt`() throws {
        let learnt = try template([.issueDate: .date(try day(2026, 3, 4))])
        #expect(learnt.dateOrder == .monthFirst)
        let next = SamplePage.quillmoor("QM7802", "05/06/2026")
        #expect(try reading(next).text(.issueDate) == "2026-06-05")
        #expect(try reading(next, [learnt]).text(.issueDate) == "2026-05-06")
    }

    @Test func `what was confirmed teaches, what nobody spoke of does not`() throws {
        let learnt = try template()
        #expect(learnt.rules[.invoiceNumber] != nil)
        #expect(learnt.rules[.grandTotal] == nil && learnt.rules[.buyerName] == nil)
    }

    @Test func `a field that was read right is only hinted at`() throws {
        let learnt = try template([.grandTotal: .amount(try #require(FixedDecimal(canonical: "118.00")))])
        let rules = try #require(learnt.rules[.grandTotal])
        #expect(rules.allSatisfy { $0.isHint })
        #expect(try #require(learnt.rules[.invoiceNumber]).allSatisfy { !$0.isHint })
    }

    @Test func `a value that a person took out is not taken from beside the same label again`() throws {
        let first = SamplePage.quillmoor("QM7731", "03/04/2026", order: "4411")
        let read = try reading(first)
        try #require(read.text(.purchaseOrder) == "4411")
        let lesson = try lesson(first, said, absent: [.purchaseOrder])
        let learnt = try #require(TemplateLearner([lesson]).template(named: "quillmoor"))
        let next = SamplePage.quillmoor("QM7802", "13/05/2026", order: "5522")
        #expect(try reading(next).text(.purchaseOrder) == "5522")
        #expect(try reading(next, [learnt]).text(.purchaseOrder) == nil)
    }

    @Test func `learning from the same documents again gives the same`() throws {
        #expect(try template() == template())
    }

    // MARK: Whose document it is

    @Test func `on another vendor's document nothing changes`() throws {
        #expect(try reading(.german, [template()]) == reading(.german))
    }

    @Test func `a name alone does not make a document the vendor's`() throws {
        let letter = SamplePage([
            ("Quillmoor Fasteners Ltd", 60, 100, 10), ("Docket ref", 60, 200, 10), ("QM9999", 200, 200, 10),
        ])
        #expect(try reading(letter, [template()]).text(.invoiceNumber) == nil)
        let why = TemplateExplanation(try template(), on: try evidence(letter), pages: [letter.page])
        #expect(!why.isKnown && why.signs == ["the name Quillmoor Fasteners Ltd"])
    }

    @Test func `another account with right check digits is no misread one`() throws {
        let other = SamplePage.quillmoor(
            "QM7802", "13/05/2026", account: "DE02 1203 0000 0000 2020 51", origin: .image)
        #expect(try reading(other, [template()]).text(.sellerIBAN) == "DE02120300000000202051")
    }

    @Test func `a document is explained rule by rule`() throws {
        let next = SamplePage.quillmoor("QM7802", "13/05/2026")
        let why = TemplateExplanation(try template(), on: try evidence(next), pages: [next.page])
        #expect(why.isKnown)
        #expect(why.signs.contains("the account DE89370400440532013000"))
        #expect(why.lines.contains { $0.field == .invoiceNumber && $0.fired && $0.text.contains("QM7802") })
    }

    @Test(arguments: [
        ("Mr. Dowel (M) Ltd", "Mr. Dowel Ltd", true), ("Mr. Dowel Ltd", "Mr. Dowel (M) Ltd", true),
        ("Mr. Dowe1 Ltd", "Mr. Dowel Ltd", false), ("MrDowel Ltd", "Mr. Dowel Ltd", false),
        ("Mr. Dowel Ltd", "Mr. Dowel Ltd", false),
    ])
    func `a word more or less is another name, a letter is misread`(
        printed: String, known: String, isOther: Bool
    ) { #expect(LearnedReading.hasOtherWords(printed, known) == isOther) }

    // MARK: Trial

    private func trial(_ lessons: [Lesson], of template: VendorTemplate) throws -> TemplateTrial {
        TemplateTrial(
            of: template, besides: [], model: try folder.scoringModel(), on: lessons,
            arrival: try day(2026, 11, 22))
    }

    @Test func `a template that puts right what was corrected may be adopted`() throws {
        let lesson = try lesson(.quillmoor("QM7731", "03/04/2026"), said)
        let trial = try trial([lesson], of: template())
        #expect(trial.fixed == 1 && trial.worsened == 0 && trial.isHarmless)
    }

    @Test func `a template that makes a confirmed value wrong waits for a person`() throws {
        var wrong = try template()
        wrong.rules[.invoiceNumber] = [VendorTemplate.Rule(position: .below("Docket ref"))]
        wrong.rules[.grandTotal] = [VendorTemplate.Rule(position: .rightOf("Carriage"))]
        let total = FieldValue.amount(try #require(FixedDecimal(canonical: "118.00")))
        let lesson = try lesson(.quillmoor("QM7731", "03/04/2026"), said.merging([.grandTotal: total]) { $1 })
        let trial = try trial([lesson], of: wrong)
        #expect(!trial.isHarmless)
    }

    @Test func `a template that does not put right what was corrected waits for a person`() throws {
        var idle = try template()
        idle.rules[.invoiceNumber] = nil
        let lesson = try lesson(.quillmoor("QM7731", "03/04/2026"), said)
        let trial = try trial([lesson], of: idle)
        #expect(trial.worsened == 0 && !trial.isHarmless)
    }

    // MARK: Files

    @Test func `a learnt template is written so that it is read again as it was`() throws {
        let learnt = try template([.issueDate: .date(try day(2026, 3, 4))])
        let text = VendorTemplateText(learnt, about: ["Learnt."]).yaml
        #expect(text.hasPrefix("# Learnt.\nname: \"quillmoor\"\n"))
        #expect(try VendorTemplate(yaml: text, named: "x") == learnt)
    }

    @Test(arguments: [
        "a \"b\" \\ c", "x: y # z", "- [a, {b}]", "line\nbreak", "\u{202E}gnp", "Müller & Söhne", "😀",
        "!!str 1",
    ])
    func `text off a page is nothing but text in a template`(text: String) throws {
        var template = VendorTemplate(name: "x", phrases: [text])
        template.rules[.sellerName] = [VendorTemplate.Rule(position: .fixed(text))]
        #expect(
            try VendorTemplate(yaml: VendorTemplateText(template).yaml, named: "x") == template)
    }
}

extension SamplePage {
    /// A bill of a vendor that calls its number `Docket ref`.
    static func quillmoor(
        _ number: String, _ date: String, account: String = "DE89 3704 0044 0532 0130 00",
        order: String? = nil, origin: Page.Origin = .textLayer
    ) -> SamplePage {
        SamplePage(
            [
                ("Quillmoor Fasteners Ltd", 60, 60, 14), ("4 Mill Lane", 60, 80, 10),
                ("Docket ref", 380, 140, 10), (number, 480, 140, 10), ("Dated", 380, 154, 10),
                (date, 480, 154, 10), ("INVOICE", 60, 220, 18), ("Fixing bolts, mixed", 60, 300, 10),
                ("98.00", 480, 300, 10), ("Carriage", 350, 480, 10), ("20.00", 480, 480, 10),
                ("Grand total", 350, 528, 10), ("118.00", 480, 528, 10),
                ("Please pay into IBAN \(account)", 60, 700, 10),
            ] + (order.map { [("Purchase order", 380, 168, 10), ($0, 480, 168, 10)] } ?? []), origin: origin)
    }
}
