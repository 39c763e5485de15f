import Controls
import Domain
import Testing

@Suite struct `Charges among the lines of a bill` {
    private let freight = BookingCode(
        kind: .charge, id: "FREIGHT", name: "Fracht", words: ["Versandkosten", "delivery charge"])
    private let packing = BookingCode(kind: .charge, id: "PACK", name: "Verpackung")

    private func taken(
        _ texts: [String], items: [String?]? = nil, codes: [BookingCode]? = nil,
        ordered: [OrderLine] = [orderLine("10", quantity: 5, price: 2)]
    ) -> ChargeLines {
        let lines = texts.indices.map { line("\($0 + 1)", item: items?[$0], quantity: 1, price: 7) }
        return ChargeLines(
            bill(lines), descriptions: texts, codes: codes ?? [freight, packing],
            orders: [order("O1", ordered)])
    }

    @Test(arguments: [
        ("Fracht DE", ["FREIGHT"]), ("VERSANDKOSTEN (Express)", ["FREIGHT"]),
        ("Delivery charge", ["FREIGHT"]),
        ("Charge", []), ("Verpackung", ["PACK"]), ("Fracht und Verpackung", []), ("Frachtbrief", []),
    ])
    func `a line with the words of a charge is one, where only one fits`(text: String, codes: [String]) {
        let found = taken(["Schrauben", text])
        #expect(found.bill.charges.map(\.code) == codes)
        #expect(found.bill.lines.map(\.id) == (codes.isEmpty ? ["1", "2"] : ["1"]))
        #expect(found.descriptions == (codes.isEmpty ? ["Schrauben", text] : ["Schrauben"]))
    }

    @Test func `what was ordered as a line of its own stays a line`() {
        var delivery = orderLine("20", item: nil, quantity: 1, price: 7)
        delivery.description = "Fracht frei Haus"
        #expect(taken(["Fracht"], ordered: [delivery]).bill.charges == [])
        #expect(taken(["Fracht"], items: ["A"]).bill.charges == [])
        #expect(taken(["Fracht"], items: ["F-1"]).bill.charges.map(\.code) == ["FREIGHT"])
    }

    @Test func `without charges on record nothing is touched`() {
        let account = BookingCode(kind: .account, id: "4730", name: "Fracht")
        #expect(taken(["Fracht"], codes: [account]).bill.charges == [])
    }
}
