import Domain
import Extraction
import Testing

@Suite struct CurrencyMarksTests {
    @Test(arguments: [("DEM", "DEM"), ("(CHF)", "CHF"), ("\u{20AC}", "EUR"), ("Rs.", "INR"), ("FRF:", "FRF")])
    func `a code or sign names its currency, those before the euro too`(printed: String, code: String) {
        #expect(CurrencyMarks.currency(of: printed)?.rawValue == code)
    }

    @Test(arguments: ["dem", "Dem", "rs", "XYZ", "", "EURO1"])
    func `other words name none`(printed: String) {
        #expect(CurrencyMarks.currency(of: printed) == nil)
    }
}
