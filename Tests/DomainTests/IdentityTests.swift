import Domain
import Testing

@Suite struct IdentityTests {
    @Test(arguments: [
        "DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819", "FR1420041010050500013M02606",
        "NL91ABNA0417164300", "BE68539007547034", "CH9300762011623852957", "NO9386011117947",
    ])
    func `an IBAN with right check digits is taken`(text: String) {
        #expect(IBAN(rawValue: text) != nil)
    }

    @Test(arguments: [
        "DE89 3704 0044 0532 0130 01", "DE893704004405320130", "US64SVBKUS6S3300958879", "", "DE",
        "DE98ZZZ09999999999",
    ])
    func `an IBAN of wrong length, country or check digits is refused`(text: String) {
        #expect(IBAN(rawValue: text) == nil)
    }

    @Test func `a creditor identifier is no account`() {
        #expect(CreditorID(rawValue: "DE98ZZZ09999999999") != nil)
        #expect(CreditorID(rawValue: "DE98ZZZ09999999998") == nil)
        #expect(CreditorID(rawValue: "DE89370400440532013000") == nil)
    }

    @Test(arguments: [
        "DE136695976", "ATU13585627", "BE0428759497", "CHE116281710", "DK13585628", "EL094259216",
        "FI20774740",
        "FR40303265045", "GB980780684", "IE6433435F", "IT00743110157", "LU15027442", "NL004495445B01",
        "PL8567346215", "PT501964843", "SE123456789701", "SI50223054", "ESB58378431", "EE100931558",
        "HU12892312",
        "MT11679112", "SK2022749619", "HR33392005961", "ES54362315K", "ESX2482300W",
    ])
    func `a VAT number with right check digits is valid`(text: String) {
        #expect(VATNumber(text)?.check == .valid)
    }

    @Test(arguments: [
        "DE136695978", "ATU13585626", "BE0431150351", "FR84323140391", "GB802311781", "NL123456789B90",
        "PL8567346216",
    ])
    func `a VAT number with wrong check digits says so`(text: String) {
        #expect(VATNumber(text)?.check == .wrongCheckDigit)
    }

    @Test(arguments: ["DE12345678", "XX123456789", "", "ATU1234567", "HELLO", "NL123456782A01"])
    func `what has not a country's form is no VAT number`(text: String) {
        #expect(VATNumber(text) == nil)
    }

    @Test(arguments: [
        ("RF18 5390 0754 7034", PaymentReference.Standard.creditorReference),
        ("21 00000 00003 13947 14300 09017", .swissQR), ("+++090/9337/55493+++", .belgianOGM),
        ("1234561", .finnish),
    ])
    func `a payment reference holds by its standard`(text: String, standard: PaymentReference.Standard) {
        #expect(PaymentReference(text, standard: standard) != nil)
    }

    @Test(arguments: [
        ("RF19 5390 0754 7034", PaymentReference.Standard.creditorReference),
        ("21 00000 00003 13947 14300 09018", .swissQR), ("+++090/9337/55494+++", .belgianOGM),
        ("1234562", .finnish),
        ("", .finnish),
    ])
    func `a payment reference with a wrong digit is refused`(
        text: String, standard: PaymentReference.Standard
    ) {
        #expect(PaymentReference(text, standard: standard) == nil)
    }

    @Test func `a GTIN needs its check digit`() {
        #expect(GTIN(rawValue: "4006381333931") != nil)
        #expect(GTIN(rawValue: "4006381333932") == nil)
        #expect(GTIN(rawValue: "123") == nil)
    }
}
