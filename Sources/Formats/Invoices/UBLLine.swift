import Domain

/// A line of a UBL invoice, credit note or order (EN 16931 BG-25).
struct UBLLine {
    let node: XMLNode

    /// The line.
    var draft: DraftLine {
        let item = node.first("Item")
        let price = node.first("Price")
        let quantity = node.first("InvoicedQuantity|CreditedQuantity|Quantity")
        let article =
            item?.first("SellersItemIdentification", "ID") ?? item?.first("StandardItemIdentification", "ID")
        return DraftLine(
            position: node.first("ID")?.text, articleNumber: article?.text,
            description: item?.first("Name")?.text ?? item?.first("Description")?.text ?? "",
            quantity: quantity?.decimal, unit: quantity?.element.attribute("unitCode"),
            unitPrice: price?.first("PriceAmount")?.decimal,
            priceBase: price?.first("BaseQuantity")?.decimal.flatMap { $0 == FixedDecimal(1) ? nil : $0 },
            discountPercent: discount, taxRate: item?.first("ClassifiedTaxCategory", "Percent")?.decimal,
            lineTotal: node.first("LineExtensionAmount")?.decimal, confidence: 1,
            source: .xml(path: node.path))
    }

    /// The percentage of the line's allowance, where there is exactly one.
    private var discount: FixedDecimal? {
        let discounts = node.all("AllowanceCharge").filter { $0.first("ChargeIndicator")?.text != "true" }
        return discounts.count == 1 ? discounts.first?.first("MultiplierFactorNumeric")?.decimal : nil
    }
}
