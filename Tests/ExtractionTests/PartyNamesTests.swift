import Domain
import Testing

@testable import Extraction

@Suite struct PartyNamesTests {
    private let lexicon = Lexicon([
        LanguageLabels(
            language: "en", functionWords: ["the", "of"],
            fields: ["customer_number": [.strong: ["customer"]], "seller_phone": [.strong: ["tel"]]],
            parties: ["buyer": [.strong: ["bill to"]], "seller": [.strong: ["sold by"]]],
            kinds: ["invoice": [.strong: ["invoice"]]])
    ])

    private func candidates(_ rows: [String], boldRows: Int = 0) -> [Candidate] {
        var words: [Word] = []
        for (index, row) in rows.enumerated() {
            for var word in line(row, top: 40 + Double(index) * 14) {
                word.isBold = index < boldRows
                words.append(word)
            }
        }
        let page = Page(number: 1, width: 595, height: 842, origin: .textLayer, words: words)
        return Evidence(gatheredFrom: [page], lexicon: lexicon).candidates
    }

    private func names(_ rows: [String], boldRows: Int = 0) -> [String] {
        candidates(rows, boldRows: boldRows).filter { $0.field == .sellerName }.map(\.value.canonical)
    }

    @Test(arguments: [
        (["MEGA MAJU", "(CEMPAKA) SDN BHD", "NO. 3, JALAN BESAR"], "MEGA MAJU (CEMPAKA) SDN BHD"),
        (
            ["NORTH HARDWARE", "ENTERPRISE(BUKIT", "BARU) SDN BHD"],
            "NORTH HARDWARE ENTERPRISE(BUKIT BARU) SDN BHD"
        ),
        (["SOUTH TRADING SDN  BHD", "NO. 3, JALAN BESAR"], "SOUTH TRADING SDN BHD"),
        (["East Marketing Sdn Bhd(654321-K)"], "East Marketing Sdn Bhd"),
    ])
    func `a name goes on until its legal form is whole`(rows: [String], name: String) {
        #expect(names(rows).contains(name))
    }

    @Test func `two bold lines over a plain one are one name`() {
        let rows = ["MVM Seaside", "Insurance Society Ltd.", "Harbour Street 12"]
        #expect(names(rows, boldRows: 2).contains("MVM Seaside Insurance Society Ltd."))
        #expect(!names(rows).contains("MVM Seaside Insurance Society Ltd."))
    }

    @Test func `a name without a legal form over a company is marked as its brand`() {
        let found = candidates(["Bright Days", "LONGFIELD SDN BHD", "NO. 3, JALAN BESAR"])
            .filter { $0.field == .sellerName }
        #expect(found.first { $0.value.canonical == "Bright Days" }?.strength(of: "name.brand") == 1)
        #expect(found.first { $0.value.canonical == "LONGFIELD SDN BHD" }?.strength(of: "name.brand") == 0)
    }

    @Test func `a company that begins with a word of a label is a name`() {
        #expect(names(["Customer AG Middle", "Harbour Street 12"]).contains("Customer AG Middle"))
    }

    @Test(arguments: [
        "Customer Signature", "(if other than", "Springfield, USA", "Customer 4711 Ltd.", "Harbour Street 12",
        "4711",
    ])
    func `towns, labels and numbers are no names`(row: String) {
        #expect(names([row]).isEmpty)
    }

    @Test func `a name below its heading goes on over the next bold line`() {
        let found = candidates(
            ["Sold by", "MVM Seaside", "Insurance Society Ltd.", "Harbour Street 12"], boldRows: 3)
        let whole = found.first { $0.value.canonical == "MVM Seaside Insurance Society Ltd." }
        #expect(whole.map { $0.strength(of: "heading.seller") > 0 } == true)
    }

    @Test func `one word of a longer name on the page is marked as its short form`() {
        let found = candidates(["cobalt", "", "Cobalt Interior", "4557 Silver St"]).filter {
            $0.field == .sellerName
        }
        #expect(found.first { $0.value.canonical == "cobalt" }?.strength(of: "name.shortened") == 1)
        #expect(found.first { $0.value.canonical == "Cobalt Interior" }?.strength(of: "name.shortened") == 0)
    }

    @Test func `what says the kind of a document is marked as a title`() {
        let found = candidates(["Copy Invoice", "", "Bright Days"]).filter { $0.field == .sellerName }
        #expect(found.first { $0.value.canonical == "Copy Invoice" }?.strength(of: "name.title") == 1)
        #expect(found.first { $0.value.canonical == "Bright Days" }?.strength(of: "name.title") == 0)
    }

    @Test func `the company below a department is named by the same heading`() {
        let found = candidates(["Bill to", "Advertising Dept.", "Longfield Corp.", "Harbour Street 12"])
        let company = found.first { $0.field == .buyerName && $0.value.canonical == "Longfield Corp." }
        #expect(company.map { $0.strength(of: "heading.buyer") > 0 } == true)
    }
}
