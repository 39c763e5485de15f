import Controls
import Domain
import Testing

@Suite struct CheckDigitsTests {
    @Test func `numbers whose check digits hold are fine`() {
        let right = draft(texts: [.sellerIBAN: "DE89 3704 0044 0532 0130 00", .sellerVATID: "DE136695976"])
        #expect(messages("identity.check-digits", right).isEmpty)
    }

    @Test func `a wrong account and a wrong VAT number are told`() {
        let wrong = draft(texts: [.sellerIBAN: "DE88370400440532013000", .buyerVATID: "DE136695978"])
        #expect(
            messages("identity.check-digits", wrong) == [
                "IBAN DE88370400440532013000 is no valid account number",
                "the check digits of VAT number DE136695978 do not hold",
            ])
    }

    @Test func `a creditor identifier in place of an account is named`() {
        #expect(
            messages("identity.check-digits", draft(texts: [.sellerIBAN: "DE98ZZZ09999999999"])) == [
                "IBAN DE98ZZZ09999999999 is a creditor identifier, no account"
            ])
    }

    @Test func `a VAT number of a country without a rule is not judged`() {
        #expect(messages("identity.check-digits", draft(texts: [.sellerVATID: "XX123"])).isEmpty)
    }
}
