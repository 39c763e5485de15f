extension Sample {
    private static let spaces = """
        xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" \
        xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
        """

    /// A UBL document of the root's name with what stands inside.
    static func ubl(_ root: String, _ content: String) -> String {
        "<\(root) xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:\(root)-2\" \(spaces)>\(content)</\(root)>"
    }

    /// A UBL invoice with a domestic account before the IBAN and totals in two currencies.
    static let ublInvoice = ubl(
        "Invoice",
        """
        <cbc:ID>F-1001</cbc:ID><cbc:IssueDate>2026-09-15+02:00</cbc:IssueDate>
         <cbc:DueDate>2026-10-15</cbc:DueDate>
        <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
         <cbc:DocumentCurrencyCode>SEK</cbc:DocumentCurrencyCode>
        <cac:InvoicePeriod><cbc:StartDate>2026-08-01</cbc:StartDate><cbc:EndDate>2026-08-31</cbc:EndDate>
         </cac:InvoicePeriod>
        <cac:OrderReference><cbc:ID>4500001</cbc:ID></cac:OrderReference>
        <cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>F-900</cbc:ID>
         </cac:InvoiceDocumentReference></cac:BillingReference>
        <cac:ContractDocumentReference><cbc:ID>C-5</cbc:ID></cac:ContractDocumentReference>
        <cac:AccountingSupplierParty><cac:Party>
         <cac:PartyName><cbc:Name>Handel</cbc:Name></cac:PartyName>
         <cac:PostalAddress><cbc:StreetName>Storgatan 1</cbc:StreetName><cbc:CityName>Lund</cbc:CityName>
          <cbc:PostalZone>22100</cbc:PostalZone><cac:Country>
           <cbc:IdentificationCode>SE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
         <cac:PartyTaxScheme><cbc:CompanyID>SE556000016701</cbc:CompanyID><cac:TaxScheme>
          <cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
         <cac:PartyTaxScheme><cbc:CompanyID>F-skatt</cbc:CompanyID><cac:TaxScheme><cbc:ID>TAX</cbc:ID>
          </cac:TaxScheme></cac:PartyTaxScheme>
         <cac:PartyLegalEntity><cbc:RegistrationName>Svensk Handel AB</cbc:RegistrationName>
          <cbc:CompanyID>556000-0167</cbc:CompanyID></cac:PartyLegalEntity>
        </cac:Party></cac:AccountingSupplierParty>
        <cac:AccountingCustomerParty><cac:Party><cac:PartyIdentification><cbc:ID>K1</cbc:ID>
         </cac:PartyIdentification>
         <cac:PartyName><cbc:Name>Köparen</cbc:Name></cac:PartyName></cac:Party>
          </cac:AccountingCustomerParty>
        <cac:Delivery><cbc:ActualDeliveryDate>2026-09-01</cbc:ActualDeliveryDate></cac:Delivery>
        <cac:PaymentMeans><cbc:PaymentID>18003</cbc:PaymentID><cac:PayeeFinancialAccount>
         <cbc:ID>1112222</cbc:ID>
         <cac:FinancialInstitutionBranch><cbc:ID>SE:BANKGIRO</cbc:ID></cac:FinancialInstitutionBranch>
          </cac:PayeeFinancialAccount></cac:PaymentMeans>
        <cac:PaymentMeans><cac:PayeeFinancialAccount><cbc:ID>SE35 5000 0000 0549 1000 0003</cbc:ID>
         <cac:FinancialInstitutionBranch><cbc:ID>ESSESESS</cbc:ID></cac:FinancialInstitutionBranch>
          </cac:PayeeFinancialAccount></cac:PaymentMeans>
        <cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator>
         <cbc:AllowanceChargeReasonCode>FC</cbc:AllowanceChargeReasonCode>
         <cbc:Amount currencyID="SEK">50</cbc:Amount></cac:AllowanceCharge>
        <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">3.00</cbc:TaxAmount></cac:TaxTotal>
        <cac:TaxTotal><cbc:TaxAmount currencyID="SEK">37.50</cbc:TaxAmount><cac:TaxSubtotal>
         <cbc:TaxableAmount>150</cbc:TaxableAmount>
         <cbc:TaxAmount>37.50</cbc:TaxAmount><cac:TaxCategory><cbc:Percent>25</cbc:Percent>
          </cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
        <cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount>150</cbc:TaxExclusiveAmount>
         <cbc:TaxInclusiveAmount>187.50</cbc:TaxInclusiveAmount>
         <cbc:PayableRoundingAmount>0.50</cbc:PayableRoundingAmount>
          <cbc:PayableAmount>188</cbc:PayableAmount></cac:LegalMonetaryTotal>
        <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="H87">2</cbc:InvoicedQuantity>
         <cbc:LineExtensionAmount>100</cbc:LineExtensionAmount><cac:Item><cbc:Name>Stol</cbc:Name>
         <cac:SellersItemIdentification><cbc:ID>S-1</cbc:ID></cac:SellersItemIdentification>
         <cac:ClassifiedTaxCategory><cbc:Percent>25</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>
         <cac:Price><cbc:PriceAmount>50</cbc:PriceAmount><cbc:BaseQuantity>1</cbc:BaseQuantity>
          </cac:Price></cac:InvoiceLine>
        """)
}
