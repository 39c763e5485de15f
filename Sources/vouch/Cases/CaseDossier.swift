import Domain
import Formats
import Pipeline
import Storage
import Workflow

/// What there is to be known of a case: how it stands, its process with the drawing, its tasks and its log.
struct CaseDossier {
    /// The case as the store has it.
    let stored: StoredCase
    /// The document it is about, in few words.
    let title: String
    /// The log's account of it.
    let replay: CaseReplay
    /// Its tasks, open and done.
    let tasks: [CaseTask]
    /// What people did in it, and for whom.
    let history: CaseHistory
    private let versions: [ProcessVersion]

    /// Puts a dossier together.
    init(
        stored: StoredCase, title: String, log: [AuditEvent], tasks: [CaseTask],
        history: CaseHistory = CaseHistory(),
        versions: [ProcessVersion]
    ) throws {
        self.stored = stored
        self.title = title
        self.tasks = tasks
        self.history = history
        self.versions = versions
        replay = CaseReplay(log, of: stored.id, library: try Self.library(of: versions))
    }

    /// Gathers all of it; throws a sentence for a document that has no case.
    init(of record: DocumentRecord, in store: SQLiteStore) async throws {
        let document = record.summary.isReadAs
        guard let stored = try await store.storedCase(of: document) else {
            throw Failure.usage(
                "Document \(document) has no case: no process was started for it. See it with: vouch show \(document)"
            )
        }
        let query = TaskQuery(caseID: stored.id, isOpen: false, limit: Self.mostTasks)
        try self.init(
            stored: stored, title: Self.title(of: record), log: try await store.log(of: document),
            tasks: try await store.tasks(query), history: try await store.history(of: stored.id),
            versions: try await store.processes().map(\.version))
    }

    /// Tasks of a case that are looked at.
    private static let mostTasks = 10_000

    /// All versions of all processes, ready to be walked.
    static func library(of versions: [ProcessVersion]) throws -> ProcessLibrary {
        let machine = CaseMachine()
        do {
            try machine.learn(versions.sorted { $0.sequence < $1.sequence })
        } catch {
            throw Failure.environment(
                "A process of the store is not understood. \(SafeText(error.description).text)")
        }
        return machine.library
    }

    private static func title(of record: DocumentRecord) -> String {
        let values = record.summary.values
        let total = [values[.grandTotal], values[.currency]].compactMap(\.self).joined(separator: " ")
        let parts = [
            values[.invoiceNumber] ?? record.summary.name, values[.sellerName], total.isEmpty ? nil : total,
        ]
        return parts.compactMap(\.self).joined(separator: "  ").onOneLine
    }

    /// The file a version of a process stands in, as a drawing.
    func drawing(of key: ProcessKey) -> BPMNDocument? {
        versions.first { $0.key == key }.flatMap { try? BPMNDocument(parsing: $0.content, file: $0.file) }
    }

    /// Where the log, taken again, comes to another case than the store has.
    func disagreement(with standing: CaseReplay.Standing) -> String? {
        guard let instance = standing.view?.instance else { return "the log does not say how it was started" }
        do throws(StoreFailure) {
            let kept = try CaseJSON.value(ProcessInstance.self, from: stored.instance)
            return kept == instance ? nil : "the log, taken again, comes to another case than the store has"
        } catch {
            return error.description
        }
    }
}
