import Domain
import Extraction
import Reviewing
import Testing

@Suite struct TypedValueTests {
    @Test(arguments: [
        ("2026-02-03", "2026-02-03"), ("3.2.26", "2026-02-03"), ("3 Feb 26", "2026-02-03"),
        ("Feb 3, 2026", "2026-02-03"), ("3. Februar 2026", "2026-02-03"), ("25/12/2025", "2025-12-25"),
        ("  3  feb  2026 ", "2026-02-03"),
    ])
    func `dates are understood as people write them`(text: String, iso: String) {
        #expect(
            TypedValue(text, for: .issueDate, in: PrintedForms(dateOrder: .dayFirst)) == .value(date(iso)))
    }

    @Test(arguments: [
        ("1.234,50", "1234.50"), ("1,234.50", "1234.50"), ("1 234,50", "1234.50"), ("1234.5", "1234.5"),
        ("1234", "1234"), ("-12,00", "-12.00"), ("€ 8.522,30", "8522.30"), ("8.522,30 €", "8522.30"),
        ("1'234.50", "1234.50"), ("6,00,000.00", "600000.00"),
    ])
    func `amounts are understood as people write them`(text: String, canonical: String) {
        #expect(TypedValue(text, for: .grandTotal) == .value(amount(canonical)))
    }

    @Test func `a date of two meanings is asked about unless the document decides`() {
        let both: TypedValue = .several([date("2026-04-03"), date("2026-03-04")])
        #expect(TypedValue("03/04/2026", for: .dueDate) == both)
        #expect(
            TypedValue("03/04/2026", for: .dueDate, in: PrintedForms(dateOrder: .monthFirst))
                == .value(date("2026-03-04")))
    }

    @Test func `a number of two meanings is asked about unless the document decides`() {
        #expect(TypedValue("1.234", for: .netTotal) == .several([amount("1234"), amount("1.234")]))
        #expect(
            TypedValue("1.234", for: .netTotal, in: PrintedForms(decimalMark: .comma))
                == .value(amount("1234")))
    }

    @Test(arguments: ["tomorrow", "31.02.2026", "last week", "2026", "03.04.2026 or so"])
    func `what is no date is refused with the forms that are`(text: String) {
        guard case .refused(let sentence) = TypedValue(text, for: .issueDate) else {
            Issue.record("\(text) was taken for a date")
            return
        }
        #expect(sentence.contains("2026-02-03") && sentence.contains("3 Feb 26"))
    }

    @Test(arguments: ["twelve", "12,00 or 13,00", "1O0,00", ""])
    func `what is no amount is refused`(text: String) {
        guard case .refused = TypedValue(text, for: .grandTotal) else {
            Issue.record("\(text) was taken for an amount")
            return
        }
    }

    @Test func `a currency is a code or a sign`() {
        let euro = Currency(rawValue: "EUR").map(FieldValue.currency)
        #expect(TypedValue("eur", for: .currency) == euro.map(TypedValue.value))
        #expect(TypedValue("€", for: .currency) == euro.map(TypedValue.value))
        guard case .refused = TypedValue("money", for: .currency) else {
            Issue.record("money is no currency")
            return
        }
    }

    @Test func `a document shows its own forms`() {
        var draft = sampleDraft()
        #expect(PrintedForms(of: draft) == PrintedForms(dateOrder: .dayFirst, decimalMark: .comma))
        draft.fields[.issueDate] = field(date("2026-03-04"), "03/04/2026")
        draft.fields[.netTotal] = field(amount("1000.00"), "1,000.00")
        draft.fields[.taxTotal] = nil
        draft.fields[.grandTotal] = nil
        #expect(PrintedForms(of: draft) == PrintedForms(dateOrder: .monthFirst, decimalMark: .point))
    }
}
