import Testing

@testable import Extraction

@Suite struct NameTextTests {
    @Test(arguments: [
        ("THE KETTLE F&B SDN BHD (654321-K)", "THE KETTLE F&B SDN BHD"),
        ("Firma Muster GmbH,", "Muster GmbH"),
        ("MR. F.I.X. (M) SDN BHD", "MR. F.I.X. (M) SDN BHD"), ("Veldwijk B.V.", "Veldwijk B.V."),
    ])
    func `a name is taken without what surrounds it`(text: String, name: String) {
        #expect(NameText.name(of: words(text)[...]) == name)
    }

    @Test(arguments: ["12345", "* * *", ""])
    func `what has no letters is no name`(text: String) {
        #expect(NameText.name(of: words(text)[...]) == nil)
    }

    @Test(arguments: [
        "Muster GmbH", "Veldwijk B.V.", "BUNGA RAYA STATIONERY SDN BHD", "Lumen SAS", "Muster & Co. KG",
    ])
    func `a company is known by its legal form`(text: String) {
        #expect(LegalForms.isIn(words(text)))
    }

    @Test(arguments: ["John Doe", "as usual", "AG Mitte", "Kundenweg 88"])
    func `other texts have no legal form`(text: String) {
        #expect(!LegalForms.isIn(words(text)))
    }

    @Test(arguments: [
        "80333 München", "DE 12345 Stadt", "3012 CN Rotterdam", "Leeds, LS1 5AB, UK", "Oakton CA 94321",
    ])
    func `towns are known by their postal codes`(text: String) {
        #expect(AddressText.hasPostcode(words(text)))
    }

    private func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}
