import Domain
import Testing

@testable import Formats

@Suite struct EN16931SuiteTests {
    private func cases(_ text: String) throws(FormatError) -> [EN16931Suite.Case] {
        try EN16931Suite.cases(in: Array(text.utf8), limits: .forTests)
    }

    @Test func `an invoice is one case`() throws {
        let cases = try cases(Sample.cii)
        #expect(cases.map { $0.draft.text(.invoiceNumber) } == ["RE-2026-0815"])
    }

    @Test func `a test set is its fragments with the rules they keep and break`() throws {
        let cases = try cases(
            """
            <testSet xmlns="http://difi.no/xsd/vefa/validator/1.0"><assert><scope>BR-02</scope></assert>
            <test><assert><description>with a number</description><success>BR-02</success></assert>
            \(Sample.ubl("Invoice", "<cbc:ID>7</cbc:ID>"))</test>
            <test><assert><error>BR-02</error></assert>\(Sample.ubl("CreditNote", ""))</test>
            <test><assert><error>BR-02</error></assert></test></testSet>
            """)
        #expect(cases.map(\.purpose) == ["with a number", ""])
        #expect(cases.map(\.keeps) == [["BR-02"], []] && cases.map(\.breaks) == [[], ["BR-02"]])
        #expect(cases.map(\.draft.kind) == [.invoice, .creditNote])
    }

    @Test func `a case that is no invoice fails the file by name`() {
        #expect(throws: FormatError.notAnInvoice(root: "p")) {
            try cases("<testSet><test><p/></test></testSet>")
        }
    }
}
