public import Domain

extension Rule {
    /// The least a document can be booked on: a number, a date, and two of net, tax and total.
    ///
    /// A receipt needs no number and no tax: a date and its total.
    static let minimumRecord = Rule(name: minimumRecordName) { draft, _ in
        guard draft.isBilling else { return [] }
        var missing: [String] = []
        if draft.kind != .receipt, draft.fields[.invoiceNumber] == nil { missing.append("number") }
        if draft.fields[.issueDate] == nil { missing.append("date") }
        let totals: [FieldName] = [.netTotal, .taxTotal, .grandTotal]
        let found = totals.filter { draft.amount($0) != nil }
        let hasWhole = draft.amount(.grandTotal) != nil || draft.amount(.amountDue) != nil
        if draft.kind == .receipt ? !hasWhole : found.count < 2 && !hasWhole { missing.append("totals") }
        guard !missing.isEmpty else { return [] }
        let list = missing.joined(separator: ", ")
        return [draft.finding(minimumRecordName, "not found on the document: \(list)", [])]
    }

    fileprivate static let minimumRecordName = "record.minimum"
}

extension Finding {
    /// Whether it only tells that fields are missing which the document's kind cannot do without.
    public var isOfMissingFields: Bool { rule == Rule.minimumRecordName }
}
