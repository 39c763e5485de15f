import Domain
import Pipeline
import PipelineDoubles
import Testing
import Workflow

@testable import Storage

/// What the log says of a case is enough to have it again.
@Suite struct CaseReplayTests {
    private func replay(_ document: DocumentID, in house: CaseHouse) async throws -> (StoredCase, CaseReplay)
    {
        let stored = try #require(try await house.store.storedCase(of: document))
        let versions = try await house.store.processes().map(\.version)
        let machine = CaseMachine()
        try machine.learn(versions.sorted { $0.sequence < $1.sequence })
        let log = try await house.store.log(of: document)
        return (stored, CaseReplay(log, of: stored.id, library: machine.library))
    }

    private func expectSameCase(_ document: DocumentID, in house: CaseHouse) async throws {
        let (stored, replay) = try await replay(document, in: house)
        let standing = replay.standing()
        #expect(standing.faults == [])
        let kept = try CaseJSON.value(ProcessInstance.self, from: stored.instance)
        #expect(standing.view?.instance == kept)
    }

    @Test func `a case is the same again after every act of people, and after timers`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.read(1)
            try await expectSameCase(document, in: house)
            try await house.serve(CaseHouse.answers)
            try await expectSameCase(document, in: house)
            let code = try await house.task("code", of: document)
            _ = try await house.act(.claim, code, by: "cleo")
            _ = try await house.act(.comment("by mail"), code, by: "dora")
            #expect(try await house.act(.complete([:]), code, by: "cleo") == .done)
            try await house.serve(CaseHouse.answers)
            try await expectSameCase(document, in: house)
            while try await house.store.fireTimers(limit: 8, by: house.machine, at: house.at(days: 9)) > 0 {}
            try await house.serve(days: 9, CaseHouse.answers)
            try await expectSameCase(document, in: house)
        }
    }

    @Test func `a case is shown as it was at any moment`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.approvable()
            while try await house.store.fireTimers(limit: 8, by: house.machine, at: house.at(days: 2)) > 0 {}
            let (_, replay) = try await replay(document, in: house)
            #expect(replay.standing(until: Timestamp(milliseconds: 0)).view == nil)
            let before = replay.standing(until: house.at(days: 1))
            #expect(before.steps.allSatisfy { $0.event.action != "timer-fired" })
            #expect(before.steps.count < replay.standing().steps.count)
            let token = try #require(before.view?.tasks.first?.token.number)
            #expect(before.since[token] == Sample.now)
        }
    }

    @Test func `an entry that was taken out or changed is told, not passed over`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.approvable()
            let (stored, _) = try await replay(document, in: house)
            var log = try await house.store.log(of: document)
            let place = try #require(log.firstIndex { $0.action == "task-completed" })
            log.remove(at: place)
            let library = house.machine.library
            #expect(CaseReplay(log, of: stored.id, library: library).standing().faults != [])
            let start = try #require(log.firstIndex { $0.action == "case-started" })
            log.remove(at: start)
            let headless = CaseReplay(log, of: stored.id, library: library)
            #expect(headless.steps.count > 3)
            #expect(headless.standing().view == nil && headless.standing().faults != [])
        }
    }

    @Test func `cases are listed page by page`() async throws {
        try await CaseHouse.run { house in
            for number in 1...3 { _ = try await house.read(UInt8(number)) }
            let first = try await house.store.storedCases(after: CaseID(rawValue: 0), limit: 2)
            #expect(first.map(\.id.rawValue) == [1, 2])
            let rest = try await house.store.storedCases(after: CaseID(rawValue: 2), limit: 2)
            #expect(rest.map(\.id.rawValue) == [3])
            #expect(try await house.store.brokenChain() == [])
        }
    }
}
