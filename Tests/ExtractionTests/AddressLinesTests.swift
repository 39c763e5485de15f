import Testing

@testable import Extraction

@Suite struct AddressLinesTests {
    private func lines(_ texts: [String], contact: Int? = nil, labelled: Int? = nil) -> AddressLines {
        AddressLines(
            texts.enumerated().map { index, text in
                AddressLines.Line(
                    words: text.split(separator: " ").map(String.init), isLabelled: index == labelled,
                    hasContact: index == contact, hasFigure: false)
            })
    }

    @Test func `an address goes from the street to the region, past the number of a register`() {
        let printed = ["(654321-K)", "NO. 18, JALAN LAMA", "43210 KOTA", "SELANGOR", "Cashier: 3"]
        #expect(lines(printed).texts() == ["NO. 18, JALAN LAMA", "43210 KOTA", "SELANGOR"])
    }

    @Test(arguments: [
        ("Co.", true), ("ROC", true), ("(CO.REG.NO:", true), ("Company", true), ("GSTID", true),
        ("RocNo.", true),
        ("NO.ID", true), ("No.", false), ("", false), ("Corner", false), ("Regent", false), ("18", false),
    ])
    func `the name of a register's number is known, also run together`(word: String, isName: Bool) {
        #expect(AddressText.namesRegister(word) == isName)
    }

    @Test func `a label that is the number of a house does not end an address`() {
        #expect(lines(["NO 31, 32 & 33,", "43210 KOTA"], labelled: 0).texts().count == 2)
    }

    @Test func `an address ends before a phone number`() {
        let printed = ["12B-3, JALAN 9", "SECTION 9,", "03-5550 1234", "43210 KOTA"]
        #expect(lines(printed, contact: 2).texts() == ["12B-3, JALAN 9", "SECTION 9,"])
    }

    @Test func `the line right above a town is the street, though no word says so`() {
        #expect(lines(["Lijnbaan 72", "1012 AB Amsterdam", "Factuur"], labelled: 2).texts().count == 2)
        #expect(lines(["The Old Stables", "12345 Helston"]).texts() == ["The Old Stables", "12345 Helston"])
        #expect(lines(["Herrn Max Muster", "12345 Helston"]).texts() == ["12345 Helston"])
    }

    @Test func `an address ends before the next company`() {
        #expect(lines(["Via Roma 76", "20121 Milano", "Marmi Toscani srl", "Via Po 3"]).texts().count == 2)
    }

    @Test(arguments: [
        ("· Speicherzeile 14 · 20457 Hamburg", "Speicherzeile 14, 20457 Hamburg"),
        ("Industrieweg 88, 24109 Kiel", "Industrieweg 88, 24109 Kiel"),
        ("· 20457 Hamburg · Tel. 040 1234", "20457 Hamburg"), ("Tel. 040 1234", ""),
    ])
    func `street and town are cut out of a sender's line`(line: String, address: String) {
        let words = line.split(separator: " ").map(String.init)
        #expect(AddressText.addressInLine(words[...]) == address)
    }

    @Test func `the line above a street belongs to it where a comma joins them`() {
        #expect(lines(["B2, Block D, Garden Market,", "Jalan Cempaka 8"]).texts().count == 2)
        #expect(lines(["Bright Days", "Jalan Cempaka 8"]).texts() == ["Jalan Cempaka 8"])
    }

    @Test func `a heading is not part of the address`() {
        #expect(lines(["HQ ADD: LOT 210, BATU 9"]).texts() == ["LOT 210, BATU 9"])
    }

    @Test(arguments: [["TAX INVOICE", "Table 9"], ["001234567-K"], ["Chit Number: 10442"], []])
    func `lines without street and town are no address`(texts: [String]) {
        #expect(lines(texts).texts().isEmpty)
    }
}
