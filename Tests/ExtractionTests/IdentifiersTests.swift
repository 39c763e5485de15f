import Domain
import Extraction
import Testing

@Suite struct IdentifiersTests {
    private func found(_ text: String) -> [String] {
        Identifiers.scan(line(text)).map { "\($0.kind) \($0.value)" }
    }

    @Test(arguments: [
        ("IBAN DE89 3704 0044 0532 0130 00", "iban DE89370400440532013000"),
        ("IBAN:DE89370400440532013000", "iban DE89370400440532013000"),
        ("GB29 NWBK 6016 1331 9268 19", "iban GB29NWBK60161331926819"),
        ("DE98ZZZ09999999999", "creditorID DE98ZZZ09999999999"),
        ("DE 136695976", "vat DE136695976"), ("ATU13585627", "vat ATU13585627"),
        ("NL123456782B01", "vat NL123456782B01"), ("CHE-116.281.710 MWST", "vat CHE116281710"),
        ("COBADEFFXXX", "bic COBADEFFXXX"), ("RF18 5390 0754 7034", "paymentReference RF18539007547034"),
        ("+++090/9337/55493+++", "paymentReference 090933755493"),
        ("info@example.com", "email info@example.com"), ("www.Example.com", "web www.example.com"),
        ("+49 (0)30 1234567", "phone +490301234567"), ("RE-2026/017", "number RE-2026/017"),
    ])
    func `an identifier is told by its form and check digits`(text: String, expected: String) {
        #expect(found(text).contains(expected), "\(found(text))")
    }

    @Test func `a wrong check digit makes an account doubtful`() {
        #expect(found("DE88 3704 0044 0532 0130 00") == ["doubtfulIBAN DE88370400440532013000"])
    }

    @Test func `a letter read for a digit is mended where the check digits then hold`() throws {
        let token = try #require(Identifiers.scan(line("DE89 37O4 0044 0532 0130 00")).first)
        #expect(token.value == "DE89370400440532013000")
        #expect(token.isRepaired)
    }

    @Test(arguments: ["hello world", "a", "Total amount", "12"])
    func `words are no identifiers`(text: String) {
        #expect(found(text).isEmpty)
    }
}
