internal import Domain

extension Rule {
    /// The page and the XML inside the same document tell the same money, number and account.
    ///
    /// Only what was read off the page with confidence counts: a misread page is no fraud.
    static let pageAgainstXML = Rule(name: "hybrid") { draft, context in
        guard let page = context.page else { return [] }
        let names: [FieldName] = [
            .invoiceNumber, .issueDate, .netTotal, .taxTotal, .grandTotal, .amountDue, .currency, .sellerIBAN,
        ]
        return names.compactMap { name in
            guard let shown = page.fields[name], shown.isAccepted, let told = draft.fields[name],
                told.source != shown.source, shown.value != told.value
            else { return nil }
            return Finding(
                rule: "hybrid.\(name.rawValue)",
                message:
                    "the page shows \(shown.value.canonical), the XML inside says \(told.value.canonical)",
                fields: [name], regions: shown.source.region.map { [$0] } ?? [])
        }
    }
}
