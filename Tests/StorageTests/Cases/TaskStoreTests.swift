import Domain
import Pipeline
import PipelineDoubles
import Testing
import Workflow

@testable import Storage

/// What people do with tasks, and what they are refused.
@Suite struct TaskStoreTests {
    private static let yes = TaskAct.Kind.complete(["approved": .bool(true)])

    @Test func `a task is claimed, released, delegated and given back`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.approvable()
            let task = try await house.task("approve", of: document)
            #expect(try await house.act(.claim, task, by: "ann") == .done)
            #expect(try await house.act(.claim, task, by: "ann") == .done)
            #expect(try await house.act(.claim, task, by: "bob") == .refused(["the task is with ann"]))
            #expect(try await house.act(.delegate(to: "cid"), task, by: "ann") == .done)
            let delegated = try #require(try await house.store.task(task.id))
            #expect(delegated.owner == "ann" && delegated.assignee == "cid")
            #expect(try await house.act(.resolve, task, by: "cid") == .done)
            #expect(try await house.store.task(task.id)?.assignee == "ann")
            #expect(try await house.act(.release, task, by: "ann") == .done)
            #expect(try await house.store.task(task.id)?.assignee == nil)
            let stored = try #require(try await house.store.storedCase(of: document))
            let kinds = try await house.store.history(of: stored.id).acts.map(\.kind)
            #expect(kinds == ["complete", "claim", "delegate", "resolve", "release"])
        }
    }

    @Test func `what does not fit how a task stands is refused`() async throws {
        try await CaseHouse.run { house in
            let task = try await house.task("approve", of: try await house.approvable())
            for kind in [TaskAct.Kind.release, .resolve, .delegate(to: "ann")] {
                guard case .refused = try await house.act(kind, task, by: "ann") else {
                    Issue.record("\(kind.name) was done")
                    continue
                }
            }
            #expect(try await house.act(.claim, task, by: "ann") == .done)
            #expect(try await house.act(Self.yes, task, by: "bob") == .refused(["the task is with ann"]))
            let missing = TaskAct(task: TaskID(rawValue: 99), kind: .claim, actor: "ann", at: Sample.now)
            #expect(
                try await house.store.act(missing, by: house.machine) == .refused(["there is no task 99"]))
        }
    }

    @Test func `a bill is coded to accounts and cost centres that are on record`() async throws {
        try await CaseHouse.run { house in
            _ = try await house.store.take(
                .codes([
                    BookingCode(kind: .account, id: "4980", name: "Betriebsbedarf"),
                    BookingCode(kind: .costCentre, id: "KST-1", name: "Einkauf"),
                ]), isRehearsal: false, by: "erp", at: Sample.now)
            let document = try await house.read(1)
            try await house.serve(CaseHouse.answers)
            let task = try await house.task("code", of: document)
            func coded(_ bookings: [(String, String)]) async throws -> TaskReceipt {
                let lines = bookings.enumerated().map { place, booking in
                    CodedLine(line: place + 1, subject: "", account: booking.0, costCentre: booking.1)
                }
                return try await house.act(
                    .complete(["coding": .list(lines.map(\.variable))]), task, by: "cleo")
            }
            #expect(
                try await coded([("4999", ""), ("4999", ""), ("4980", "KST-9")])
                    == .refused([
                        "4999 is none of the accounts on record",
                        "KST-9 is none of the cost centres on record",
                    ]))
            #expect(try await coded([("4980", ""), ("4980", "KST-1")]) == .done)
        }
    }

    @Test func `of two who complete a task one does`() async throws {
        try await CaseHouse.run { house in
            let task = try await house.task("approve", of: try await house.approvable())
            #expect(try await house.act(Self.yes, task, by: "ann") == .done)
            #expect(
                try await house.act(.complete(["approved": .bool(false)]), task, by: "bob")
                    == .changed(by: "ann", at: Sample.now))
        }
    }

    @Test func `nobody approves on two levels`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.approvable()
            #expect(
                try await house.act(Self.yes, try await house.task("approve", of: document), by: "ann")
                    == .done)
            let second = try await house.task("approve", of: document)
            guard case .refused = try await house.act(Self.yes, second, by: "ann") else {
                Issue.record("ann approved twice")
                return
            }
            #expect(try await house.act(Self.yes, second, by: "bob") == .done)
        }
    }

    @Test func `what was seen must be what there is`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.approvable()
            let task = try await house.task("approve", of: document)
            #expect(
                try await house.act(Self.yes, task, by: "ann", basis: String(repeating: "0", count: 64))
                    == .changed(by: "vouch", at: task.created))
            #expect(try await house.act(Self.yes, task, by: "ann", basis: task.basis) == .done)
        }
    }

    @Test func `a refusal sends the invoice back with a reason`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.approvable()
            let task = try await house.task("approve", of: document)
            #expect(
                try await house.act(.complete(["approved": .bool(false)]), task, by: "ann") == .done)
            let reason = try await house.task("reason", of: document)
            #expect(
                try await house.act(.complete(["reason": .text("not ours")]), reason, by: "cleo") == .done)
            try await house.serve(CaseHouse.answers)
            #expect(try await house.state(document) == .completed)
        }
    }

    @Test func `tasks are listed by group, by person and by case`() async throws {
        try await CaseHouse.run { house in
            let first = try await house.approvable(1)
            _ = try await house.approvable(2)
            let task = try await house.task("approve", of: first)
            let store = house.store
            #expect(try await store.tasks(TaskQuery(groups: ["accounting"])).count == 2)
            #expect(try await store.tasks(TaskQuery(groups: ["management"])).count == 0)
            #expect(try await store.tasks(TaskQuery(groups: [], user: "ann")).count == 0)
            _ = try await house.act(.claim, task, by: "ann")
            #expect(try await store.tasks(TaskQuery(groups: [], user: "ann")).map(\.id) == [task.id])
            #expect(try await store.tasks(TaskQuery(caseID: task.caseID, isOpen: false)).count == 2)
        }
    }
}
