/// Something people of a case are to be told, once; kept until it was.
package struct CaseNotice: Hashable, Sendable {
    /// What it is about.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A task waits for them.
        case task
        /// A task still waits for them.
        case reminder
        /// A task of others waits for too long.
        case escalation
        /// The sender is asked about what holds the bill.
        case dispute
        /// The bill goes back to the sender.
        case refusal
    }

    /// Its number in the store; 0 until it has one.
    package var id: Int64 = 0
    /// The case.
    package var caseID: CaseID
    /// The document.
    package var document: DocumentID
    /// The task, where it is about one.
    package var task: TaskID?
    /// The same for the same notice however often it is made.
    package var key: String
    /// What it is about.
    package var kind: Kind
    /// Groups and people it is for; empty for the vendor.
    package var recipients: [String]
    /// One line.
    package var subject: String
    /// Some lines.
    package var body: String
    /// When.
    package var at: Timestamp

    /// Makes a notice.
    package init(
        caseID: CaseID, document: DocumentID, task: TaskID?, key: String, kind: Kind, recipients: [String],
        subject: String, body: String, at: Timestamp
    ) {
        self.caseID = caseID
        self.document = document
        self.task = task
        self.key = key
        self.kind = kind
        self.recipients = recipients
        self.subject = subject
        self.body = body
        self.at = at
    }
}
