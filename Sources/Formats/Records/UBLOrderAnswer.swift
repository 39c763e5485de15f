package import Domain

/// What a seller answers to an order (UBL 2.1 Order Response): that it delivers, otherwise, or not at all.
package struct UBLOrderAnswer: Hashable, Sendable {
    /// What becomes of a line.
    package struct Line: Hashable, Sendable {
        /// The line of the order.
        package var id: String
        /// Whether it is not delivered.
        package var isRejected: Bool
        /// How many are; `nil` for as many as ordered.
        package var quantity: Rational?
        /// The price; `nil` for the one ordered at.
        package var price: Rational?
        /// What the price is for.
        package var priceBase: Rational?
    }

    /// The order.
    package var order: String
    /// Whether nothing of it is delivered.
    package var isRejected: Bool
    /// The lines that are answered one by one.
    package var lines: [Line]

    /// Reads an answer.
    ///
    /// - Throws: `FormatError` naming what is wrong.
    package init(parsing bytes: [UInt8]) throws(FormatError) {
        let root = try UBLRecord.root("OrderResponse", of: bytes)
        guard let order = root.first("OrderReference", "ID")?.text else {
            throw .damaged("the response names no order")
        }
        self.order = order
        isRejected = ["RE", "27"].contains(root.first("OrderResponseCode")?.text ?? "")
        lines = []
        for line in root.all("OrderLine") {
            let item = line.first("LineItem")
            let id = line.first("OrderLineReference", "LineID")?.text ?? item?.first("ID")?.text
            guard let id else { throw UBLRecord.wrong(line, "names no line of the order") }
            // UNTDID 1229: 7 is not accepted, 2 deleted.
            let status = item?.first("LineStatusCode")?.text ?? ""
            lines.append(
                Line(
                    id: id, isRejected: ["7", "2"].contains(status),
                    quantity: try UBLRecord.number(item?.first("Quantity")),
                    price: try UBLRecord.number(item?.first("Price", "PriceAmount")),
                    priceBase: try UBLRecord.number(item?.first("Price", "BaseQuantity"))))
        }
    }

    /// The order as it is after the answer, as a version of its own where anything changes.
    ///
    /// A price that is higher than ordered is not taken over: the buyer has to agree to it by changing the order.
    package func applied(to known: OrderVersion) -> OrderVersion {
        var order = known.order
        if isRejected { order.status = .closed }
        for answer in lines {
            guard let place = order.lines.firstIndex(where: { $0.id == answer.id }) else { continue }
            if answer.isRejected { order.lines[place].status = .closed }
            if let quantity = answer.quantity { order.lines[place].quantity = quantity }
            if let price = answer.price {
                let base = answer.priceBase ?? order.lines[place].priceBase
                let before = order.lines[place].price.divided(by: order.lines[place].priceBase)
                if let after = price.divided(by: base), let before, after < before {
                    order.lines[place].price = price
                    order.lines[place].priceBase = base
                }
            }
        }
        return order == known.order ? known : OrderVersion(version: known.version + 1, order: order)
    }
}

/// What a seller says it has sent (UBL 2.1 Despatch Advice), taken for what arrived by whoever imports it.
package enum UBLDespatch {
    /// The receipts of an advice, one for each line.
    ///
    /// - Throws: `FormatError` naming what is wrong.
    package static func receipts(in bytes: [UInt8]) throws(FormatError) -> [GoodsReceipt] {
        let root = try UBLRecord.root("DespatchAdvice", of: bytes)
        guard let id = root.first("ID")?.text else { throw .damaged("the advice has no ID") }
        let order = root.first("OrderReference", "ID")?.text
        var receipts: [GoodsReceipt] = []
        for line in root.all("DespatchLine") {
            let reference = line.first("OrderLineReference")
            guard let order = reference?.first("OrderReference", "ID")?.text ?? order,
                let name = reference?.first("LineID")?.text
            else { throw UBLRecord.wrong(line, "names no line of an order") }
            guard let quantity = try UBLRecord.number(line.first("DeliveredQuantity")), !quantity.isNegative
            else {
                throw UBLRecord.wrong(line, "has no delivered quantity")
            }
            let place = OrderLineID(order: order, line: name)
            if let known = receipts.firstIndex(where: { $0.orderLine == place }) {
                receipts[known].received += quantity
            } else {
                receipts.append(
                    GoodsReceipt(
                        id: id, orderLine: place,
                        unit: line.first("DeliveredQuantity")?.element.attribute("unitCode"),
                        received: quantity))
            }
        }
        guard !receipts.isEmpty else { throw .damaged("the advice has no lines") }
        return receipts
    }
}
