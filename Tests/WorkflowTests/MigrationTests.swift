import Testing

@testable import Workflow

/// Instances that go on by another version of their process.
@Suite struct MigrationTests {
    typealias D = Drawing

    /// A bench whose first instance stands on the first version and was moved to the second.
    private func moved(
        _ first: String, _ second: String, _ steps: (inout Bench) throws -> Void = { _ in }
    ) throws -> (Bench, armed: [ElementID]) {
        var bench = try Bench(first)
        try bench.start()
        try steps(&bench)
        try bench.office.deploy(try D.document(second))
        let engine = Engine(library: bench.office.library, expressions: .simple, serve: { _ in nil })
        let (instance, armed) = try engine.migrate(
            bench.instance, from: "p:1", to: "p:2", now: bench.office.state.clock)
        try bench.step {
            $0.state.cases[0].instance = instance
            $0.state.nextNumber = max($0.state.nextNumber, instance.nextNumber)
        }
        return (bench, armed)
    }

    private static let plain = D.process("p", D.start(), D.user("a"), D.end("e"), flows: "s>a,a>e")

    @Test func `a boundary event that is new is armed from the time of the move on`() throws {
        let second = D.process(
            "p", D.start(), D.user("a"), D.boundary("late", on: "a", D.timer("PT1H")),
            D.boundary("told", on: "a", D.message), D.user("remind"), D.end("e"),
            flows: "s>a,a>e,late>remind,told>remind")
        var (bench, armed) = try moved(Self.plain, second) { try $0.advance("PT5H") }
        #expect(armed == ["late", "told"])
        try bench.advance("PT59M")
        #expect(bench.tasks == ["a"])
        try bench.advance("PT1M")
        #expect(bench.tasks == ["remind"])
    }

    @Test func `what was armed stays as it was set, and what had fired does not come again`() throws {
        func process(_ time: String) -> String {
            D.process(
                "p", D.start(), D.user("a"),
                D.boundary("late", on: "a", D.timer(time), interrupts: false),
                D.user("remind"), flows: "s>a,late>remind")
        }
        var (waiting, none) = try moved(process("PT1H"), process("PT3H"))
        #expect(none == [])
        try waiting.advance("PT1H")
        #expect(waiting.tasks == ["a", "remind"])
        let (fired, nothing) = try moved(process("PT1H"), process("PT3H")) { try $0.advance("PT2H") }
        #expect(nothing == [] && fired.tasks == ["a", "remind"] && fired.instance.subscriptions.count == 0)
    }

    @Test func `a new event sub-process is armed where its scope runs on`() throws {
        let event = D.subProcess(
            "event", event: true, D.start("es", D.message, attributes: "isInterrupting=\"false\""),
            D.user("run"), flows: "es>run")
        let second = D.process("p", D.start(), D.user("a"), event, D.end("e"), flows: "s>a,a>e")
        var (bench, armed) = try moved(Self.plain, second)
        #expect(armed == ["es"])
        try bench.message("news")
        #expect(bench.tasks == ["a", "run"])
        try bench.complete("a")
        try bench.complete("run")
        #expect(bench.status == .completed)
    }

    @Test func `an event-based gateway waits for what was drawn behind it`() throws {
        func process(_ more: String, _ flows: String) -> String {
            D.process(
                "p", D.start(), D.gateway("eventBased", "g"), D.catching("m", D.message), more, D.user("a"),
                flows: "s>g,g>m,m>a\(flows)")
        }
        var (bench, armed) = try moved(
            process("", ""), process(D.catching("t", D.timer("PT1H")), ",g>t,t>a"))
        #expect(armed == ["t"])
        try bench.advance("PT1H")
        #expect(bench.tasks == ["a"] && bench.instance.subscriptions.count == 0)
    }

    @Test func `the parts of a repeated activity share one new event`() throws {
        func process(_ more: String, _ flows: String) -> String {
            D.process(
                "p", D.start(), D.user("a", D.many("3")), more, D.user("b"), flows: "s>a,a>b\(flows)")
        }
        var (bench, armed) = try moved(
            process("", ""), process(D.boundary("m", on: "a", D.message), ",m>b"))
        #expect(armed == ["m"])
        try bench.message("news")
        #expect(bench.tasks == ["b"])
    }

    @Test func `a new timer that gives no time refuses the move`() throws {
        let second = D.process(
            "p", D.start(), D.user("a"), D.boundary("late", on: "a", D.timer("someday")), D.end("e"),
            flows: "s>a,a>e")
        #expect(throws: EngineRefusal.noTime("late")) { try moved(Self.plain, second) }
    }

    @Test func `an element that is not there refuses the move`() throws {
        let second = D.process("p", D.start(), D.user("b"), D.end("e"), flows: "s>b,b>e")
        #expect(throws: EngineRefusal.self) { try moved(Self.plain, second) }
    }
}
