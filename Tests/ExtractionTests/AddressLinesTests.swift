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
        let printed = ["(767840-W)", "NO. 53, JALAN BESAR", "45600 BATANG", "SELANGOR", "Cashier: 3"]
        #expect(lines(printed).texts() == ["NO. 53, JALAN BESAR", "45600 BATANG", "SELANGOR"])
    }

    @Test func `a label that is the number of a house does not end an address`() {
        #expect(lines(["NO 24, 25 & 26,", "81100 JOHOR"], labelled: 0).texts().count == 2)
    }

    @Test func `an address ends before a phone number`() {
        let printed = ["22A-1, JALAN 17", "SECTION 17,", "03-7932 1023", "46400 PETALING"]
        #expect(lines(printed, contact: 2).texts() == ["22A-1, JALAN 17", "SECTION 17,"])
    }

    @Test func `the line above a street belongs to it where a comma joins them`() {
        #expect(lines(["P6, Block C, Trade City,", "Jalan Kasuarina 1"]).texts().count == 2)
        #expect(lines(["Bright Days", "Jalan Kasuarina 1"]).texts() == ["Jalan Kasuarina 1"])
    }

    @Test func `a heading is not part of the address`() {
        #expect(lines(["HQ ADD: LOT 119, BATU 2"]).texts() == ["LOT 119, BATU 2"])
    }

    @Test(arguments: [["TAX INVOICE", "Table 9"], ["002065464-X"], ["Chit Number: 12091"], []])
    func `lines without street and town are no address`(texts: [String]) {
        #expect(lines(texts).texts().isEmpty)
    }
}
