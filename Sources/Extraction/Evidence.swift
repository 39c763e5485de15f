import Domain

/// What was found on the pages of a document, before anything is chosen.
public struct Evidence: Hashable, Sendable {
    /// ISO 639-1 code of the language the document is written in.
    public var language: String

    /// Makes evidence.
    public init(language: String) {
        self.language = language
    }
}
