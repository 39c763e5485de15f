package import Domain

/// An order as UBL 2.1 writes it, its vendor by the signs the buyer's system gives.
package struct UBLOrderRecord: Hashable, Sendable {
    /// The order; its vendor's key is still to be found.
    package var order: PurchaseOrder
    /// The keys and identifiers of the seller, as written.
    package var sellerKeys: [String]
    /// The seller's VAT number.
    package var sellerVATID: String?
    /// The seller's name.
    package var sellerName: String?

    /// Reads an order.
    ///
    /// - Throws: `FormatError` naming what is wrong.
    package init(parsing bytes: [UInt8]) throws(FormatError) {
        let root = try UBLRecord.root("Order", of: bytes)
        guard let id = root.first("ID")?.text else { throw .damaged("the order has no ID") }
        guard let currency = root.first("DocumentCurrencyCode")?.text.flatMap(Currency.init(rawValue:)) else {
            throw .damaged("the order has no currency")
        }
        let seller = root.first("SellerSupplierParty", "Party")
        sellerKeys =
            (root.all("SellerSupplierParty", "CustomerAssignedAccountID")
            + (seller?.all("PartyIdentification", "ID") ?? [])).compactMap(\.text)
        sellerVATID = seller?.first("PartyTaxScheme", "CompanyID")?.text
        sellerName =
            seller?.first("PartyName", "Name")?.text
            ?? seller?.first("PartyLegalEntity", "RegistrationName")?.text
        var lines: [OrderLine] = []
        for line in root.all("OrderLine", "LineItem") { lines.append(try Self.line(line)) }
        guard !lines.isEmpty else { throw .damaged("the order has no lines") }
        order = PurchaseOrder(
            id: id, vendor: "", currency: currency, charges: try Self.charges(root), lines: lines)
    }

    private static func line(_ node: XMLNode) throws(FormatError) -> OrderLine {
        guard let id = node.first("ID")?.text else { throw UBLRecord.wrong(node, "has no ID") }
        let item = node.first("Item")
        let quantity = try UBLRecord.number(node.first("Quantity"))
        guard let price = try UBLRecord.number(node.first("Price", "PriceAmount")) else {
            throw UBLRecord.wrong(node, "has no price")
        }
        let base = try UBLRecord.number(node.first("Price", "BaseQuantity")) ?? .one
        guard base.isPositive, !price.isNegative, quantity?.isNegative != true else {
            throw UBLRecord.wrong(node, "has a number below zero")
        }
        let number =
            item?.first("SellersItemIdentification", "ID") ?? item?.first("StandardItemIdentification", "ID")
            ?? item?.first("BuyersItemIdentification", "ID")
        return OrderLine(
            id: id, item: number?.text,
            description: item?.first("Name")?.text ?? item?.first("Description")?.text,
            unit: node.first("Quantity")?.element.attribute("unitCode") ?? "C62", quantity: quantity,
            price: price,
            priceBase: base)
    }

    /// What the order agrees to beside the goods, by the code of the charge's reason.
    private static func charges(_ root: XMLNode) throws(FormatError) -> [PurchaseOrder.Charge] {
        var charges: [PurchaseOrder.Charge] = []
        for charge in root.all("AllowanceCharge") where charge.first("ChargeIndicator")?.text == "true" {
            guard let amount = try UBLRecord.number(charge.first("Amount")) else { continue }
            let code = charge.first("AllowanceChargeReasonCode")?.text
            // UNTDID 7161: FC is freight; bills call it so in words.
            let name = code == "FC" || code == nil ? "FREIGHT" : code ?? "FREIGHT"
            if let known = charges.firstIndex(where: { $0.code == name }) {
                charges[known].amount += amount
            } else {
                charges.append(.init(code: name, amount: amount))
            }
        }
        return charges
    }
}

/// What UBL documents about orders have in common.
enum UBLRecord {
    private static let limits = XMLLimits(bytes: 20 << 20, depth: 64, attributes: 1_000)

    /// The outermost element, which must be the one named.
    static func root(_ name: String, of bytes: [UInt8]) throws(FormatError) -> XMLNode {
        let root = try XMLTree(parsing: bytes, limits: limits).root
        guard root.name == name else { throw .damaged("its root is <\(root.name)>, not <\(name)>") }
        return XMLNode(root: root)
    }

    /// The number of an element; `nil` where there is none.
    static func number(_ node: XMLNode?) throws(FormatError) -> Rational? {
        guard let node, let text = node.text else { return nil }
        guard let number = Rational.printed(text)?.number else { throw wrong(node, "is no number") }
        return number
    }

    static func wrong(_ node: XMLNode, _ what: String) -> FormatError {
        .damaged("line \(node.element.line): <\(node.element.name)> \(what)")
    }
}
