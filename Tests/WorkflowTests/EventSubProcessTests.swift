import Testing

@testable import Workflow

@Suite struct EventSubProcessTests {
    typealias D = Drawing

    private func process(_ cause: String, interrupts: Bool) -> String {
        D.process(
            "p", D.start(), D.user("a"), D.user("b"), D.gateway("parallel", "fork"),
            D.subProcess(
                "event", event: true,
                D.start("es", cause, attributes: "isInterrupting=\"\(interrupts)\""), D.user("run"),
                flows: "es>run"), flows: "s>fork,fork>a,fork>b")
    }

    @Test func `an interrupting one ends everything else in its scope`() throws {
        var bench = try Bench(process(D.message, interrupts: true))
        try bench.start()
        try bench.message("news")
        #expect(bench.tasks == ["run"] && bench.instance.subscriptions.count == 0)
        try bench.complete("run")
        #expect(bench.status == .completed)
    }

    @Test func `one that does not interrupt runs beside, and again`() throws {
        var bench = try Bench(process(D.message, interrupts: false))
        try bench.start()
        try bench.message("news")
        try bench.message("news")
        #expect(bench.tasks == ["a", "b", "run", "run"])
        try bench.complete("a")
        try bench.complete("b")
        #expect(bench.status == .active)
        #expect(throws: OfficeRefusal.unheard("news")) { try bench.office.message("news") }
        try bench.complete("run")
        try bench.complete("run")
        #expect(bench.status == .completed)
    }

    @Test func `it never catches what its own run throws`() throws {
        let inner = D.subProcess(
            "sub", D.start("si"), D.user("work"), D.end("fails", D.error("e1")),
            D.subProcess(
                "event", event: true, D.start("es", D.error("e1")), D.user("repair"),
                D.end("again", D.error("e1")), flows: "es>repair,repair>again"),
            flows: "si>work,work>fails")
        var bench = try Bench(
            D.process(
                "p", D.start(), inner, D.boundary("b", on: "sub", D.error("e1")), D.user("outside"),
                flows: "s>sub,b>outside"))
        try bench.start()
        try bench.complete("work")
        #expect(bench.tasks == ["repair"])
        try bench.complete("repair")
        #expect(bench.tasks == ["outside"])
    }

    @Test func `a timer starts it in time, in every open scope`() throws {
        let sub = D.subProcess(
            "sub", D.start("si"), D.user("work"),
            D.subProcess(
                "event", event: true,
                D.start("es", D.cycle("R/PT1H"), attributes: "isInterrupting=\"false\""), D.user("remind"),
                flows: "es>remind"), flows: "si>work", loop: D.many("2"))
        var bench = try Bench(D.process("p", D.start(), sub, flows: "s>sub"))
        try bench.start()
        try bench.advance("PT2H30M")
        #expect(bench.tasks == ["work", "work", "remind", "remind", "remind", "remind"])
        #expect(
            bench.office.timers.map(\.due.description) == Array(repeating: "2024-01-01T03:00:00Z", count: 2))
    }

    @Test func `a timer without sense keeps its scope open until it is armed`() throws {
        var bench = try Bench(process(D.timer("when"), interrupts: false))
        try bench.start()
        #expect(bench.status == .incident && bench.tasks == ["a", "b"])
        let token = try #require(bench.instance.incidents.first)
        #expect(token.node == "event")
        bench.office.state.cases[0].instance.scopes.change(1) { $0.variables["when"] = .text("PT1H") }
        try bench.take(.retry(token: token.number))
        #expect(bench.status == .active && bench.office.timers.count == 1)
    }

    @Test func `a signal thrown inside reaches its own instance and the others`() throws {
        let process = D.process(
            "p", D.start(), D.user("a"), D.throwing("ring", D.signal), D.user("after"),
            D.subProcess(
                "event", event: true, D.start("es", D.signal), D.user("run"), flows: "es>run"),
            flows: "s>a,a>ring,ring>after")
        var bench = try Bench(process)
        try bench.start()
        try bench.start()
        try bench.complete("a")
        #expect(bench.tasks == ["run", "run"])
    }
}
