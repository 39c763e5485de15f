import Domain
import Testing

@testable import Formats

@Suite struct `Records from tables` {
    private func table(_ lines: String...) throws -> CSVTable {
        try CSVTable(parsing: Array(lines.joined(separator: "\n").utf8))
    }

    private func places(_ mistakes: [RecordMistake]) -> [String] {
        mistakes.map { "\($0.line ?? 0) \($0.column ?? "-")" }
    }

    @Test func `an order is gathered from its rows, with its charges`() throws {
        let reading = OrderRows.reading(
            of: try table(
                "order,vendor,currency,line,item,unit,units,quantity,price,over_delivery_pct,charge,charge_amount",
                "O1,V1,EUR,10,A,PCS,BOX=12;PAL=480,48,2.50,10,,", "O1,V1,EUR,,,,,,,,FREIGHT,8",
                "O1,V1,EUR,20,B,H,,,95,unlimited,,"), ColumnMapping())
        #expect(reading.mistakes == [])
        let order = try #require(reading.records.first?.record.order)
        #expect(order.lines.map(\.id) == ["10", "20"])
        #expect(order.lines.map(\.overDeliveryPercent) == [10, nil])
        #expect(order.lines[0].units == ["BOX": 12, "PAL": 480])
        #expect(order.charges == [.init(code: "FREIGHT", amount: 8)])
    }

    @Test func `columns and numbers may be called and written as the other system does`() throws {
        let mapping = ColumnMapping(
            decimalMark: ",", columns: ["order": "Bestellung", "line": "Pos", "received": "Menge"],
            defaults: ["receipt": "WE"])
        let reading = ReceiptRows.reading(
            of: try table("Bestellung;Pos;Menge", "4500;10;1.234,5", "4500;20;1.5"), mapping)
        #expect(reading.records.map(\.record.received) == [Rational(parsing: "1234.5")])
        #expect(places(reading.mistakes) == ["3 Menge"])
    }

    @Test func `every mistake is told with its row and column`() throws {
        let reading = OrderRows.reading(
            of: try table(
                "order,version,vendor,currency,line,unit,price,valid_from,type,status",
                "O1,1,V1,EUR,10,PCS,x,,,", "O2,0,V1,EUR,10,PCS,1,,,", "O3,1,V1,Euro,10,PCS,1,,,",
                "O4,1,V1,EUR,10,PCS,1,31.02.2026,blanket,", "O5,1,,EUR,10,PCS,1,,,",
                "O6,1,V1,EUR,10,PCS,1,,,gone",
                "O7,1,V1,EUR,10,PCS,1,,,", "O7,1,V1,EUR,10,PCS,1,,,", "O8,1,V1,EUR,10,PCS,1,,,",
                "O8,1,V2,EUR,20,PCS,1,,,", ",1,V1,EUR,10,PCS,1,,,"), ColumnMapping())
        #expect(
            places(reading.mistakes) == [
                "2 price", "3 version", "4 currency", "5 valid_from", "6 vendor", "7 status", "9 line",
                "11 order",
                "12 order",
            ])
        #expect(reading.records.isEmpty)
    }

    @Test func `a missing column is told once, and a wrong mapping too`() throws {
        let missing = ItemRows.reading(of: try table("item,name", "A,Bolt"), ColumnMapping())
        #expect(places(missing.mistakes) == ["1 unit"])
        let wrong = ItemRows.reading(
            of: try table("item,name,unit", "A,Bolt,PCS"),
            ColumnMapping(columns: ["itm": "item", "unit": "ME"]))
        #expect(wrong.mistakes.count == 2)
    }

    @Test func `numbers with wrong check digits never become records`() throws {
        let reading = VendorRows.reading(
            of: try table(
                "vendor,name,vat_id,account,verified",
                "V1,Nordwind,DE136695976,DE89 3704 0044 0532 0130 00,yes",
                "V1,Nordwind,DE136695976,12345,no", "V2,Südwind,DE136695977,,",
                "V3,Westwind,,DE88 3704 0044 0532 0130 00,", "V4,Ostwind,,1,maybe"), ColumnMapping())
        #expect(reading.records.map(\.record.id) == ["V1"])
        #expect(reading.records.first?.record.accounts.map(\.isVerified) == [true, false])
        #expect(places(reading.mistakes) == ["4 vat_id", "5 account", "6 verified"])
    }

    @Test func `a vendor may have several names and VAT numbers, each checked and kept once`() throws {
        let reading = VendorRows.reading(
            of: try table(
                "vendor,name,vat_id,other_names,other_vat_ids",
                "V1,Nordwind,DE136695976, Nordwind Direkt ;Bora;Bora,FR 40 303265045; ",
                "V2,Südwind,,,DE136695977"), ColumnMapping())
        #expect(reading.records.map(\.record.id) == ["V1"])
        #expect(reading.records.first?.record.otherNames == ["Nordwind Direkt", "Bora"])
        #expect(reading.records.first?.record.otherVATIDs == ["FR40303265045"])
        #expect(places(reading.mistakes) == ["3 other_vat_ids"])
    }

    @Test func `accounts are spelt as those on bills are`() throws {
        let reading = VendorRows.reading(
            of: try table("vendor,name,account", "V1,Nordwind,12-345 ß", "V1,Nordwind,ab 1"), ColumnMapping())
        #expect(reading.records.first?.record.accounts.map(\.number) == ["12345", "AB1"])
    }

    @Test func `no more is accepted or returned than was received`() throws {
        let reading = ReceiptRows.reading(
            of: try table(
                "receipt,order,line,received,accepted,returned", "R,O,1,5,6,", "R,O,2,5,,6", "R,O,3,-1,,",
                "R,O,4,5,5,0", "R,O,4,5,5,0"), ColumnMapping())
        #expect(places(reading.mistakes) == ["2 accepted", "3 returned", "4 received", "6 line"])
        #expect(reading.records.count == 1)
    }
}
