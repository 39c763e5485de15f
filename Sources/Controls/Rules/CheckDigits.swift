internal import Domain

extension Rule {
    /// VAT numbers and accounts whose check digits do not hold were misread, mistyped or forged.
    static let checkDigits = Rule(name: "identity.check-digits") { draft, _ in
        var findings: [Finding] = []
        if let text = draft.text(.sellerIBAN), IBAN(rawValue: text) == nil {
            let isCreditor = CreditorID(rawValue: text) != nil
            let reason = isCreditor ? "is a creditor identifier, no account" : "is no valid account number"
            findings.append(draft.finding("identity.check-digits", "IBAN \(text) \(reason)", [.sellerIBAN]))
        }
        for name in [FieldName.sellerVATID, .buyerVATID] {
            guard let text = draft.text(name), VATNumber(text)?.check == .wrongCheckDigit else { continue }
            findings.append(
                draft.finding(
                    "identity.check-digits", "the check digits of VAT number \(text) do not hold", [name]))
        }
        return findings
    }
}
