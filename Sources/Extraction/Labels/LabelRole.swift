package import Domain

/// What a label says about the value beside it.
package enum LabelRole: Hashable, Sendable {
    /// The value is of this header field.
    case field(FieldName)
    /// The value is something else that looks like a header field.
    case distractor(Distractor)
    /// The text is a party.
    case party(PartyRole)
    /// The document is of this kind.
    case kind(DocumentKind)
    /// A word of payment terms.
    case term(PaymentTerm)

    /// What a section and name of a label file stand for; `nil` for names that are not known.
    package init?(section: Section, name: String) {
        let role: LabelRole? =
            switch section {
            case .fields:
                FieldName(rawValue: name).map { .field($0) }
                    ?? Distractor(rawValue: name).map { .distractor($0) }
            case .parties: PartyRole(rawValue: name).map { .party($0) }
            case .kinds: DocumentKind(rawValue: name).map { .kind($0) }
            case .terms: PaymentTerm(rawValue: name).map { .term($0) }
            }
        guard let role else { return nil }
        self = role
    }

    /// The sections of a label file.
    package enum Section: String, Hashable, Sendable, CaseIterable {
        case fields, parties, kinds, terms
    }
}

/// Values that must not be taken for header fields, and values whose side or field is decided elsewhere.
package enum Distractor: String, Hashable, Sendable, CaseIterable {
    case otherDate = "other_date"
    case otherNumber = "other_number"
    case vatID = "vat_id"
    case otherVATID = "other_vat_id"
    case iban
    case creditorID = "creditor_id"
    case payerAccount = "payer_account"
    case accountNumber = "account_number"
    case tendered
    case quantityTotal = "quantity_total"
    case taxBase = "tax_base"
    case taxPart = "tax_part"
    case capital
    case carried
    case amountInWords = "amount_in_words"
}

/// The parts companies and people play on a document.
package enum PartyRole: String, Hashable, Sendable, CaseIterable {
    case seller, buyer
    case shipTo = "ship_to"
    case remitTo = "remit_to"
}

/// Words of which payment terms are made.
package enum PaymentTerm: String, Hashable, Sendable, CaseIterable {
    case days, context, discount
    case onReceipt = "on_receipt"
    case monthEnd = "month_end"
}
