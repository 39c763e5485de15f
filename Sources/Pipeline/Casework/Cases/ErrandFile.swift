package import Domain
package import Workflow

/// An errand with everything of the store a handler may look at, as it stands in the transaction that moves the case.
package struct ErrandFile: Sendable {
    /// The errand.
    package var errand: Errand
    /// The case.
    package var stored: StoredCase
    /// What can be seen where the call is made.
    package var variables: [String: Variable]
    /// What was read and corrected.
    package var draft: InvoiceDraft
    /// The document's state.
    package var state: DocumentState
    /// When the document came in.
    package var arrival: Timestamp
    /// What its inbox says of it.
    package var defaults: InboxDefaults
    /// What the checks found.
    package var findings: [Finding]
    /// The hash of what is to be approved, as of now.
    package var basis: String
    /// The vendor on record.
    package var vendor: Vendor?
    /// Whether the document was matched, or there are orders it can be matched with.
    package var isMatchable: Bool
    /// Whether the document waits to be matched.
    package var isMatchDue: Bool
    /// What holds the bill.
    package var holds: [StoredHold]
    /// How bills of the vendor were coded before, the newest first.
    package var codings: [CodedLine]
    /// What people did in the case.
    package var history: CaseHistory
    /// Tasks of the case that wait.
    package var tasks: [CaseTask]
    /// Who of those who voted may approve for a group, as the directory has it in this transaction.
    package var entitlements: Set<Entitlement>
    /// The moment.
    package var at: Timestamp

    /// Makes a file.
    package init(
        errand: Errand, stored: StoredCase, variables: [String: Variable], draft: InvoiceDraft,
        state: DocumentState, arrival: Timestamp, defaults: InboxDefaults = InboxDefaults(),
        findings: [Finding] = [], basis: String, vendor: Vendor? = nil, isMatchable: Bool = false,
        isMatchDue: Bool = false, holds: [StoredHold] = [], codings: [CodedLine] = [],
        history: CaseHistory = CaseHistory(), tasks: [CaseTask] = [], entitlements: Set<Entitlement> = [],
        at: Timestamp
    ) {
        self.errand = errand
        self.stored = stored
        self.variables = variables
        self.draft = draft
        self.state = state
        self.arrival = arrival
        self.defaults = defaults
        self.findings = findings
        self.basis = basis
        self.vendor = vendor
        self.isMatchable = isMatchable
        self.isMatchDue = isMatchDue
        self.holds = holds
        self.codings = codings
        self.history = history
        self.tasks = tasks
        self.entitlements = entitlements
        self.at = at
    }

    /// That a person may approve for a group what the case is about.
    package struct Entitlement: Hashable, Sendable {
        /// Who.
        package var person: String
        /// For whom.
        package var group: String

        /// Makes an entry.
        package init(person: String, group: String) {
            self.person = person
            self.group = group
        }
    }
}
