public import Domain
public import Reviewing

/// A document as a review takes it up.
public struct ReviewFile: Hashable, Sendable {
    /// Everything known of it; its reading's draft is the one as it stands.
    public var record: DocumentRecord
    /// The draft before any edit.
    public var asRead: InvoiceDraft
    /// What was found when it was read, before any edit.
    public var found: [Finding]
    /// What people did to it, in order.
    public var edits: [Edit]
    /// How many edits were kept; the next one must be made on this version.
    public var version: Int

    /// Makes a file.
    public init(
        record: DocumentRecord, asRead: InvoiceDraft, found: [Finding], edits: [Edit], version: Int
    ) {
        self.record = record
        self.asRead = asRead
        self.found = found
        self.edits = edits
        self.version = version
    }
}
