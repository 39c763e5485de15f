import Domain
import Testing

@testable import Evaluation

struct ComparingTests {
    @Test(arguments: [
        ("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("1 234.56-", "-1234.56"), ("(12.00)", "-12"),
        ("6,00,000.00", "600000"), ("EUR 12,50", "12.50"), ("1.234", "1.234"), ("1,234", "1234"),
        ("0,234", "0.234"), ("1.471.600", "1471600"), ("12", "12"), ("+3.50", "3.50"),
    ])
    func `Amounts are compared whatever way they are written`(written: String, canonical: String) {
        #expect(Comparing.amount(written) == FixedDecimal(canonical: canonical))
    }

    @Test(arguments: ["", "n/a", "EUR", "."])
    func `What is no amount is none`(written: String) {
        #expect(Comparing.amount(written) == nil)
    }

    @Test(arguments: [
        ("2024-1-3", "2024-01-03"), ("2024-01-03T00:00", "2024-01-03"), ("03/01/2024", "2024-01-03"),
        ("3.1.24", "2024-01-03"), ("6. August 2013", "2013-08-06"), ("6. Dez. 2013", "2013-12-06"),
        ("1er janvier", "1er janvier"), ("2024-02-31", "2024-2-31"),
    ])
    func `Dates are compared day before month`(written: String, iso: String) {
        #expect(Comparing.date(written) == iso)
    }

    @Test(arguments: [
        ("MÜLLER & Söhne", "Müller+Sohne", true), ("Straße GmbH", "STRASSE gmbh", true),
        ("Muster GmbH", "Muster AG", false), ("№ 7", "No7", true),
    ])
    func `Names are compared by letters and digits alone`(one: String, other: String, isSame: Bool) {
        #expect(Comparing.isSame(one, as: other, .sellerName, isCredit: false) == isSame)
    }

    @Test(arguments: [("-12.00", true, true), ("-12.00", false, false), ("12.01", true, false)])
    func `Signs of amounts count, but not on credit notes`(written: String, isCredit: Bool, isSame: Bool) {
        #expect(Comparing.isSame(written, as: "12.00", .grandTotal, isCredit: isCredit) == isSame)
    }

    @Test(arguments: [("€", "EUR", true), ("RM", "MYR", true), ("eur", "EUR", true), ("USD", "EUR", false)])
    func `Currencies are compared by their codes`(written: String, code: String, isSame: Bool) {
        #expect(Comparing.isSame(written, as: code, .currency, isCredit: false) == isSame)
    }

    @Test(arguments: [
        ("Weg 1, 12345 Ort", "12345 Ort, Weg 1", true), ("Weg 1, 12345 Ort", "Weg 1", false),
        ("", "Weg 1", false),
    ])
    func `Addresses may be in another order, but not in part`(one: String, other: String, isSame: Bool) {
        #expect(Comparing.isSame(one, as: other, .sellerAddress, isCredit: false) == isSame)
    }
}
