public import Reading

/// Reads documents apart from the process that holds the database; the pool of reader processes is one.
public protocol DocumentReader: Sendable {
    /// Reads one document.
    ///
    /// Whatever is wrong with the document is part of the answer; it throws only when nothing can be read at all
    /// because no reader process comes up.
    func read(_ request: ReadRequest) async throws(ReaderUnavailable) -> ReadAnswer
}

/// No reader process can be started: the machine, not the document, is at fault.
public struct ReaderUnavailable: Error, Hashable, CustomStringConvertible {
    /// One sentence for a person: what is missing and what to do about it.
    public var reason: String
    /// Whether trying again later may help: memory or processes were short.
    public var isTransient: Bool

    /// Makes the error.
    public init(reason: String, isTransient: Bool) {
        self.reason = reason
        self.isTransient = isTransient
    }

    /// The reason.
    public var description: String { reason }
}
