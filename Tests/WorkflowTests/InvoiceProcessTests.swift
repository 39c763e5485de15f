import Foundation
import Testing

@testable import Workflow

/// The process that comes with Vouch, executed as a person may have changed it: from its file.
@Suite struct InvoiceProcessTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "models/processes/invoice.bpmn")

    private static func document() throws -> BPMNDocument {
        try BPMNDocument(parsing: Array(try Data(contentsOf: file)), file: "invoice.bpmn")
    }

    /// An office in which matching finds holds, and the decision names who approves on each level.
    private func bench(holds: [String] = [], approvers: [[String]] = [["ann"]]) throws -> Bench {
        var bench = try Bench()
        bench.office = Office(clock: Bench.start, expressions: .feel) { call in
            switch call.target {
            case .handler("match"):
                let held = holds.map { Variable.context(["owner": .text($0), "id": .text($0)]) }
                return ServiceOutcome(set: ["holds": .list(held)])
            case .decision("approval", let result):
                let levels = approvers.map { Variable.context(["approvers": .list($0.map { .text($0) })]) }
                return ServiceOutcome(set: [result ?? "": .list(levels)])
            case .handler, .decision: return ServiceOutcome()
            }
        }
        try bench.office.deploy(try Self.document())
        return bench
    }

    @Test func `every end can be reached`() throws {
        let bench = try bench()
        let finding = try #require(Simulation(of: "invoice", in: bench.office.library)).finding()
        #expect(finding.unreached == [] && finding.stuck == 0 && finding.undecided == 0)
    }

    @Test func `an invoice without doubt and without holds waits for people where it must`() throws {
        var bench = try bench(approvers: [["ann"], ["bob", "cid"]])
        try bench.start("invoice", ["certain": .bool(true)])
        #expect(bench.tasks == ["code"])
        try bench.complete("code")
        #expect(bench.tasks == ["approve"])
        try bench.complete("approve", ["approved": .bool(true)])
        #expect(bench.tasks == ["approve", "approve"])
        try bench.complete("approve", index: 1, ["approved": .bool(true)])
        try bench.complete("approve", ["approved": .bool(true)])
        #expect(bench.tasks == [] && bench.status == .active)
        try bench.message("paid")
        #expect(bench.status == .completed && bench.visits("done") == 1)
    }

    @Test func `what is doubtful is reviewed first`() throws {
        var bench = try bench()
        try bench.start("invoice")
        #expect(bench.tasks == ["review"])
        try bench.complete("review")
        #expect(bench.tasks == ["code"])
    }

    @Test func `holds wait for their owners, or go by themselves when what was missing comes`() throws {
        var bench = try bench(holds: ["ann", "bob"])
        try bench.start("invoice", ["certain": .bool(true)])
        #expect(bench.tasks == ["release", "release"])
        try bench.advance("P2D")
        #expect(bench.visits("remind-owner") == 2)
        let gone = try #require(bench.office.subscriptions { $0.node == "gone" }.first)
        try bench.take(.message(subscription: gone.1.number, variables: [:]))
        try bench.complete("release", ["outcome": .text("dispute")])
        #expect(bench.tasks == [])
        try bench.message("vendor answered")
        #expect(bench.tasks == ["release"])
        try bench.complete("release", ["outcome": .text("released")])
        #expect(bench.tasks == ["code"])
    }

    @Test func `a hold that is refused sends the invoice back`() throws {
        var bench = try bench(holds: ["ann", "bob"])
        try bench.start("invoice", ["certain": .bool(true)])
        try bench.complete("release", ["outcome": .text("rejected")])
        #expect(bench.tasks == ["reason"])
        try bench.complete("reason", ["reason": .text("twice")])
        #expect(bench.status == .completed && bench.visits("refused") == 1)
    }

    @Test func `one refusal on a level ends the approval`() throws {
        var bench = try bench(approvers: [["ann", "bob"], ["cid"]])
        try bench.start("invoice", ["certain": .bool(true)])
        try bench.complete("code")
        try bench.complete("approve", index: 1, ["approved": .bool(false)])
        #expect(bench.tasks == ["reason"] && bench.visits("approval-refused") == 1)
    }

    @Test func `approvers are reminded every day, and their manager is told after five`() throws {
        var bench = try bench()
        try bench.start("invoice", ["certain": .bool(true)])
        try bench.complete("code")
        try bench.advance("P5D")
        #expect(bench.visits("remind-approver") == 5 && bench.visits("escalate") == 1)
        #expect(bench.tasks == ["approve"])
    }

    @Test func `a cancellation ends everything that is open`() throws {
        var bench = try bench(holds: ["ann", "bob"])
        try bench.start("invoice", ["certain": .bool(true)])
        try bench.message("cancelled")
        #expect(bench.status == .completed && bench.visits("closed") == 1 && bench.office.timers.isEmpty)
    }

    @Test func `its drawing shows every element`() throws {
        let document = try Self.document()
        let process = try ProcessReading.definitions(in: document, expressions: .feel)[0]
        let diagram = ProcessDiagram(of: document)
        #expect(Set(process.nodes.keys) == diagram.drawn)
        #expect(Set(process.flows.keys) == Set(diagram.edges.map(\.element)))
    }
}
