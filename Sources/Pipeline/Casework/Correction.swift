public import Domain
public import Reviewing

/// An edit with what it comes to, to be kept as one: draft, findings, state and audit entry.
public struct Correction: Hashable, Sendable {
    /// The document.
    public var document: DocumentID
    /// The version the edit was made on.
    public var base: Int
    /// The same for the same answer however often it is reported, so that a restart does not keep it twice.
    public var key: String
    /// The session it was made in.
    public var session: String
    /// What was done.
    public var edit: Edit
    /// The draft with it.
    public var draft: InvoiceDraft
    /// What the rules find then.
    public var findings: [Finding]
    /// The document's state then.
    public var state: DocumentState
    /// The value before, where the edit is about one.
    public var before: String?
    /// The value after.
    public var after: String?
    /// Who.
    public var actor: String
    /// When.
    public var at: Timestamp
    /// Seconds from the question to the answer.
    public var seconds: Double
    /// Keys pressed for it.
    public var keystrokes: Int

    /// Makes a correction.
    public init(
        document: DocumentID, base: Int, key: String, session: String, edit: Edit, draft: InvoiceDraft,
        findings: [Finding], state: DocumentState, before: String? = nil, after: String? = nil, actor: String,
        at: Timestamp, seconds: Double = 0, keystrokes: Int = 0
    ) {
        self.document = document
        self.base = base
        self.key = key
        self.session = session
        self.edit = edit
        self.draft = draft
        self.findings = findings
        self.state = state
        self.before = before
        self.after = after
        self.actor = actor
        self.at = at
        self.seconds = seconds
        self.keystrokes = keystrokes
    }

    /// What it is about: a field's name, `lines`, `taxes`, `kind`, `finding` or `document`.
    public var subject: String {
        switch edit {
        case .set(let name, _, _, _), .clear(let name), .skip(let name): name.rawValue
        case .keep: "finding"
        case .kind: "kind"
        case .lines: "lines"
        case .taxes: "taxes"
        case .confirm, .reject, .undo, .readAgain: "document"
        }
    }
}

/// What the store made of a correction.
public enum CorrectionReceipt: Hashable, Sendable {
    /// It is on the medium; the version now.
    case kept(version: Int)
    /// This very answer was kept before; the version now.
    case known(version: Int)
    /// Somebody changed the document meanwhile; nothing was done.
    case outdated(version: Int, by: String)
    /// Somebody else has the document; nothing was done.
    case claimed(by: String)
    /// The document is in a state in which nothing of it can be corrected.
    case closed(DocumentState)
}

/// What became of the wish to have a document alone.
public enum ClaimReceipt: Hashable, Sendable {
    /// It is the session's until the lease runs out.
    case yours
    /// Somebody else has it, since when.
    case held(by: String, since: Timestamp)
    /// It has no values to look at; the state it is in.
    case unread(DocumentState)
    /// There is none of that number.
    case missing
}
