import Domain

/// The part of a Cross Industry Invoice that speaks of money: account, terms, tax breakdown, totals.
struct CIISettlement {
    let node: XMLNode

    /// Sets what the settlement states.
    func fill(_ builder: inout DraftBuilder) {
        builder.set(.currency, node.first("InvoiceCurrencyCode|OrderCurrencyCode"))
        builder.set(.paymentReference, node.first("PaymentReference"))
        for preceding in node.all("InvoiceReferencedDocument", "IssuerAssignedID|ID") {
            builder.set(.precedingInvoice, preceding)
        }
        let period = node.first("BillingSpecifiedPeriod")
        builder.set(.servicePeriodStart, period?.first("StartDateTime", "DateTimeString"))
        builder.set(.servicePeriodEnd, period?.first("EndDateTime", "DateTimeString"))
        setPayee(in: &builder)
        setTerms(in: &builder)
        setTaxes(in: &builder)
        setTotals(in: &builder)
    }

    private func setPayee(in builder: inout DraftBuilder) {
        if let payee = node.first("PayeeTradeParty") {
            builder.set(.remitTo, text: CIIInvoice.address(of: payee, withName: true), from: payee)
        }
        for means in node.all("SpecifiedTradeSettlementPaymentMeans") {
            builder.set(.sellerIBAN, means.first("PayeePartyCreditorFinancialAccount", "IBANID"))
            builder.set(.sellerBIC, means.first("PayeeSpecifiedCreditorFinancialInstitution", "BICID"))
        }
    }

    private func setTerms(in builder: inout DraftBuilder) {
        let terms = node.all("SpecifiedTradePaymentTerms")
        builder.set(.dueDate, terms.compactMap { $0.first("DueDateDateTime", "DateTimeString") }.first)
        guard let description = terms.compactMap({ $0.first("Description") }).first(where: { $0.text != nil })
        else { return setDiscount(terms, in: &builder) }
        builder.set(.paymentTerms, description)
        setDiscount(terms, in: &builder)
        builder.setDiscount(fromXRechnung: description)
    }

    private func setDiscount(_ terms: [XMLNode], in builder: inout DraftBuilder) {
        guard
            let discount = terms.compactMap({ $0.first("ApplicableTradePaymentDiscountTerms") }).first(
                where: { $0.first("BasisPeriodMeasure")?.element.attribute("unitCode") == "DAY" })
        else { return }
        builder.set(.discountDays, discount.first("BasisPeriodMeasure"))
        builder.set(.discountPercent, discount.first("CalculationPercent"))
    }

    private func setTaxes(in builder: inout DraftBuilder) {
        for tax in node.all("ApplicableTradeTax") {
            builder.set(.taxPointDate, tax.first("TaxPointDate", "DateString"))
            builder.append(
                DraftTax(
                    rate: tax.first("RateApplicablePercent|ApplicablePercent")?.decimal,
                    base: tax.first("BasisAmount")?.decimal, tax: tax.first("CalculatedAmount")?.decimal,
                    source: .xml(path: tax.path)))
        }
    }

    private func setTotals(in builder: inout DraftBuilder) {
        // UNTDID 7161 code FC: freight service.
        let freight =
            node.all("SpecifiedLogisticsServiceCharge", "AppliedAmount")
            + node.all("SpecifiedTradeAllowanceCharge").filter { $0.first("ReasonCode")?.text == "FC" }
            .compactMap { $0.first("ActualAmount") }
        builder.set(.freight, sumOf: freight)
        guard
            let totals = node.first(
                "SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation")
        else { return }
        for (name, element) in Self.totals { builder.set(name, totals.first(element)) }
        // BT-110 is in the invoice's currency, BT-111 repeats it in the seller's accounting currency.
        let currency = builder.draft.text(.currency)
        let taxes = totals.all("TaxTotalAmount")
        builder.set(
            .taxTotal, taxes.first { $0.element.attribute("currencyID") == currency } ?? taxes.first)
    }

    private static let totals: [(FieldName, String)] = [
        (.netTotal, "TaxBasisTotalAmount"), (.allowanceTotal, "AllowanceTotalAmount"),
        (.chargeTotal, "ChargeTotalAmount"), (.grandTotal, "GrandTotalAmount"),
        (.prepaid, "TotalPrepaidAmount"), (.rounding, "RoundingAmount"), (.amountDue, "DuePayableAmount"),
    ]
}

extension DraftBuilder {
    /// Sets the discount from XRechnung's notation `#SKONTO#TAGE=14#PROZENT=2.25#` (BR-DE-18); of several
    /// the first.
    mutating func setDiscount(fromXRechnung terms: XMLNode) {
        guard draft.fields[.discountDays] == nil, let text = terms.text else { return }
        let parts = text.split(separator: "#")
        guard let start = parts.firstIndex(of: "SKONTO"), parts.count > start + 2,
            parts[start + 1].hasPrefix("TAGE="), parts[start + 2].hasPrefix("PROZENT=")
        else { return }
        setNumber(.discountDays, String(parts[start + 1].dropFirst(5)), from: terms)
        setNumber(.discountPercent, String(parts[start + 2].dropFirst(8)), from: terms)
    }
}
