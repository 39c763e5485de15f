package import Workflow

/// Where cases, their tasks and the processes they run are kept.
///
/// Every call is one transaction: the instance, what is kept beside it, the audit log and what people are to be told
/// are all changed when the call returns, or nothing is. `machine` does the thinking and is taught what was deployed
/// meanwhile.
package protocol CaseStore: Sendable {
    // MARK: Processes

    /// Keeps the processes of a file as new versions; what is deployed already as the newest stays as it is.
    ///
    /// - Throws: `CaseRefusal.faults` inside `CaseFailure` when it cannot be executed.
    func deploy(_ content: [UInt8], file: String, by actor: String, at: Timestamp)
        async throws(CaseFailure) -> [ProcessVersion]
    /// All versions with how many cases stand on each, in order of their keys.
    func processes() async throws(StoreFailure) -> [ProcessStanding]

    /// The newest version of a process; `nil` where none is deployed.
    func newestProcess(_ process: String) async throws(StoreFailure) -> ProcessVersion?
    /// Has a case stand on another version of its process from now on, where it fits.
    func migrate(
        _ id: CaseID, to version: ProcessKey, by machine: CaseMachine, actor: String, at: Timestamp
    ) async throws(StoreFailure) -> CaseMigration

    // MARK: Cases

    /// Starts a case of a document, unless it has one of this process.
    func startCase(
        of document: DocumentID, process: String, by machine: CaseMachine, actor: String, at: Timestamp
    ) async throws(StoreFailure) -> CaseStart
    /// Starts a case that is about no document.
    func startCase(
        by cause: StartCause, variables: [String: Variable], machine: CaseMachine, actor: String,
        at: Timestamp
    ) async throws(StoreFailure) -> CaseStart
    /// The case of a document; the newest where there are several.
    func storedCase(of document: DocumentID) async throws(StoreFailure) -> StoredCase?
    /// A case by its number.
    func storedCase(_ id: CaseID) async throws(StoreFailure) -> StoredCase?
    /// Cases that have not ended and stand on other versions of a process.
    func openCases(onOtherVersionsThan key: ProcessKey) async throws(StoreFailure) -> [StoredCase]
    /// How many cases are in each state.
    func casesByState() async throws(StoreFailure) -> [CaseState: Int]
    /// Gives a message to those of a document's case that wait for it; how many did.
    func tell(
        _ message: CaseMessage, by machine: CaseMachine, actor: String, at: Timestamp
    ) async throws(StoreFailure) -> Int
    /// Has what stands still in a case tried again; how much did.
    func retry(_ id: CaseID, by machine: CaseMachine, actor: String, at: Timestamp)
        async throws(StoreFailure) -> Int
    /// What keeps cases from going on, by case.
    func incidents() async throws(StoreFailure) -> [CaseIncident]

    // MARK: People

    /// Tasks, those with more priority first, then those given out first.
    func tasks(_ query: TaskQuery) async throws(StoreFailure) -> [CaseTask]
    /// A task by its number.
    func task(_ id: TaskID) async throws(StoreFailure) -> CaseTask?
    /// Does something with a task, if it may be done.
    func act(_ act: TaskAct, by machine: CaseMachine) async throws(StoreFailure) -> TaskReceipt
    /// What people did in a case.
    func history(of id: CaseID) async throws(StoreFailure) -> CaseHistory

    // MARK: The runner

    /// Takes up to `limit` pieces of news to the cases they concern; how many were due.
    func takeNews(limit: Int, by machine: CaseMachine, at: Timestamp) async throws(StoreFailure) -> Int
    /// Fires up to `limit` timers that are due, each at the time it is; how many were due.
    func fireTimers(limit: Int, by machine: CaseMachine, at: Timestamp) async throws(StoreFailure) -> Int
    /// Starts what up to `limit` timers of start events that are due have to start; how many were due.
    ///
    /// What a cycle has missed while nobody was at work is made up for by one case.
    func fireStartTimers(limit: Int, by machine: CaseMachine, at: Timestamp)
        async throws(StoreFailure) -> Int
    /// Leases up to `limit` errands that are due.
    func leaseErrands(limit: Int, terms: LeaseTerms, at: Timestamp) async throws(StoreFailure) -> [Errand]
    /// Has an errand answered and moves its case on by the answer, as one.
    func finish(
        _ errand: Errand, by machine: CaseMachine, notBefore: Uptime, at: Timestamp,
        answer: @escaping @Sendable (ErrandFile) throws(HandlerFailure) -> ErrandAnswer
    ) async throws(StoreFailure) -> ErrandReceipt
    /// Notices nobody was told yet, the oldest first.
    func unsentCaseNotices(limit: Int) async throws(StoreFailure) -> [CaseNotice]
    /// Notes that people were told.
    func noteCaseNoticesSent(_ notices: [Int64], at: Timestamp) async throws(StoreFailure)
}

/// Why something was not done with a process: the store failed, or it cannot be.
package enum CaseFailure: Error, Hashable, Sendable {
    case store(StoreFailure)
    case refused(CaseRefusal)
}

/// What became of having a case stand on another version.
package enum CaseMigration: Hashable, Sendable {
    /// It does, and waits for these elements besides, which its version did not know.
    case done(armed: [String])
    /// It stays where it was, and why.
    case refused(String)
}

/// A message for the case of a document.
package struct CaseMessage: Hashable, Sendable {
    /// The document.
    package var document: DocumentID
    /// The message's name in the diagram.
    package var name: String
    /// What must be seen where it is waited for, such as `hold.id`.
    package var correlation: [String: Variable]
    /// What it brings.
    package var variables: [String: Variable]

    /// Makes a message.
    package init(
        document: DocumentID, name: String, correlation: [String: Variable] = [:],
        variables: [String: Variable] = [:]
    ) {
        self.document = document
        self.name = name
        self.correlation = correlation
        self.variables = variables
    }
}

/// Something that keeps a case from going on.
package struct CaseIncident: Hashable, Sendable {
    /// The case.
    package var caseID: CaseID
    /// Its document.
    package var document: DocumentID
    /// Where it stands still.
    package var element: String
    /// Why.
    package var reason: String

    /// Makes an entry.
    package init(caseID: CaseID, document: DocumentID, element: String, reason: String) {
        self.caseID = caseID
        self.document = document
        self.element = element
        self.reason = reason
    }
}
