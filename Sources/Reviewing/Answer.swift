public import Domain

/// What a person says to a question, or of their own accord.
public enum Answer: Hashable, Sendable {
    /// The field is right as it stands.
    case accept(FieldName)
    /// The field has the value of the offer with this number, from 1.
    case pick(FieldName, Int)
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
    /// Everything is right as it stands.
    case confirm
    /// The document is not to be booked, and why.
    case reject(String)
    /// The last so many answers are taken back.
    case undo(Int)
}

/// What becomes of an answer.
public enum Response: Hashable, Sendable {
    /// It is understood, and is to be kept.
    case edit(Edit)
    /// It breaks what held before; said again with certainty it is kept.
    case doubtful([String])
    /// It may mean several values, likeliest first.
    case several([FieldValue])
    /// It means nothing here, and why.
    case refused(String)
}
