import Domain

/// A line of a Cross Industry Invoice or Order (EN 16931 BG-25).
struct CIILine {
    let node: XMLNode

    /// The line; `nil` for one that only carries a note, as ZUGFeRD allows.
    var draft: DraftLine? {
        let agreement = node.first("SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement")
        let delivery = node.first("SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery")
        let settlement = node.first("SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement")
        let product = node.first("SpecifiedTradeProduct")
        let price = agreement?.first("NetPriceProductTradePrice")
        let quantity =
            delivery?.first("BilledQuantity") ?? delivery?.first("AgreedQuantity")
            ?? delivery?.first("RequestedQuantity")
        let total = settlement?.first(
            "SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation",
            "LineTotalAmount")
        let description = product?.first("Name")?.text ?? product?.first("Description")?.text ?? ""
        guard !description.isEmpty || quantity != nil || total != nil else { return nil }
        return DraftLine(
            position: node.first("AssociatedDocumentLineDocument", "LineID")?.text,
            articleNumber: product?.first("SellerAssignedID")?.text ?? product?.first("GlobalID")?.text,
            description: description, quantity: quantity?.decimal,
            unit: quantity?.element.attribute("unitCode"), unitPrice: price?.first("ChargeAmount")?.decimal,
            priceBase: price?.first("BasisQuantity")?.decimal.flatMap { $0 == FixedDecimal(1) ? nil : $0 },
            discountPercent: discount(agreement, settlement),
            taxRate: settlement?.first("ApplicableTradeTax", "RateApplicablePercent|ApplicablePercent")?
                .decimal,
            lineTotal: total?.decimal, confidence: 1, source: .xml(path: node.path))
    }

    /// The percentage of the line's or price's allowance, where there is exactly one.
    private func discount(_ agreement: XMLNode?, _ settlement: XMLNode?) -> FixedDecimal? {
        let allowances =
            (agreement?.all("GrossPriceProductTradePrice", "AppliedTradeAllowanceCharge") ?? [])
            + (settlement?.all("SpecifiedTradeAllowanceCharge") ?? [])
        let discounts = allowances.filter { $0.first("ChargeIndicator", "Indicator")?.text != "true" }
        return discounts.count == 1 ? discounts.first?.first("CalculationPercent")?.decimal : nil
    }
}
