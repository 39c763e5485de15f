/// A document that a person keys in by hand, as it begins: its bytes, the pages that lie before them, and who keys.
public struct Entry: Hashable, Sendable {
    /// What is kept for it: the file that was attached, or a note that there was none.
    public var arrival: Arrival
    /// The pages of the file with an empty draft; no pages where there is no file.
    public var reading: StoredReading
    /// Who keys.
    public var actor: String

    /// Makes a beginning.
    public init(arrival: Arrival, reading: StoredReading, actor: String) {
        self.arrival = arrival
        self.reading = reading
        self.actor = actor
    }

    /// What stands for the reader of a document that no program read.
    public static let engine = "a person"

    /// The note that is kept where nothing is attached; no two are the same.
    public static func note(id: String, by actor: String, at: Timestamp) -> [UInt8] {
        Array("Keyed in by hand, without a file.\nBy: \(actor)\nBegun: \(at)\nEntry: \(id)\n".utf8)
    }
}

/// What the store made of the wish to key a document in.
public enum EntryReceipt: Hashable, Sendable {
    /// It is begun and waits for what is keyed.
    case begun(DocumentID)
    /// The attached bytes are this document's already; nothing was begun.
    case known(DocumentID)
}

extension Arrival {
    /// What the keys of documents begin with that are keyed in by hand.
    public static let entryPrefix = "entered:"

    /// Whether it stands for a document that is keyed in by hand.
    public var isEntry: Bool { key.hasPrefix(Self.entryPrefix) }
}
