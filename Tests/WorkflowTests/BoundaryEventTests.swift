import Testing

@testable import Workflow

@Suite struct BoundaryEventTests {
    typealias D = Drawing

    private func hosted(_ host: String, _ boundaries: String...) -> String {
        D.process(
            "p", D.start(), host, boundaries.joined(), D.user("caught"), D.user("next"), D.end(),
            flows: "s>a,a>next,next>e,b>caught")
    }

    @Test func `an interrupting timer ends the task`() throws {
        var bench = try Bench(hosted(D.user("a"), D.boundary("b", on: "a", D.timer("P1D"))))
        try bench.start()
        try bench.advance("PT23H59M59S")
        #expect(bench.tasks == ["a"])
        try bench.advance("PT1S")
        #expect(bench.tasks == ["caught"] && bench.office.timers.isEmpty)
    }

    @Test func `a cycle that does not interrupt reminds as often as it says`() throws {
        var bench = try Bench(
            hosted(D.user("a"), D.boundary("b", on: "a", D.cycle("R2/PT1H"), interrupts: false)))
        try bench.start()
        try bench.advance("PT5H")
        #expect(bench.tasks == ["a", "caught", "caught"] && bench.office.timers.isEmpty)
        try bench.complete("a")
        #expect(bench.tasks == ["caught", "caught", "next"])
    }

    @Test func `a message that does not interrupt may come again`() throws {
        var bench = try Bench(hosted(D.user("a"), D.boundary("b", on: "a", D.message, interrupts: false)))
        try bench.start()
        try bench.message("news", ["from": .text("us")])
        try bench.message("news")
        #expect(bench.tasks == ["a", "caught", "caught"] && bench.variables["from"] == .text("us"))
        try bench.complete("a")
        #expect(throws: OfficeRefusal.unheard("news")) { try bench.office.message("news") }
    }

    @Test(arguments: [("e1", "b"), ("e2", "all")])
    func `an error is caught by its code before one that catches all`(error: String, by: String) throws {
        let process = D.process(
            "p", D.start(),
            D.subProcess("a", D.start("si"), D.end("broken", D.error(error)), flows: "si>broken"),
            D.boundary("all", on: "a", "<errorEventDefinition/>"), D.boundary("b", on: "a", D.error("e1")),
            flows: "s>a")
        var bench = try Bench(process)
        try bench.start()
        #expect(bench.visits(by) == 1 && bench.status == .completed)
        #expect(bench.visits("all") + bench.visits("b") == 1)
    }

    @Test func `an error nobody catches is an incident`() throws {
        var bench = try Bench(
            hosted(D.service("a", "fails"), D.boundary("b", on: "a", D.error("e2"))),
            answers: ["fails": ServiceOutcome(set: ["why": .text("x")], error: "broken")])
        try bench.start()
        #expect(bench.status == .incident && bench.variables["why"] == .text("x"))
        #expect(bench.instance.incidents.first?.incident?.reason == "the error broken is not caught")
        #expect(bench.instance.incidents.first?.node == "a")
    }

    @Test func `a handler's error ends every inner instance`() throws {
        var bench = try Bench(
            hosted(D.service("a", "fails", D.many("3")), D.boundary("b", on: "a", D.error("e1"))),
            answers: ["fails": ServiceOutcome(error: "broken")])
        try bench.start()
        #expect(bench.tasks == ["caught"] && bench.instance.scopes.count == 1)
    }

    @Test func `an escalation that does not interrupt lets the thrower go on`() throws {
        let sub = D.subProcess(
            "a", D.start("si"), D.throwing("tell", D.escalation()), D.user("inside"),
            flows: "si>tell,tell>inside")
        var bench = try Bench(hosted(sub, D.boundary("b", on: "a", D.escalation("x1"), interrupts: false)))
        try bench.start()
        #expect(bench.tasks == ["caught", "inside"])
    }

    @Test func `an escalation nobody hears changes nothing`() throws {
        let sub = D.subProcess(
            "a", D.start("si"), D.end("tell", D.escalation("x0")), flows: "si>tell")
        var bench = try Bench(hosted(sub, D.boundary("b", on: "a", D.escalation("x1"))))
        try bench.start()
        #expect(bench.tasks == ["next"])
    }

    // Boundary events on call activities: what was called goes with the activity.

    private static let called = D.process("called", D.start("cs"), D.user("inner"), flows: "cs>inner")

    @Test func `a timer on a call ends what was called`() throws {
        var bench = try Bench(
            hosted(D.call("a", "called"), D.boundary("b", on: "a", D.timer("PT1H"))), Self.called)
        try bench.start()
        #expect(bench.tasks == ["inner"] && bench.office.view(0).running == 2)
        try bench.advance("PT1H")
        #expect(bench.tasks == ["caught"] && bench.office.view(0).running == 1)
    }

    @Test func `an error of what was called is caught at the call`() throws {
        let failing = D.process(
            "called", D.start("cs"), D.user("inner"), D.end("ce", D.error("e1")), flows: "cs>inner,inner>ce")
        var bench = try Bench(
            hosted(D.call("a", "called", loop: D.many("2")), D.boundary("b", on: "a", D.error("e1"))), failing
        )
        try bench.start()
        #expect(bench.tasks == ["inner", "inner"] && bench.office.view(0).running == 3)
        try bench.complete("inner", index: 1)
        #expect(bench.tasks == ["caught"] && bench.office.view(0).running == 1)
    }

    @Test func `a message on a call that does not interrupt leaves the call alone`() throws {
        var bench = try Bench(
            hosted(D.call("a", "called"), D.boundary("b", on: "a", D.message, interrupts: false)), Self.called
        )
        try bench.start()
        try bench.message("news")
        #expect(bench.tasks == ["inner", "caught"])
        try bench.complete("inner")
        #expect(bench.tasks == ["caught", "next"])
    }

    @Test func `the outcome of a task may be an error or an escalation`() throws {
        var bench = try Bench(
            hosted(
                D.user("a"), D.boundary("b", on: "a", D.escalation("x1"), interrupts: false),
                D.boundary("b2", on: "a", D.error("e1"))))
        try bench.start()
        let token = try #require(bench.office.view(0).tasks.first?.token.number)
        try bench.take(.escalation(token: token, code: "late", variables: [:]))
        #expect(bench.tasks == ["a", "caught"])
        try bench.take(.error(token: token, code: "broken", variables: ["n": .integer(1)]))
        #expect(bench.tasks == ["caught"] && bench.variables["n"] == .integer(1))
        #expect(throws: EngineRefusal.notOpen(token)) {
            try bench.office.take(.complete(token: token, variables: [:]), for: 0)
        }
    }
}
