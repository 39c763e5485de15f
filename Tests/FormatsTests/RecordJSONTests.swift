import Domain
import Testing

@testable import Formats

@Suite struct `Records as JSON and records of agreements` {
    private func table(_ text: String) throws -> CSVTable { try RecordJSON.table(in: Array(text.utf8)) }

    private func csv(_ lines: String...) throws -> CSVTable {
        try CSVTable(parsing: Array(lines.joined(separator: "\n").utf8))
    }

    @Test func `an order with its lines and charges is one record`() throws {
        let reading = OrderRows.reading(
            of: try table(
                """
                [{ "order": "O1", "vendor": "V1", "currency": "EUR", "contract": "K-7",
                   "lines": [ { "line": "10", "item": "A", "unit": "PCS", "units": { "BOX": 12 }, "quantity": 48,
                                "price": "2.50", "account": "4730", "cost_centre": "KST-3" },
                              { "line": "20", "unit": "H", "price": 95, "over_delivery_pct": "unlimited" } ],
                   "charges": [ { "charge": "FREIGHT", "charge_amount": 8 } ] }]
                """), ColumnMapping())
        #expect(reading.mistakes == [])
        let order = try #require(reading.records.first?.record.order)
        #expect(order.lines.map(\.id) == ["10", "20"] && order.contract == "K-7")
        #expect(order.lines[0].units == ["BOX": 12] && order.lines[0].quantity == 48)
        #expect(order.lines[0].account == "4730" && order.lines[0].costCentre == "KST-3")
        #expect(order.charges == [.init(code: "FREIGHT", amount: 8)])
    }

    @Test func `a mistake is told with the number of its record`() throws {
        let reading = ItemRows.reading(
            of: try table(
                #"[{"item":"A","name":"Bolt","unit":"PCS"},{"item":"B","name":"Nut","unit":null}]"#),
            ColumnMapping())
        #expect(reading.records.map(\.record.id) == ["A"])
        #expect(reading.mistakes.map(\.line) == [2])
    }

    @Test(arguments: ["[1]", "[]", "[{\"a\":", "{\"a\":[{\"b\":1},2]}"])
    func `what is no record is told`(text: String) {
        #expect(throws: FormatError.self) { try table(text) }
    }

    @Test func `JSON is told from a table by its first mark`() {
        #expect(RecordJSON.isJSON(Array("  [{}]".utf8)) && RecordJSON.isJSON([0xEF, 0xBB, 0xBF, 0x7B]))
        #expect(!RecordJSON.isJSON(Array("order,line".utf8)))
    }

    @Test func `a sheet is accepted as far as it says, and names who signed`() throws {
        let reading = AcceptanceRows.reading(
            of: try csv(
                "sheet,order,line,accepted,rejected,accepted_by", "LE-1,O1,30,1200,,K. Lange",
                "LE-2,O1,30,8,2,K. Lange", "LE-3,O1,30,8,,", "LE-4,O1,30,-1,,K. Lange"), ColumnMapping())
        #expect(reading.records.map(\.record.accepted) == [1200, 8])
        #expect(reading.records.map(\.record.received) == [1200, 10])
        #expect(reading.records.map(\.record.acceptedBy) == ["K. Lange", "K. Lange"])
        #expect(reading.mistakes.map(\.column) == ["accepted_by", "accepted"])
    }

    @Test func `a prepayment has an order, a day and an amount above zero`() throws {
        let reading = PrepaymentRows.reading(
            of: try csv(
                "prepayment,vendor,order,date,currency,amount", "A-1,V1,O1,2026-03-01,EUR,500",
                "A-2,V1,O1,,EUR,500", "A-3,V1,O1,2026-03-01,EUR,0", "A-4,V1,O1,2026-03-01,euros,5",
                "A-1,V1,O1,2026-03-01,EUR,5"), ColumnMapping())
        #expect(reading.records.isEmpty)
        #expect(reading.mistakes.map(\.column) == ["date", "amount", "currency", "prepayment"])
    }

    @Test func `charges have other names, accounts have none`() throws {
        let charges = BookingCodeRows.reading(
            of: try csv("code,name,words,account", "FREIGHT,Fracht,Versand;delivery charge,4730"),
            ColumnMapping(), as: .charge)
        #expect(charges.records.first?.record.words == ["Versand", "delivery charge"])
        let accounts = BookingCodeRows.reading(
            of: try csv("code,name", "4730,Ausgangsfrachten", "4730,again"), ColumnMapping(), as: .account)
        #expect(accounts.mistakes.map(\.column) == ["code"])
    }
}
