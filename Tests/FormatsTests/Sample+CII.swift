/// Documents of our own making; parties, accounts and numbers are invented.
enum Sample {
    /// A CII invoice with two rates, an allowance, freight, a discount and every reference.
    static let cii = """
        <?xml version="1.0" encoding="UTF-8"?>
        <rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
          xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
          xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
         <rsm:ExchangedDocument><ram:ID>RE-2026-0815</ram:ID><ram:TypeCode>380</ram:TypeCode>
          <ram:IssueDateTime><udt:DateTimeString format="102">20260915</udt:DateTimeString>
           </ram:IssueDateTime>
          <ram:LanguageID>de</ram:LanguageID>
         </rsm:ExchangedDocument>
         <rsm:SupplyChainTradeTransaction>
          <ram:IncludedSupplyChainTradeLineItem>
           <ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID>
            </ram:AssociatedDocumentLineDocument>
           <ram:SpecifiedTradeProduct><ram:SellerAssignedID>K-10</ram:SellerAssignedID>
            <ram:Name>Kugellager 6204</ram:Name></ram:SpecifiedTradeProduct>
           <ram:SpecifiedLineTradeAgreement>
            <ram:GrossPriceProductTradePrice><ram:ChargeAmount>5.00</ram:ChargeAmount>
             <ram:AppliedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>false</udt:Indicator>
             </ram:ChargeIndicator><ram:CalculationPercent>10</ram:CalculationPercent>
             <ram:ActualAmount>0.50</ram:ActualAmount></ram:AppliedTradeAllowanceCharge>
            </ram:GrossPriceProductTradePrice>
            <ram:NetPriceProductTradePrice><ram:ChargeAmount>450.0000</ram:ChargeAmount>
             <ram:BasisQuantity unitCode="C62">100</ram:BasisQuantity></ram:NetPriceProductTradePrice>
           </ram:SpecifiedLineTradeAgreement>
           <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">40.0000</ram:BilledQuantity>
           </ram:SpecifiedLineTradeDelivery>
           <ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax>
            <ram:RateApplicablePercent>19.00</ram:RateApplicablePercent></ram:ApplicableTradeTax>
            <ram:SpecifiedTradeSettlementLineMonetarySummation>
             <ram:LineTotalAmount>180.00</ram:LineTotalAmount>
            </ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>
          </ram:IncludedSupplyChainTradeLineItem>
          <ram:IncludedSupplyChainTradeLineItem>
           <ram:AssociatedDocumentLineDocument><ram:IncludedNote><ram:Content>note</ram:Content>
           </ram:IncludedNote></ram:AssociatedDocumentLineDocument>
          </ram:IncludedSupplyChainTradeLineItem>
          <ram:ApplicableHeaderTradeAgreement>
           <ram:SellerTradeParty><ram:Name>Lagerhaus Nord GmbH</ram:Name>
            <ram:SpecifiedLegalOrganization><ram:ID>HRB 4711</ram:ID></ram:SpecifiedLegalOrganization>
            <ram:PostalTradeAddress><ram:PostcodeCode>24103</ram:PostcodeCode>
             <ram:LineOne>Am Kai 7</ram:LineOne><ram:CityName>Kiel</ram:CityName>
             <ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress>
            <ram:URIUniversalCommunication><ram:URIID schemeID="EM">post@lagerhaus.example</ram:URIID>
            </ram:URIUniversalCommunication>
            <ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">19/123/45678</ram:ID>
             </ram:SpecifiedTaxRegistration>
            <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE136695976</ram:ID>
             </ram:SpecifiedTaxRegistration>
           </ram:SellerTradeParty>
           <ram:BuyerTradeParty><ram:ID>K-2207</ram:ID><ram:Name>Mühle &amp; Söhne KG</ram:Name>
            <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE811569869</ram:ID>
             </ram:SpecifiedTaxRegistration>
           </ram:BuyerTradeParty>
           <ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>PO-77</ram:IssuerAssignedID>
           </ram:BuyerOrderReferencedDocument>
          </ram:ApplicableHeaderTradeAgreement>
          <ram:ApplicableHeaderTradeDelivery><ram:ActualDeliverySupplyChainEvent><ram:OccurrenceDateTime>
           <udt:DateTimeString format="102">20260914</udt:DateTimeString></ram:OccurrenceDateTime>
           </ram:ActualDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery>
          <ram:ApplicableHeaderTradeSettlement><ram:PaymentReference>RF18539007547034</ram:PaymentReference>
           <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
           <ram:SpecifiedTradeSettlementPaymentMeans><ram:PayeePartyCreditorFinancialAccount>
            <ram:IBANID>DE02120300000000202051</ram:IBANID></ram:PayeePartyCreditorFinancialAccount>
           </ram:SpecifiedTradeSettlementPaymentMeans>
           <ram:SpecifiedTradeSettlementPaymentMeans><ram:PayeePartyCreditorFinancialAccount>
            <ram:IBANID>DE02500105170137075030</ram:IBANID></ram:PayeePartyCreditorFinancialAccount>
           </ram:SpecifiedTradeSettlementPaymentMeans>
           <ram:ApplicableTradeTax><ram:CalculatedAmount>34.20</ram:CalculatedAmount>
            <ram:BasisAmount>180.00</ram:BasisAmount>
             <ram:RateApplicablePercent>19.00</ram:RateApplicablePercent>
           </ram:ApplicableTradeTax>
           <ram:ApplicableTradeTax><ram:CalculatedAmount>0.70</ram:CalculatedAmount>
            <ram:BasisAmount>10.00</ram:BasisAmount>
             <ram:RateApplicablePercent>7.00</ram:RateApplicablePercent>
           </ram:ApplicableTradeTax>
           <ram:SpecifiedLogisticsServiceCharge><ram:AppliedAmount>6.00</ram:AppliedAmount>
           </ram:SpecifiedLogisticsServiceCharge>
           <ram:SpecifiedTradeAllowanceCharge><ram:ReasonCode>FC</ram:ReasonCode>
            <ram:ActualAmount>4.00</ram:ActualAmount></ram:SpecifiedTradeAllowanceCharge>
           <ram:SpecifiedTradePaymentTerms><ram:Description>#SKONTO#TAGE=14#PROZENT=2.25#</ram:Description>
            <ram:DueDateDateTime><udt:DateTimeString format="102">20261015</udt:DateTimeString>
             </ram:DueDateDateTime>
           </ram:SpecifiedTradePaymentTerms>
           <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
            <ram:LineTotalAmount>180.00</ram:LineTotalAmount>
             <ram:ChargeTotalAmount>10.00</ram:ChargeTotalAmount>
            <ram:TaxBasisTotalAmount>190.00</ram:TaxBasisTotalAmount>
            <ram:TaxTotalAmount currencyID="SEK">390.00</ram:TaxTotalAmount>
            <ram:TaxTotalAmount currencyID="EUR">34.90</ram:TaxTotalAmount>
            <ram:GrandTotalAmount>224.90</ram:GrandTotalAmount>
             <ram:TotalPrepaidAmount>24.90</ram:TotalPrepaidAmount>
            <ram:DuePayableAmount>200.00</ram:DuePayableAmount>
           </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
          </ram:ApplicableHeaderTradeSettlement>
         </rsm:SupplyChainTradeTransaction>
        </rsm:CrossIndustryInvoice>
        """

    /// ZUGFeRD 1.0's older names for the same things, without lines; `amount` is the grand total.
    static func zugferd1(typeCode: String, amount: String) -> String {
        """
        <rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0"
          xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12"
          xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15">
         <rsm:HeaderExchangedDocument><ram:ID>471</ram:ID><ram:TypeCode>\(typeCode)</ram:TypeCode>
          <ram:IssueDateTime><udt:DateTimeString format="203">201303051430</udt:DateTimeString>
           </ram:IssueDateTime>
         </rsm:HeaderExchangedDocument>
         <rsm:SpecifiedSupplyChainTradeTransaction>
          <ram:ApplicableSupplyChainTradeAgreement><ram:SellerTradeParty>
           <ram:Name>Alt &amp; Gut OHG</ram:Name>
           </ram:SellerTradeParty><ram:BuyerOrderReferencedDocument><ram:ID>B-9</ram:ID>
           </ram:BuyerOrderReferencedDocument></ram:ApplicableSupplyChainTradeAgreement>
          <ram:ApplicableSupplyChainTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
           <ram:ApplicableTradeTax><ram:ApplicablePercent>19.00</ram:ApplicablePercent>
            </ram:ApplicableTradeTax>
           <ram:SpecifiedTradeSettlementMonetarySummation>
            <ram:GrandTotalAmount currencyID="EUR">\(amount)</ram:GrandTotalAmount>
           </ram:SpecifiedTradeSettlementMonetarySummation></ram:ApplicableSupplyChainTradeSettlement>
         </rsm:SpecifiedSupplyChainTradeTransaction>
        </rsm:CrossIndustryDocument>
        """
    }

    /// An Order-X order (220), its change (230) or the answer to it (231).
    static func orderX(typeCode: String) -> String {
        """
        <rsm:SCRDMCCBDACIOMessageStructure
          xmlns:rsm="urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100"
          xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:128">
         <rsm:ExchangedDocument><ram:ID>\(typeCode == "231" ? "AB-1" : "PO-77")</ram:ID>
          <ram:TypeCode>\(typeCode)</ram:TypeCode></rsm:ExchangedDocument>
         <rsm:SupplyChainTradeTransaction>
          <ram:IncludedSupplyChainTradeLineItem>
           <ram:SpecifiedTradeProduct><ram:Name>Kugellager</ram:Name></ram:SpecifiedTradeProduct>
           <ram:SpecifiedLineTradeDelivery><ram:RequestedQuantity unitCode="C62">10</ram:RequestedQuantity>
            \(typeCode == "231" ? "<ram:AgreedQuantity unitCode=\"C62\">6</ram:AgreedQuantity>" : "")
           </ram:SpecifiedLineTradeDelivery>
          </ram:IncludedSupplyChainTradeLineItem>
          <ram:ApplicableHeaderTradeAgreement><ram:BuyerOrderReferencedDocument>
           <ram:IssuerAssignedID>PO-77</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>
          </ram:ApplicableHeaderTradeAgreement>
          <ram:ApplicableHeaderTradeSettlement><ram:OrderCurrencyCode>EUR</ram:OrderCurrencyCode>
          </ram:ApplicableHeaderTradeSettlement>
         </rsm:SupplyChainTradeTransaction>
        </rsm:SCRDMCCBDACIOMessageStructure>
        """
    }
}
