public import Reading

/// What becomes of a document that was not read.
public enum Disposition: Hashable, Sendable {
    /// It is nothing that is read here: trying again will not help.
    case rejected(reason: String)
    /// It could not be read safely or completely: it is kept, and may be tried again with other limits or a password.
    case quarantined(reason: String)
}

extension Refusal {
    /// Where the document goes, with the reason as one sentence for a person.
    public var disposition: Disposition {
        switch self {
        case .empty: .rejected(reason: "the file is empty")
        case .unsupported(let type): .rejected(reason: "not a type that is read: \(type)")
        case .noPages: .rejected(reason: "the document has no pages")
        case .damaged(let what): .rejected(reason: "the file is damaged: \(what)")
        case .passwordProtected: .quarantined(reason: "a password is needed to open it")
        case .overLimit(let limit): .quarantined(reason: "it goes over a limit: \(limit)")
        case .crashed(let how): .quarantined(reason: "the reader process died on it: \(how)")
        case .timedOut(let seconds):
            .quarantined(reason: "reading took longer than \(Int(seconds.rounded())) s")
        case .badAnswer(let what): .quarantined(reason: "the reader process gave no valid answer: \(what)")
        }
    }
}
