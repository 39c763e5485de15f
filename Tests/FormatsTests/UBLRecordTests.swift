import Domain
import Formats
import Testing

@Suite struct `Orders, answers and advices come as UBL` {
    private let order = """
        <Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"><ID>PO-17</ID>
        <DocumentCurrencyCode>EUR</DocumentCurrencyCode>
        <SellerSupplierParty><CustomerAssignedAccountID>V-1</CustomerAssignedAccountID><Party>
        <PartyName><Name>Nordwind</Name></PartyName>
        <PartyTaxScheme><CompanyID>DE136695976</CompanyID></PartyTaxScheme></Party></SellerSupplierParty>
        <AllowanceCharge><ChargeIndicator>true</ChargeIndicator><Amount>8.00</Amount></AllowanceCharge>
        <OrderLine><LineItem><ID>10</ID><Quantity unitCode="C62">400</Quantity>
        <Price><PriceAmount>12.50</PriceAmount><BaseQuantity>100</BaseQuantity></Price>
        <Item><Name>Bolt M8</Name><SellersItemIdentification><ID>B-8</ID></SellersItemIdentification></Item>
        </LineItem></OrderLine></Order>
        """

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `an order is read with who sells, what and for how much`() throws {
        let record = try UBLOrderRecord(parsing: bytes(order))
        #expect(
            record.sellerKeys == ["V-1"] && record.sellerVATID == "DE136695976"
                && record.sellerName == "Nordwind")
        #expect(record.order.charges == [.init(code: "FREIGHT", amount: 8)])
        let line = try #require(record.order.lines.first)
        #expect(line.item == "B-8" && line.description == "Bolt M8" && line.unit == "C62")
        #expect(line.quantity == 400 && line.price == Rational(parsing: "12.5") && line.priceBase == 100)
    }

    @Test(arguments: [
        ("<ID>PO-17</ID>", ""), ("EUR", "Euro"), ("12.50", "12,50"), ("400</Quantity>", "-400</Quantity>"),
        ("<BaseQuantity>100</BaseQuantity>", "<BaseQuantity>0</BaseQuantity>"),
        ("<PriceAmount>12.50</PriceAmount>", ""), ("<Order ", "<!DOCTYPE x><Order "),
    ])
    func `an order with something missing or wrong is refused`(part: String, instead: String) {
        let halves = order.split(separator: part, maxSplits: 1, omittingEmptySubsequences: false)
        let text = halves.joined(separator: instead)
        #expect(throws: FormatError.self) { try UBLOrderRecord(parsing: bytes(text)) }
    }

    private func answered(_ code: String, _ lines: String) throws -> OrderVersion {
        let answer = try UBLOrderAnswer(
            parsing: bytes(
                "<OrderResponse><OrderResponseCode>\(code)</OrderResponseCode><OrderReference><ID>PO-17</ID></OrderReference>\(lines)</OrderResponse>"
            ))
        return answer.applied(
            to: OrderVersion(version: 3, order: try UBLOrderRecord(parsing: bytes(order)).order))
    }

    private func line(_ inside: String) -> String {
        "<OrderLine><OrderLineReference><LineID>10</LineID></OrderLineReference><LineItem>\(inside)</LineItem></OrderLine>"
    }

    @Test func `an answer that agrees changes nothing`() throws {
        #expect(try answered("AP", "").version == 3)
        #expect(try answered("AP", line("<Quantity>400</Quantity>")).version == 3)
    }

    @Test func `less is a version of its own, and nothing closes the order`() throws {
        let less = try answered(
            "CA", line("<Quantity>300</Quantity><Price><PriceAmount>12</PriceAmount></Price>"))
        #expect(less.version == 4 && less.order.lines[0].quantity == 300 && less.order.lines[0].price == 12)
        #expect(try answered("RE", "").order.status == .closed)
        #expect(
            try answered("CA", line("<LineStatusCode>7</LineStatusCode>")).order.lines[0].status == .closed)
    }

    @Test func `a seller does not raise its price by an answer`() throws {
        #expect(try answered("CA", line("<Price><PriceAmount>13</PriceAmount></Price>")).version == 3)
    }

    @Test func `an advice is a receipt a line`() throws {
        let receipts = try UBLDespatch.receipts(
            in: bytes(
                """
                <DespatchAdvice><ID>DA-1</ID><OrderReference><ID>PO-17</ID></OrderReference>
                <DespatchLine><DeliveredQuantity unitCode="C62">250</DeliveredQuantity>
                <OrderLineReference><LineID>10</LineID></OrderLineReference></DespatchLine>
                <DespatchLine><DeliveredQuantity unitCode="C62">50</DeliveredQuantity>
                <OrderLineReference><LineID>10</LineID></OrderLineReference></DespatchLine></DespatchAdvice>
                """))
        #expect(
            receipts == [
                GoodsReceipt(
                    id: "DA-1", orderLine: .init(order: "PO-17", line: "10"), unit: "C62", received: 300)
            ])
    }

    @Test(arguments: [
        "<DespatchAdvice><ID>1</ID></DespatchAdvice>", "<Order/>",
        "<DespatchAdvice><ID>1</ID><DespatchLine><DeliveredQuantity>5</DeliveredQuantity></DespatchLine></DespatchAdvice>",
    ])
    func `an advice that names no order is refused`(text: String) {
        #expect(throws: FormatError.self) { try UBLDespatch.receipts(in: bytes(text)) }
    }
}
