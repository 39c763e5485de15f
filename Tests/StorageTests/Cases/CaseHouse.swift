import Domain
import Foundation
import Pipeline
import PipelineDoubles
import Storage
import Testing
import Workflow

/// A store with the process of invoices, and somebody who carries errands out.
struct CaseHouse {
    let path: FilePath
    let store: SQLiteStore
    let machine = CaseMachine()

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The process that comes with Vouch.
    static func process() throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: "models/processes/invoice.bpmn")))
    }

    /// Runs `body` in a house of its own.
    static func run(_ body: (CaseHouse) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("s.sqlite")
            let house = CaseHouse(path: path, store: try SQLiteStore.open(path, files: PosixFiles()))
            _ = try await house.store.deploy(
                try process(), file: "invoice.bpmn", by: "ada", at: Sample.now)
            try await body(house)
            #expect(try await house.store.irregularities(since: nil) == [])
        }
    }

    func at(days: Int64) -> Timestamp { Timestamp(milliseconds: Sample.now.milliseconds + days * 86_400_000) }

    /// Has a document read, and its case started.
    func read(
        _ number: UInt8, _ draft: InvoiceDraft = Sample.draft, state: DocumentState = .read
    ) async throws -> DocumentID {
        _ = try await store.receive([Sample.arrival(number)])
        let lease = try #require(
            try await store.lease(limit: 1, terms: Sample.terms(at: 0), at: Sample.now).first)
        _ = try await store.commit(
            FinishedStep(lease: lease, state: state, reading: Sample.reading(draft: draft), at: Sample.now))
        try await hear()
        return lease.document
    }

    /// Takes all news to their cases.
    func hear(days: Int64 = 0) async throws {
        while try await store.takeNews(limit: 8, by: machine, at: at(days: days)) > 0 {}
    }

    /// Carries everything out that is due; how many errands there were.
    @discardableResult
    func serve(
        days: Int64 = 0, _ answer: @escaping @Sendable (ErrandFile) throws(HandlerFailure) -> ErrandAnswer
    ) async throws -> Int {
        var count = 0
        while let errand = try await lease() {
            _ = try await store.finish(
                errand, by: machine, notBefore: Uptime(boot: "boot-1", milliseconds: 1), at: at(days: days),
                answer: answer)
            count += 1
        }
        return count
    }

    func lease(at milliseconds: Int64 = 0) async throws -> Errand? {
        try await store.leaseErrands(limit: 1, terms: Sample.terms(at: milliseconds), at: Sample.now).first
    }

    /// Answers that have two persons approve, one after the other.
    static let answers: @Sendable (ErrandFile) throws(HandlerFailure) -> ErrandAnswer = { file in
        var outcome = ServiceOutcome()
        switch file.errand.target {
        case .handler("match"): outcome.set["holds"] = .list([])
        case .decision(_, let result):
            let levels = ["accounting", "management"].map {
                Variable.context(["approvers": .list([.text($0)])])
            }
            outcome.set[result ?? ""] = .list(levels)
        case .handler: break
        }
        return ErrandAnswer(outcome: outcome)
    }

    /// The only open task of an element in a document's case.
    func task(_ element: String, of document: DocumentID) async throws -> CaseTask {
        let stored = try #require(try await store.storedCase(of: document))
        let tasks = try await store.tasks(TaskQuery(caseID: stored.id)).filter { $0.element == element }
        return try #require(tasks.first, "no \(element)")
    }

    func act(
        _ kind: TaskAct.Kind, _ task: CaseTask, by actor: String, basis: String? = nil, days: Int64 = 0
    ) async throws -> TaskReceipt {
        try await store.act(
            TaskAct(task: task.id, kind: kind, actor: actor, at: at(days: days), basis: basis), by: machine)
    }

    /// The bill coded as a whole.
    static let coded: [String: Variable] = [
        "coding": .list([CodedLine(line: 0, subject: "", account: "4930", costCentre: "").variable])
    ]

    /// A document whose case waits for its first approval.
    func approvable(_ number: UInt8 = 1) async throws -> DocumentID {
        let document = try await read(number)
        try await serve(Self.answers)
        let code = try await task("code", of: document)
        #expect(try await act(.complete(Self.coded), code, by: "cleo") == .done)
        try await serve(Self.answers)
        return document
    }

    func state(_ document: DocumentID) async throws -> CaseState? {
        try await store.storedCase(of: document)?.state
    }

    func actions(_ document: DocumentID) async throws -> [String] {
        try await store.record(of: document)?.history.map(\.action) ?? []
    }
}
