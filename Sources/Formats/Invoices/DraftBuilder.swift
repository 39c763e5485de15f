import Domain

/// Fills an `InvoiceDraft` from XML elements; each value keeps the path of its element.
///
/// What an element states is certain (confidence 1, accepted); what cannot be read as the field's
/// type is left out, for the rules that check completeness to find.
struct DraftBuilder {
    private(set) var draft: InvoiceDraft

    /// The draft, with an invoice over less than nothing told as the credit note it is.
    ///
    /// Codes 380 and 384 are used both ways: XRechnung and Peppol allow a negative invoice for a credit.
    var finished: InvoiceDraft {
        var draft = draft
        let total = draft.amount(.grandTotal) ?? draft.amount(.amountDue)
        if draft.kind == .invoice, total?.isNegative ?? false { draft.kind = .creditNote }
        return draft
    }

    init(kind: DocumentKind, language: String) {
        draft = InvoiceDraft(kind: kind, language: language)
    }

    /// Sets a field from the element, read as the field's type asks; the first element to state a field
    /// keeps it.
    ///
    /// Elements that state the same field with another value become alternatives, each as sure as the first.
    mutating func set(_ name: FieldName, _ node: XMLNode?) {
        guard let node, let raw = node.text, let value = Self.value(raw, for: name) else { return }
        add(value, raw: raw, to: name, path: node.path)
    }

    /// Sets a text field that is put together from several elements below `node`.
    mutating func set(_ name: FieldName, text: String, from node: XMLNode) {
        guard !text.isEmpty else { return }
        add(.text(text), raw: text, to: name, path: node.path)
    }

    /// Sets a number that stands inside an element's text.
    mutating func setNumber(_ name: FieldName, _ text: String, from node: XMLNode) {
        guard let number = XMLValues.decimal(text) else { return }
        add(.amount(number), raw: text, to: name, path: node.path)
    }

    /// Sets an amount that is the sum of several elements; nothing when there is none or one cannot be read.
    mutating func set(_ name: FieldName, sumOf nodes: [XMLNode]) {
        guard let first = nodes.first else { return }
        var sum = FixedDecimal.zero
        for node in nodes {
            guard let amount = node.text.flatMap(XMLValues.decimal), let next = sum.adding(amount) else {
                return
            }
            sum = next
        }
        guard nodes.count > 1 else { return set(name, first) }
        add(.amount(sum), raw: "", to: name, path: first.path)
    }

    mutating func append(_ line: DraftLine) { draft.lines.append(line) }

    mutating func append(_ tax: DraftTax) { draft.taxBreakdown.append(tax) }

    private mutating func add(_ value: FieldValue, raw: String, to name: FieldName, path: String) {
        guard let present = draft.fields[name] else {
            draft.fields[name] = Field(
                value: value, raw: raw, confidence: 1, isAccepted: true, source: .xml(path: path),
                reasons: [Reason(text: "stated in the XML", weight: 1)])
            return
        }
        guard present.value != value, !present.alternatives.contains(where: { $0.value == value }) else {
            return
        }
        draft.fields[name]?.alternatives.append(.init(value: value, confidence: 1))
    }

    private static func value(_ raw: String, for name: FieldName) -> FieldValue? {
        switch name.valueType {
        case .date: XMLValues.date(raw).map(FieldValue.date)
        case .amount, .number: XMLValues.decimal(raw).map(FieldValue.amount)
        case .currency: Currency(rawValue: raw.uppercased()).map(FieldValue.currency)
        case .name, .text, .identifier: .text(raw)
        }
    }
}

extension XMLNode {
    /// The element's number, where it is one.
    var decimal: FixedDecimal? { text.flatMap(XMLValues.decimal) }

    /// The texts of the elements that several ways of steps reach, each once, joined by a comma.
    func joined(_ ways: [[String]]) -> String {
        var parts: [String] = []
        for way in ways {
            for part in all(way[...]).compactMap(\.text) where !parts.contains(part) { parts.append(part) }
        }
        return parts.joined(separator: ", ")
    }
}
