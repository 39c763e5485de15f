import Controls
import Domain
import Testing

@Suite struct `Lines that change a price and move no goods` {
    private func marked(
        _ text: String, item: String? = "A", kind: Bill.Kind = .invoice, amount: Rational = 7,
        order named: String? = "O1", unit: String = "PCS"
    ) -> BillLine? {
        var nuts = orderLine("20", item: nil, quantity: 10, price: 1)
        nuts.description = "Nuts M10"
        let billed = line(
            "1", item: item, quantity: 4, price: 2, amount: amount, order: named, unit: unit)
        let orders = [order("O1", [orderLine("10", quantity: 10, price: 2), nuts])]
        return PriceChanges.marked(bill([billed], kind: kind), descriptions: [text], orders: orders).lines
            .first
    }

    @Test func `they are later debits on bills, and value credits on credit notes`() {
        let debit = marked("Preisdifferenz zu Bestellung O1")
        #expect(
            debit?.kind == .subsequentDebit && debit?.orderReference == "O1" && debit?.lineReference == "10")
        #expect(marked("price adjustment March", kind: .creditNote)?.kind == .valueCredit)
        #expect(marked("Nachbelastung Nuts M10", item: nil, order: nil)?.lineReference == "20")
        #expect(marked("Preiskorrektur", unit: "TUB")?.unit == "PCS")
    }

    @Test(arguments: ["Schrauben", "price list", "Differenz", ""])
    func `other lines stay what they are`(text: String) {
        #expect(marked(text)?.kind == .item)
    }

    @Test func `one that may be about no order line, or gives money back, stays a line`() {
        #expect(marked("Preisdifferenz", item: "Z")?.kind == .item)
        #expect(marked("Preisdifferenz", item: nil)?.kind == .item)
        #expect(marked("Preisdifferenz", amount: -7)?.kind == .item)
        #expect(marked("Preisdifferenz", order: "O9")?.kind == .item)
    }
}
