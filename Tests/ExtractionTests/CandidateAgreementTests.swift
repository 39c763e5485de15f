import Domain
import Testing

@testable import Extraction

@Suite struct `What two readers' agreement is worth` {
    private let lexicon = Lexicon([
        LanguageLabels(
            language: "en",
            fields: [
                "invoice_number": [.strong: ["invoice no"]], "grand_total": [.strong: ["total"]],
                "issue_date": [.strong: ["date"]],
            ], kinds: ["invoice": [.strong: ["invoice"]]])
    ])

    /// The best candidate of a field on a line that was recognised, `word` of which was read again as `other`.
    private func candidate(
        _ field: FieldName, on row: String, reading word: String? = nil, as other: String = "",
        reader: TextReader = .neural, origin: Page.Origin = .image
    ) throws -> Candidate {
        let words = line(row, top: 40).map { plain in
            var read = plain
            read.reader = reader
            if plain.text == word {
                read.otherReadings = [OtherReading(reader: .tesseract, manner: .line, text: other)]
            }
            return read
        }
        let page = Page(number: 1, width: 595, height: 842, origin: origin, words: words)
        let found = Evidence(gatheredFrom: [page], lexicon: lexicon).candidates
        return try #require(found.first { $0.field == field })
    }

    @Test(arguments: ["75.00", "75,00", " 75.00:"])
    func `the same amount from both is agreed`(other: String) throws {
        let total = try candidate(.grandTotal, on: "Total 75.00", reading: "75.00", as: other)
        #expect(total.agreement == .agreed(.tesseract))
        #expect(total.strength(of: "read.agreed") == 1)
    }

    @Test func `another amount is disputed and offered`() throws {
        let total = try candidate(.grandTotal, on: "Total 75.00", reading: "75.00", as: "15.00")
        #expect(
            total.agreement == .disputed(OtherReading(reader: .tesseract, manner: .line, text: "15.00")))
        #expect(total.otherReadings.first == .amount(FixedDecimal(units: 1500, scale: 2)))
        #expect(total.strength(of: "read.disputed") == 1)
    }

    @Test func `an amount that only its currency is disputed of is agreed`() throws {
        let total = try candidate(.grandTotal, on: "Total RM75.00", reading: "RM75.00", as: "75.00")
        #expect(total.agreement == .agreed(.tesseract))
        #expect(total.strength(of: "read.disputed") == 0)
    }

    @Test func `what a template reads is weighed by its readers as well`() throws {
        let words = line("75.00").map { plain in
            var read = plain
            read.reader = .tesseract
            return read
        }
        let page = Page(number: 1, width: 595, height: 842, origin: .image, words: words)
        let candidate = Candidate(
            field: .grandTotal, value: .amount(.zero), raw: "75.00",
            region: Region(page: 1, box: words[0].box), features: [Feature("template")])
        #expect(candidate.weighed(on: [page]).strength(of: "read.tesseract") == 1)
        #expect(candidate.weighed(on: []).features == candidate.features)
    }

    @Test func `another date and another number are offered`() throws {
        let date = try candidate(.issueDate, on: "Date 03/04/2018", reading: "03/04/2018", as: "08/04/2018")
        #expect(date.otherReadings.first == CalendarDate(year: 2018, month: 4, day: 8).map(FieldValue.date))
        let number = try candidate(.invoiceNumber, on: "Invoice No: A-771", reading: "A-771", as: "A-171")
        #expect(number.otherReadings == [.text("A-171")])
    }

    @Test func `a word that nobody read again is neither`() throws {
        let total = try candidate(.grandTotal, on: "Total 75.00")
        #expect(total.agreement == .single)
        #expect(total.strength(of: "read.once") == 1)
        #expect(total.strength(of: "read.agreed") == 0)
    }

    @Test func `text of the document itself has no readers`() throws {
        let total = try candidate(.grandTotal, on: "Total 75.00", reader: .textLayer, origin: .textLayer)
        #expect(!total.features.contains { $0.name.hasPrefix("read.") })
    }

    @Test func `an account whose check digits hold in the other reading alone becomes a candidate`() throws {
        let wrong = "DE89370400440532013001"
        let words = line("IBAN \(wrong)", top: 40).map { plain in
            var read = plain
            read.reader = .neural
            if plain.text == wrong {
                read.otherReadings = [
                    OtherReading(reader: .tesseract, manner: .line, text: "DE89370400440532013000")
                ]
            }
            return read
        }
        let page = Page(number: 1, width: 595, height: 842, origin: .image, words: words)
        let found = Evidence(gatheredFrom: [page], lexicon: lexicon).candidates
        let right = try #require(
            found.first { $0.field == .sellerIBAN && $0.strength(of: "check.right") == 1 })
        #expect(right.value == .text("DE89370400440532013000"))
        #expect(right.strength(of: "read.disputed") == 1)
    }

    @Test(
        arguments: [
            (["read.disputed"], false, false), (["read.disputed"], true, true),
            (["read.tesseract"], false, false),
            (["read.tesseract", "check.right"], false, true), (["read.agreed"], false, true),
            (["read.once"], false, true), ([], false, true),
        ] as [([String], Bool, Bool)])
    func `what is disputed or read by Tesseract alone needs a sum or check digits`(
        features: [String], closes: Bool, isSure: Bool
    ) {
        let candidate = Candidate(
            field: .grandTotal, value: .amount(.zero), raw: "0",
            region: Region(page: 1, box: Box(left: 0, top: 0, right: 1, bottom: 1)),
            features: features.map { Feature($0) })
        #expect(candidate.isSurelyRead(closesSum: closes) == isSure)
    }

    @Test(
        arguments: [
            ("No:1254", "1234", "No:1234", "1254"), ("No:1234", "No:1254", "No:1254", "No:1234"),
            ("Mo:1254", "1234", "No:1234", nil), ("", "1234", "No:1234", nil),
        ] as [(String, String, String, String?)])
    func `the part of a word that is the value is cut out of the other reading`(
        other: String, part: String, whole: String, cut: String?
    ) {
        #expect(Gathering.cut(other, like: part, in: whole) == cut)
    }
}
