import Controls
import Domain
import Testing

@Suite struct `A bill and its orders come to the same words` {
    private func order(_ lines: [OrderLine], id: String = "PO-7") throws -> PurchaseOrder {
        PurchaseOrder(id: id, vendor: "V1", currency: try #require(Currency(rawValue: "EUR")), lines: lines)
    }

    private func fitted(
        _ line: BillLine, saying description: String, to orders: [PurchaseOrder]
    ) throws -> (line: BillLine, orders: [PurchaseOrder]) {
        let bill = Bill(
            id: "1", kind: .invoice, vendor: "V1", number: "R-1", date: date("2026-05-01"),
            currency: try #require(Currency(rawValue: "EUR")), total: 1, lines: [line])
        let fitting = BillFitting(bill, descriptions: [description], orders: orders)
        return (try #require(fitting.bill.lines.first), fitting.orders)
    }

    private func billed(item: String? = nil, unit: String = "PCS", order: String? = nil) -> BillLine {
        BillLine(id: "1", orderReference: order, item: item, quantity: 1, unit: unit, amount: 1)
    }

    private func ordered(_ id: String, item: String? = nil, says: String? = nil, unit: String = "Stk")
        -> OrderLine
    {
        OrderLine(
            id: id, item: item, description: says, unit: unit, units: ["Karton": 12], quantity: 1, price: 1)
    }

    @Test func `an item the orders have is kept`() throws {
        let line = try fitted(
            billed(item: "a-001"), saying: "Bolt", to: [try order([ordered("10", item: "A001")])]
        ).line
        #expect(line.item == "a-001")
    }

    @Test(arguments: [
        ("Nuts M10 galvanised", "Nuts, M10, galvanised", true),
        ("Nuts M10 galvanised", "Nuts M10 galvanised DIN 934, bag of 100", true),
        ("Nuts M10 galvanised DIN 934", "Nuts M10", true), ("Nuts M10", "Nuts M12", false),
        ("Nuts", "Nuts M10 galvanised", true), ("Nuts M10", "Nuts", false), ("Bolts", "", false),
    ])
    func `the vendor's own number gives way to the words`(
        ordered says: String, billed text: String, isSame: Bool
    ) throws {
        let order = try order([ordered("10", item: "X9", says: says)])
        let (line, orders) = try fitted(billed(item: "NW-77"), saying: text, to: [order])
        #expect(line.item == nil)
        #expect((line.descriptionClass == orders[0].lines[0].descriptionClass) == isSame)
    }

    @Test func `words that fit two lines equally choose none`() throws {
        let order = try order([ordered("10", says: "Desk oak 160"), ordered("20", says: "Desk oak 180")])
        #expect(try fitted(billed(), saying: "Desk oak", to: [order]).line.descriptionClass == nil)
        #expect(
            try fitted(billed(), saying: "Desk oak 180 cm", to: [order]).line.descriptionClass
                == "180 desk oak")
    }

    @Test func `units have one name on both sides`() throws {
        let orders = try fitted(billed(), saying: "", to: [try order([ordered("10")])]).orders
        #expect(orders[0].lines[0].unit == "PCS" && orders[0].lines[0].units == ["BOX": 12])
    }

    @Test func `a unit that is not printed is the order's, where its lines agree`() throws {
        let kilos = try order([ordered("10", item: "A", unit: "kg"), ordered("20", item: "B")])
        #expect(try fitted(billed(item: "A", unit: ""), saying: "", to: [kilos]).line.unit == "KG")
        let mixed = try order([ordered("10", item: "A", unit: "kg"), ordered("20", item: "A")])
        #expect(try fitted(billed(item: "A", unit: ""), saying: "", to: [mixed]).line.unit == "")
    }

    @Test func `a bill without lines is for the only line of its order`() throws {
        let single = try order([ordered("10", says: "Consulting in May")])
        let line = try fitted(billed(unit: "", order: "PO-7"), saying: "", to: [single]).line
        #expect(line.lineReference == "10" && line.unit == "PCS")
        let double = try order([ordered("10"), ordered("20")])
        #expect(
            try fitted(billed(unit: "", order: "PO-7"), saying: "", to: [double]).line.lineReference == nil)
    }

    @Test(arguments: [
        ("Stk.", "PCS"), ("C62", "PCS"), ("uur", "H"), ("Stück", "PCS"), ("m²", "M2"), ("Ex.", "EX"),
        ("", ""),
    ])
    func `units are called by one name`(spelling: String, name: String) {
        #expect(UnitOfMeasure.name(of: spelling) == name)
    }
}
