public import Domain

/// One thing a person did to a document; a draft is what was read, folded with the edits that stand.
public enum Edit: Hashable, Sendable {
    /// A field has this value; where it stands on the page and how it is printed, where that is known.
    case set(FieldName, FieldValue, at: Region?, raw: String)
    /// A field is not on the document.
    case clear(FieldName)
    /// A question was put off.
    case skip(FieldName)
    /// What a rule found is printed so and right to stand, by the finding's message.
    case keep(rule: String, message: String)
    /// The document is of this kind.
    case kind(DocumentKind)
    /// The lines are these.
    case lines([DraftLine])
    /// The tax breakdown is this.
    case taxes([DraftTax])
    /// Everything as it stands now is right.
    case confirm
    /// The document is not to be booked, and why.
    case reject(String)
    /// The last so many edits that stand are taken back.
    case undo(Int)
    /// The document was read again: what was said of single values stands, what was decided of the whole does not.
    case readAgain

    /// Whether it decides of the whole document, so that nothing more is asked of it.
    public var isVerdict: Bool {
        switch self {
        case .confirm, .reject: true
        case .set, .clear, .skip, .keep, .kind, .lines, .taxes, .undo, .readAgain: false
        }
    }
}

/// What the edits of a document come to.
public struct EditHistory: Hashable, Sendable {
    /// All edits, in the order they were made.
    public private(set) var edits: [Edit] = []
    /// The edits that were not taken back.
    public private(set) var standing: [Edit] = []

    /// Makes the history of these edits.
    public init(_ edits: [Edit] = []) {
        for edit in edits { add(edit) }
    }

    /// Adds an edit.
    public mutating func add(_ edit: Edit) {
        edits.append(edit)
        switch edit {
        case .undo(let count): standing.removeLast(min(max(0, count), standing.count))
        case .readAgain: standing.removeAll(where: \.isVerdict)
        case .set, .clear, .skip, .keep, .kind, .lines, .taxes, .confirm, .reject: standing.append(edit)
        }
    }

    /// What a person decided of the whole document.
    public var verdict: Verdict {
        switch standing.last {
        case .confirm: .confirmed
        case .reject(let reason): .rejected(reason)
        case .set, .clear, .skip, .keep, .kind, .lines, .taxes, .undo, .readAgain, nil: .open
        }
    }

    /// Fields a person gave a value or took out.
    var answered: Set<FieldName> {
        Set(
            standing.compactMap { edit in
                switch edit {
                case .set(let field, _, _, _), .clear(let field): field
                case .skip, .keep, .kind, .lines, .taxes, .confirm, .reject, .undo, .readAgain: nil
                }
            })
    }

    /// Fields that were put off and not answered since.
    var skipped: Set<FieldName> {
        let all = standing.compactMap { edit in
            if case .skip(let field) = edit { field } else { nil as FieldName? }
        }
        return Set(all).subtracting(answered)
    }

    /// Whether a person said of what kind the document is.
    var saysKind: Bool {
        standing.contains { if case .kind = $0 { true } else { false } }
    }

    /// Whether a person let a finding stand.
    func keeps(_ finding: Finding) -> Bool {
        standing.contains(.keep(rule: finding.rule, message: finding.message))
    }
}

/// What a person decided of a whole document.
public enum Verdict: Hashable, Sendable {
    /// Nothing yet.
    case open
    /// Everything is right.
    case confirmed
    /// It is not to be booked, and why.
    case rejected(String)
}

extension InvoiceDraft {
    /// The draft with a history's standing edits made to it.
    public func with(_ history: EditHistory) -> InvoiceDraft {
        history.standing.reduce(into: self) { draft, edit in draft.make(edit) }
    }

    private mutating func make(_ edit: Edit) {
        switch edit {
        case .set(let name, let value, let region, let raw):
            fields[name] = Field(settled: value, at: region, raw: raw, instead: fields[name])
        case .clear(let name): fields[name] = nil
        case .kind(let kind): self.kind = kind
        case .lines(let lines): self.lines = lines
        case .taxes(let taxes): taxBreakdown = taxes
        case .confirm:
            for name in fields.keys { fields[name]?.isAccepted = true }
        case .skip, .keep, .reject, .undo, .readAgain: break
        }
    }
}

extension Field<FieldValue> {
    /// A value that a person gave, in the place of one that was read.
    init(settled value: FieldValue, at region: Region?, raw: String, instead old: Field<FieldValue>?) {
        let isSame = old?.value == value
        var others = old?.alternatives.filter { $0.value != value } ?? []
        if let old, !isSame {
            others.insert(
                Alternative(value: old.value, confidence: old.confidence, region: old.source.region), at: 0)
        }
        let what = isSame ? "confirmed by a person" : "given by a person"
        self.init(
            value: value, raw: raw, confidence: 1, isAccepted: true,
            source: isSame ? old?.source ?? .person : region.map(Source.page) ?? .person,
            alternatives: others,
            reasons: [Reason(text: what, weight: 0)] + (isSame ? old?.reasons ?? [] : []))
    }
}
