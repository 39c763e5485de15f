import Controls
public import Domain

/// What of a document a person has to look at before it is booked: the one measure, when it is read and at the desk.
public struct OpenPoints: Hashable, Sendable {
    /// Fields its kind cannot do without that were not found, and that nobody said are not there.
    let missing: [FieldName]
    /// Fields its kind cannot do without that are not sure.
    let unsure: [FieldName]
    /// Whether neither the document nor a person tells what kind it is.
    public let isKindUnknown: Bool
    /// What rules found and nobody let stand; what repeats that a field is missing is left out.
    let findings: [Finding]

    /// Looks at a draft, what was found on it, and what people said.
    public init(of draft: InvoiceDraft, findings: [Finding], after history: EditHistory = EditHistory()) {
        let essential = draft.kind.essentialFields
        let answered = history.answered
        missing = essential.filter { draft.fields[$0] == nil && !answered.contains($0) }
        unsure = essential.filter { draft.fields[$0]?.isAccepted == false }
        isKindUnknown = draft.kind == .other && !history.saysKind
        self.findings = findings.filter { !$0.isOfMissingFields && !history.keeps($0) }
    }

    /// Whether there is nothing to look at.
    public var isEmpty: Bool {
        missing.isEmpty && unsure.isEmpty && !isKindUnknown && findings.isEmpty
    }
}
