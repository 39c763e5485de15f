import Domain
import GRDB
import Pipeline
import PipelineDoubles
import Testing
import Workflow

@testable import Storage

/// Fails the n-th write of every step of a case, for every n: each time all of the step happens or nothing.
@Suite struct FailingCaseTests {
    /// A step, and how far a case has to be for it.
    enum Step: String, CaseIterable, CustomTestStringConvertible {
        case deploy, news, lease, answer, tell, claim, delegate, code, approve, refuse, fire, cancel, failure,
            retry

        var testDescription: String { rawValue }

        /// Brings a house into the state it has to be in; the errand that is leased then, should the step be about one.
        func prepare(_ house: CaseHouse) async throws -> Errand? {
            switch self {
            case .deploy, .news:
                _ = try await house.store.receive([Sample.arrival(1)])
                let lease = try #require(
                    try await house.store.lease(limit: 1, terms: Sample.terms(at: 0), at: Sample.now).first)
                _ = try await house.store.commit(
                    FinishedStep(lease: lease, state: .read, reading: Sample.reading(), at: Sample.now))
            case .lease: _ = try await house.read(1)
            case .answer, .tell, .failure:
                _ = try await house.read(1)
                return try await house.lease()
            case .claim, .approve, .refuse, .fire, .cancel: _ = try await house.approvable()
            case .delegate:
                _ = try await house.approvable()
                try await Step.claim.run(house, nil)
            case .code:
                _ = try await house.read(1)
                try await house.serve(CaseHouse.answers)
            case .retry:
                let errand = try await Step.failure.prepare(house)
                try await Step.failure.run(house, errand)
            }
            return nil
        }

        /// Makes the step.
        func run(_ house: CaseHouse, _ errand: Errand?) async throws {
            let document = DocumentID(rawValue: 1)
            let (store, machine) = (house.store, house.machine)
            switch self {
            case .deploy:
                let changed = try CaseHouse.process() + Array("<!-- changed -->".utf8)
                _ = try await store.deploy(changed, file: "i.bpmn", by: "ada", at: Sample.now)
            case .news: _ = try await store.takeNews(limit: 9, by: machine, at: Sample.now)
            case .lease: _ = try await house.lease()
            case .answer: try await finish(errand, house, with: CaseHouse.answers)
            case .tell:
                try await finish(errand, house) { file in
                    let notice = CaseNotice(
                        caseID: file.stored.id, document: document, task: nil, key: "k", kind: .dispute,
                        recipients: ["a"], subject: "s", body: "b", at: Sample.now)
                    return ErrandAnswer(effects: [.tell(notice)])
                }
            case .claim: try await act(.claim, "approve", house)
            case .delegate: try await act(.delegate(to: "bob"), "approve", house)
            case .code: try await act(.complete(CaseHouse.coded), "code", house)
            case .approve: try await act(.complete(["approved": .bool(true)]), "approve", house)
            case .refuse: try await act(.complete(["approved": .bool(false)]), "approve", house)
            case .fire: _ = try await store.fireTimers(limit: 9, by: machine, at: house.at(days: 5))
            case .cancel:
                _ = try await store.tell(
                    CaseMessage(document: document, name: "cancelled"), by: machine, actor: "ada",
                    at: Sample.now)
            case .failure:
                try await finish(errand, house) { _ throws(HandlerFailure) in throw HandlerFailure("no") }
            case .retry:
                _ = try await store.retry(
                    CaseID(rawValue: 1), by: machine, actor: "ada", at: Sample.now)
            }
        }

        private func finish(
            _ errand: Errand?, _ house: CaseHouse,
            with answer: @escaping @Sendable (ErrandFile) throws(HandlerFailure) -> ErrandAnswer
        ) async throws {
            let errand = try #require(errand)
            _ = try await house.store.finish(
                errand, by: house.machine, notBefore: Uptime(boot: "boot-1", milliseconds: 0), at: Sample.now,
                answer: answer)
        }

        private func act(_ kind: TaskAct.Kind, _ element: String, _ house: CaseHouse) async throws {
            let task = try await house.task(element, of: DocumentID(rawValue: 1))
            #expect(try await house.act(kind, task, by: "ann") == .done)
        }
    }

    @Test(arguments: Step.allCases)
    func `all of a step happens or nothing, whichever write fails`(step: Step) async throws {
        var failed = 0
        for number in 1... {
            var isOver = false
            try await CaseHouse.run { house in
                let errand = try await step.prepare(house)
                let before = try await dump(house.store)
                let fault = try await Fault.install(in: house.store, at: number)
                let isRefused = await isFailing { try await step.run(house, errand) }
                try await fault.remove(from: house.store)
                #expect(isRefused == fault.hasStruck)
                if isRefused { #expect(try await dump(house.store) == before) }
                isOver = !isRefused
            }
            if isOver { break }
            failed += 1
        }
        #expect(failed > 0, "no write was failed")
    }

    private func isFailing(_ body: () async throws -> Void) async -> Bool {
        do {
            try await body()
            return false
        } catch {
            return true
        }
    }

    private func dump(_ store: SQLiteStore) async throws -> [String] {
        try await store.pool.read { db in
            try Fault.tables(db).flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }
            }
        }
    }
}
