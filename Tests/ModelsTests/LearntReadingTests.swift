import Domain
import Models
import Testing

@testable import Extraction

/// What was learnt from one document of a vendor, on others that say things a little otherwise.
@Suite struct LearntReadingTests {
    private let folder = ModelsFolder(url: ModelsFolderTests.repository)

    private func evidence(_ page: SamplePage) throws -> Evidence {
        Evidence(gatheredFrom: [page.page], lexicon: try folder.lexicon())
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) throws -> CalendarDate {
        try #require(CalendarDate(year: year, month: month, day: day))
    }

    private func reading(_ page: SamplePage, _ templates: [VendorTemplate] = []) throws -> InvoiceDraft {
        Selection(model: try folder.scoringModel(), templates: templates).draft(
            from: try evidence(page), pages: [page.page], arrival: try day(2026, 11, 22))
    }

    private func template(
        _ page: SamplePage, _ values: [FieldName: FieldValue], absent: Set<FieldName> = []
    ) throws -> VendorTemplate {
        let lesson = Lesson(
            document: "1", pages: [page.page], evidence: try evidence(page), read: try reading(page),
            values: values, absent: absent)
        return try #require(TemplateLearner([lesson]).template(named: "learnt"))
    }

    private func amount(_ text: String) throws -> FieldValue {
        .amount(try #require(FixedDecimal(canonical: text)))
    }

    private let known: [FieldName: FieldValue] = [
        .sellerName: .text("Quillmoor Fasteners Ltd"), .sellerIBAN: .text("DE89370400440532013000"),
    ]

    private func taught(_ more: [FieldName: FieldValue]) -> [FieldName: FieldValue] {
        known.merging(more) { $1 }
    }

    // MARK: Labels

    @Test func `a word that begins like a label that was learnt is taken for it`() throws {
        let first = SamplePage.bill([("Settlementday", "03/07/2026")])
        let learnt = try template(first, taught([.dueDate: .date(try day(2026, 7, 3))]))
        let next = SamplePage.bill([("Settlement", "04/08/2026")])
        #expect(try reading(next).text(.dueDate) == nil)
        #expect(try reading(next, [learnt]).text(.dueDate) == "2026-08-04")
    }

    @Test(arguments: ["Settle", "Settlementdayandmonth", "Sediment"])
    func `a word that has too little in common with a label is not taken for it`(label: String) throws {
        let first = SamplePage.bill([("Settlementday", "03/07/2026")])
        let learnt = try template(first, taught([.dueDate: .date(try day(2026, 7, 3))]))
        learnt.rules[.dueDate]?.forEach { #expect($0.position != .rightOf(label)) }
        let next = SamplePage.bill([(label, "04/08/2026")])
        let layout = PageLayout(next.page)
        #expect(AnchorFinder(layout).kin(of: "Settlementday").isEmpty)
    }

    @Test func `a value that stands at two places is learnt with a doubt`() throws {
        let first = SamplePage.bill([("Alpha mark", "03/07/2026"), ("Beta mark", "03/07/2026")])
        let learnt = try template(first, taught([.dueDate: .date(try day(2026, 7, 3))]))
        let rules = try #require(learnt.rules[.dueDate])
        #expect(!rules.isEmpty && rules.allSatisfy(\.isDoubtful))
        #expect(try VendorTemplate(yaml: VendorTemplateText(learnt).yaml, named: "x") == learnt)
    }

    @Test func `sentences are no headings of what stands below them`() throws {
        let first = SamplePage.bill(
            [("Settlement", "03/07/2026")],
            above: "we thank you for all of your trust in us and our goods")
        let learnt = try template(first, taught([.dueDate: .date(try day(2026, 7, 3))]))
        let isBelow = try #require(learnt.rules[.dueDate]).contains { rule in
            if case .below(let anchor) = rule.position { return anchor.contains("trust") }
            return false
        }
        #expect(!isBelow)
    }

    // MARK: What is read without a doubt

    @Test func `what is read without a doubt stays, whatever was learnt`() throws {
        let first = SamplePage.bill([("Settlement", "03/07/2026")])
        let plain = try reading(first)
        let sure = try #require(plain.fields.first { $0.value.isAccepted })
        var learnt = try template(first, known)
        learnt.rules[sure.key] = [VendorTemplate.Rule(position: .rightOf("Settlement"))]
        #expect(try reading(first, [learnt]).fields[sure.key]?.value == sure.value.value)
    }

    // MARK: Dates whose signs were lost

    @Test(arguments: [("27032018", DateOrder?.none), ("2703/2018", nil), ("27.032018", .dayFirst)])
    func `a date whose signs were lost is read where the vendor's dates stand`(
        text: String, order: DateOrder?
    ) throws {
        let box = Box(left: 0, top: 0, right: 90, bottom: 10)
        let found = try #require(RunTogetherDate(Word(text: text, box: box), order: order))
        let date = try day(2018, 3, 27)
        #expect(found.date == date)
    }

    @Test(arguments: ["05032018", "99999999", "2703201", "270320188", "A2703201", "27/13/2018"])
    func `digits that are no date or several are none`(text: String) {
        let box = Box(left: 0, top: 0, right: 90, bottom: 10)
        #expect(RunTogetherDate(Word(text: text, box: box), order: nil) == nil)
    }

    @Test func `a scan's date without signs is found at its place, a printed number is none`() throws {
        let first = SamplePage.bill([("Settlement", "27/03/2018")], origin: .image)
        let learnt = try template(first, taught([.dueDate: .date(try day(2018, 3, 27))]))
        let scan = SamplePage.bill([("Settlement", "2804/2018")], origin: .image)
        #expect(try reading(scan, [learnt]).text(.dueDate) == "2018-04-28")
        let printed = SamplePage.bill([("Settlement", "2804/2018")])
        #expect(try reading(printed, [learnt]).text(.dueDate) == nil)
    }

    // MARK: Whose document it is

    @Test func `a vendor is known again by its name and the words that stand with it`() throws {
        let first = SamplePage.bill([("Docket ref", "QM7731")], motto: "Everything that holds together")
        let values: [FieldName: FieldValue] = [
            .sellerName: .text("Quillmoor Fasteners Ltd"), .invoiceNumber: .text("QM7731"),
        ]
        let learnt = try template(first, values)
        #expect(learnt.signs.words == ["Everything that holds together"])
        #expect(try VendorTemplate(yaml: VendorTemplateText(learnt).yaml, named: "x") == learnt)
        let recognition = { (page: SamplePage) in
            VendorRecognition([PageLayout(page.page)], evidence: try self.evidence(page))
        }
        let next = SamplePage([
            ("Everything that holds together", 300, 60, 10), ("Quillmoor Fasteners Ltd", 60, 60, 14),
        ])
        #expect(VendorRecognition.areEnough(try recognition(next).signs(of: learnt)))
        let other = SamplePage([("Everything that holds together", 300, 60, 10)])
        #expect(!VendorRecognition.areEnough(try recognition(other).signs(of: learnt)))
    }

    @Test func `a name that is not printed fills a gap, and takes no other's place`() throws {
        let first = SamplePage.bill([("Settlement", "03/07/2026")])
        let learnt = try template(first, known)
        let bare = SamplePage([
            ("INVOICE", 60, 220, 18), ("Grand total", 350, 528, 10), ("118.00", 480, 528, 10),
            ("Please pay into IBAN DE89 3704 0044 0532 0130 00", 60, 700, 10),
        ])
        #expect(try reading(bare).text(.sellerName) == nil)
        let filled = try reading(bare, [learnt]).fields[.sellerName]
        #expect(filled?.value == .text("Quillmoor Fasteners Ltd") && filled?.isAccepted == false)
        let factored = SamplePage([
            ("Brackenfield Timber Ltd", 300, 40, 14), ("9 Wood Street", 300, 60, 10),
            ("Bill no", 60, 200, 10), ("BT-2044", 160, 200, 10), ("Sum to pay", 60, 400, 10),
            ("77.00", 200, 400, 10), ("IBAN DE89 3704 0044 0532 0130 00", 300, 640, 10),
        ])
        let before = try reading(factored).text(.sellerName)
        let after = try reading(factored, [learnt]).text(.sellerName)
        #expect(before != nil && after == before)
    }

    // MARK: What is not there

    @Test func `what a vendor's bills never ask for is not concluded`() throws {
        let first = SamplePage.bill([("Settlement", "03/07/2026")])
        #expect(try reading(first).text(.amountDue) == "118.00")
        let learnt = try template(
            first, taught([.grandTotal: try amount("118.00")]), absent: [.amountDue])
        #expect(try reading(first, [learnt]).text(.amountDue) == nil)
        let silent = try template(first, taught([.grandTotal: try amount("118.00")]))
        #expect(try reading(first, [silent]).text(.amountDue) == "118.00")
    }

    // MARK: Accounts

    @Test(arguments: [
        "from your account IBAN", "von Ihrem Konto mit IBAN", "Käufer-IBAN:", "debtor IBAN",
    ])
    func `the account that is paid from is not the seller's`(label: String) throws {
        let page = SamplePage.bill([], account: "\(label) DE89 3704 0044 0532 0130 00")
        #expect(try reading(page).text(.sellerIBAN) == nil)
    }

    @Test func `an account that is none by its length is shown, and never accepted`() throws {
        let page = SamplePage.bill([], account: "IBAN: DE8937040044053201300012345")
        let field = try reading(page).fields[.sellerIBAN]
        #expect(field?.value == .text("DE8937040044053201300012345") && field?.isAccepted == false)
        let scan = SamplePage.bill([], account: "IBAN: DE8937040044053201300012345", origin: .image)
        #expect(try reading(scan).text(.sellerIBAN) == nil)
    }
}

extension SamplePage {
    /// A bill with these labels and values in its head.
    fileprivate static func bill(
        _ head: [(String, String)], above: String? = nil,
        motto: String? = nil, account: String = "Please pay into IBAN DE89 3704 0044 0532 0130 00",
        origin: Page.Origin = .textLayer
    ) -> SamplePage {
        var words: [(String, Double, Double, Double)] = [
            ("Quillmoor Fasteners Ltd", 60, 60, 14), ("4 Mill Lane", 60, 90, 10), ("INVOICE", 60, 220, 18),
            ("Grand total", 350, 528, 10), ("118.00", 480, 528, 10), (account, 60, 700, 10),
        ]
        for (index, (label, value)) in head.enumerated() {
            words.append((label, 320, 140 + 14 * Double(index), 10))
            words.append((value, 480, 140 + 14 * Double(index), 10))
        }
        if let above { words.append((above, 320, 126, 10)) }
        if let motto { words.append((motto, 60, 75, 10)) }
        return SamplePage(words, origin: origin)
    }
}
