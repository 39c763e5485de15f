import Domain
import Testing

@testable import Formats

@Suite struct `Scenarios of matching as JSON` {
    private func scenario(_ json: String) throws -> MatchScenario {
        try MatchScenarioJSON.scenario(in: Array(json.utf8))
    }

    @Test func `a scenario is read with what may be left out`() throws {
        let read = try scenario(ScenarioText().json)
        #expect(read.policy.level == .threeWay)
        #expect(read.policy.duplicates == nil)
        #expect(read.orders.first?.lines.first?.price == Rational(parsing: "2.50"))
        #expect(read.orders.first?.lines.first?.priceBase == 1)
        #expect(read.orders.first?.status == .open)
        #expect(read.bill.decimals == 2)
        #expect(read.bill.lines.first?.kind == .item)
        #expect(read.bill.lines.first?.price?.places == 3)
        #expect(read.receipts.first?.accepted == nil)
        #expect(read.posted.first?.kind == .creditNote(credits: "P0"))
        #expect(read.posted.first?.prints.page == 0xFF)
    }

    @Test(arguments: [
        ("", Rational.zero), (#", "over_delivery_pct": null"#, nil),
        (#", "over_delivery_pct": "12.5""#, Rational(parsing: "12.5")),
    ])
    func `over-delivery is none where nothing is said, and without limit where null`(
        _ member: String, _ expected: Rational?
    ) throws {
        let read = try scenario(ScenarioText(orderLine: member).json)
        #expect(read.orders.first?.lines.first?.overDeliveryPercent == expected)
    }

    @Test(arguments: [
        (ScenarioText(orderLine: #", "qty": "x""#), "orders[0].lines[0].qty: is not a number"),
        (
            ScenarioText(orderLine: #", "price_base": "0""#),
            "orders[0].lines[0].price_base: is not above zero"
        ),
        (
            ScenarioText(orderLine: #", "basis": "weight""#),
            "orders[0].lines[0].basis: is none of quantity, amount"
        ),
        (ScenarioText(orderLine: #", "units": {"BOX": 12}"#), "orders[0].lines[0].units.BOX: is not a text"),
        (ScenarioText(billLine: #", "price": "1/3""#), "invoice.lines[0].price: is not a decimal"),
        (ScenarioText(billLine: #", "order_ref": 7"#), "invoice.lines[0].order_ref: is not a text"),
        (ScenarioText(bill: #", "decimals": 12"#), "invoice.decimals: is not a whole number in 0...11"),
        (ScenarioText(bill: #", "decimals": -1"#), "invoice.decimals: is not a whole number in 0...11"),
        (ScenarioText(bill: #", "rate": "0""#), "invoice.rate: is not above zero"),
        (ScenarioText(bill: #", "allowances": {}"#), "invoice.allowances: is not an array"),
        (ScenarioText(bill: #", "charges": [{"code": "F"}]"#), "invoice.charges[0]: has no amount"),
        (ScenarioText(date: "2026-02-30"), "invoice.date: is not a date YYYY-MM-DD"),
        (ScenarioText(currency: "euro"), "orders[0].currency: is not a currency"),
    ])
    func `what is wrong is told with the way to it`(_ text: ScenarioText, _ sentence: String) {
        #expect(throws: FormatError.damaged(sentence)) { try scenario(text.json) }
    }

    @Test func `lists without end are not matched`() throws {
        let allowance = #"{"amount": "1", "tax_rate": "0"}"#
        func text(_ count: Int) -> String {
            let list = Array(repeating: allowance, count: count).joined(separator: ",")
            return ScenarioText(bill: #", "allowances": [\#(list)]"#).json
        }
        let most = JSONNode.maximumElements
        #expect(try scenario(text(most)).bill.allowances.count == most)
        #expect(throws: FormatError.overLimit("\(most) elements of invoice.allowances")) {
            try scenario(text(most + 1))
        }
    }

    @Test func `more pairs of lines than can be tried are not matched`() throws {
        func text(_ lines: Int, of orders: Int) -> String {
            let line = #"{"id": "L", "qty": "1", "unit": "PCS", "amount": "1"}"#
            let ordered = #"{"id": "1", "unit": "PCS", "price": "1"}"#
            func list(_ element: String, _ count: Int) -> String {
                Array(repeating: element, count: count).joined(separator: ",")
            }
            let order = #"{"id": "O", "vendor": "V", "currency": "EUR", "lines": [\#(list(ordered, 100))]}"#
            return ScenarioText().json
                .replacing(/"orders": .*\n.*\n/, with: "\"orders\": [\(list(order, orders))],\n")
                .replacing(/\{"id": "L1".*\}\]/, with: "\(list(line, lines))]")
        }
        #expect(try scenario(text(200, of: 3)).bill.lines.count == 200)
        #expect(
            throws: FormatError.overLimit("60000 pairs of a line of the invoice and one of an order")
        ) { try scenario(text(201, of: 3)) }
    }

    @Test func `numbers without end are not reckoned with`() throws {
        func text(_ amount: String) -> String {
            ScenarioText(bill: #", "allowances": [{"amount": "\#(amount)", "tax_rate": "0"}]"#).json
        }
        func nines(_ count: Int) -> String { String(repeating: "9", count: count) }
        func limit(_ digits: Int) -> FormatError {
            .overLimit("\(digits) digits of invoice.allowances[0].amount")
        }
        let (most, below) = (JSONNode.maximumDigits, JSONNode.maximumDenominatorDigits)
        let quotient = try scenario(text("\(nines(most))/\(nines(below))")).bill.allowances.first
        #expect(quotient?.amount.isPositive == true)
        let decimal = try scenario(text("-\(nines(most - 1)).9")).bill.allowances.first
        #expect(decimal?.amount.isNegative == true)
        #expect(throws: limit(below)) { try scenario(text("1/\(nines(below + 1))")) }
        #expect(throws: limit(most)) { try scenario(text("1\(nines(most))/3")) }
        #expect(throws: limit(most)) { try scenario(text("0.\(nines(most))")) }
        #expect(throws: FormatError.overLimit("\(most) digits of invoice.lines[0].price")) {
            try scenario(ScenarioText(billLine: #", "price": "1.\#(nines(most))""#).json)
        }
    }
}

/// The text of a small scenario, with members added in some of its places.
struct ScenarioText: Sendable {
    var orderLine = ""
    var billLine = ""
    var bill = ""
    var date = "2026-03-10"
    var currency = "EUR"

    var json: String {
        let price = billLine.contains("price") ? "" : #", "price": "2.500""#
        let quantity = orderLine.contains("qty") ? "" : #", "qty": "48""#
        return """
            {"policy": {"level": "3-way", "accounting_currency": "EUR"},
             "vendor": {"id": "V1", "bank_accounts": [{"account": "12345", "verified": true}]},
             "orders": [{"id": "O1", "vendor": "V1", "currency": "\(currency)", "lines": [
                {"id": "10", "item": "A", "unit": "PCS", "price": "2.50"\(quantity)\(orderLine)}]}],
             "receipts": [{"id": "R1", "order": "O1", "line": "10", "received": "48"}],
             "posted": [{"id": "P1", "type": "credit_note", "credits": "P0", "status": "posted",
                "vendor": "V1", "number": "C-1", "date": "2026-03-01", "currency": "EUR", "total": "5",
                "page_hash": "00000000000000ff"}],
             "invoice": {"id": "B", "type": "invoice", "vendor": "V1", "number": "B-1", "date": "\(date)",
                "currency": "EUR", "total": "120.00", "lines": [
                {"id": "L1", "qty": "48", "unit": "PCS", "amount": "120.00"\(price)\(billLine)}]\(bill)}}
            """
    }
}
