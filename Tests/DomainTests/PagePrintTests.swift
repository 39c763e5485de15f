import Domain
import Testing

@Suite struct `The print of a page` {
    private func print(_ text: String) -> UInt64? {
        PagePrint.of(
            Page(
                number: 1, width: 595, height: 842, origin: .textLayer,
                words: text.split(separator: " ").enumerated().map { place, word in
                    Word(
                        text: String(word),
                        box: Box(left: 0, top: Double(place), right: 9, bottom: Double(place) + 1))
                }))
    }

    private let bill = """
        Nordwind GmbH Hafenstraße 12 24103 Kiel Rechnung Nr. RE-2026-0815 Datum 03.05.2026 Kunde 10017 Pos Menge \
        Artikel Preis 1 12 Schrauben 4,10 49,20 2 5 Muttern 1,05 5,25 Netto 54,45 MwSt 10,35 Gesamt 64,80 \
        Zahlbar binnen 14 Tagen IBAN DE89370400440532013000
        """

    @Test func `is the same for the same words, wherever they stand`() {
        let turned = bill.split(separator: " ").reversed().joined(separator: " ")
        #expect(print(bill) != nil && print(bill) == print(turned))
    }

    @Test func `tells two bills on one letterhead apart`() throws {
        let other = bill.split(separator: " ").map { word in
            switch word {
            case "RE-2026-0815": "RE-2026-0911"
            case "03.05.2026": "07.06.2026"
            case "12": "30"
            case "49,20": "123,00"
            case "54,45": "128,25"
            case "10,35": "24,37"
            case "64,80": "152,62"
            default: String(word)
            }
        }.joined(separator: " ")
        let (one, two) = (try #require(print(bill)), try #require(print(other)))
        #expect((one ^ two).nonzeroBitCount > 5)
    }

    @Test func `is none for a page with hardly a word`() {
        #expect(print("Rechnung 1 2 3") == nil)
    }
}
