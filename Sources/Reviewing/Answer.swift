public import Domain

/// What a person says to a question, or of their own accord.
public enum Answer: Hashable, Sendable {
    /// The field is right as it stands.
    case accept(FieldName)
    /// The field has the value of the offer with this number, from 1.
    case pick(FieldName, Int)
    /// The field has this value, which was offered; it is not understood a second time.
    case take(FieldName, Question.Offer)
    /// The field has this value, as typed.
    case type(FieldName, String)
    /// The words in a place of the page are the field's value.
    case mark(FieldName, Region)
    /// The field is not on the document.
    case clear(FieldName)
    /// The field is put off.
    case skip(FieldName)
    /// A finding is right to stand.
    case keep(Finding)
    /// The document is of this kind.
    case kind(DocumentKind)
    /// The lines are these.
    case lines([DraftLine])
    /// The tax breakdown is this.
    case taxes([DraftTax])
    /// Everything is right as it stands.
    case confirm
    /// The document is not to be booked, and why.
    case reject(String)
    /// The last so many answers are taken back.
    case undo(Int)

    /// The question it answers; `nil` where it is about the whole document.
    public var subject: Question.Subject? {
        switch self {
        case .accept(let name), .pick(let name, _), .take(let name, _), .type(let name, _),
            .mark(let name, _), .clear(let name), .skip(let name):
            .field(name)
        case .keep(let finding): .finding(finding)
        case .kind: .kind
        case .lines, .taxes, .confirm, .reject, .undo: nil
        }
    }
}

/// What becomes of an answer.
public enum Response: Hashable, Sendable {
    /// It is understood, and is to be kept.
    case edit(Edit)
    /// It breaks what held before; said again with certainty it is kept.
    case doubtful([String])
    /// It may mean several values, likeliest first.
    case several(FieldName, [Question.Offer])
    /// It means nothing here, and why.
    case refused(String)
}
