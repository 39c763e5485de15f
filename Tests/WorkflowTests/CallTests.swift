import Testing

@testable import Workflow

@Suite struct CallTests {
    typealias D = Drawing

    private static let called = D.process("called", D.start("cs"), D.user("inner"), flows: "cs>inner")

    private func caller(_ passings: String, loop: String = "") -> String {
        D.process(
            "p", D.start(), D.call("a", "called", passings, loop: loop), D.user("next"), flows: "s>a,a>next")
    }

    @Test func `without a mapping nothing is passed`() throws {
        var bench = try Bench(caller(""), Self.called)
        try bench.start("p", ["x": .integer(1)])
        let view = bench.office.view(0)
        #expect(view.variables(visibleAt: try #require(view.tasks.first).token).isEmpty)
        try bench.complete("inner", ["y": .integer(2)])
        #expect(bench.tasks == ["next"] && bench.variables == ["x": .integer(1)])
    }

    @Test func `what is named is passed in and out, expressions too`() throws {
        let passings =
            "<vouch:in source=\"x\" target=\"cx\"/><vouch:in sourceExpression=\"x + 1\" target=\"more\"/>"
            + "<vouch:out source=\"y\" target=\"py\"/>"
        var bench = try Bench(caller(passings), Self.called)
        try bench.start("p", ["x": .integer(1)])
        let view = bench.office.view(0)
        let visible = view.variables(visibleAt: try #require(view.tasks.first).token)
        #expect(visible == ["cx": .integer(1), "more": .integer(2)])
        try bench.complete("inner", ["y": .integer(2), "cx": .integer(5)])
        #expect(bench.variables == ["x": .integer(1), "py": .integer(2)])
    }

    @Test func `an inner instance passes what is its own`() throws {
        var bench = try Bench(
            caller("<vouch:in variables=\"all\"/><vouch:out variables=\"all\"/>", loop: D.many("2")),
            Self.called)
        try bench.start()
        let view = bench.office.view(0)
        #expect(
            view.tasks.map { view.variables(visibleAt: $0.token)["loopCounter"] } == [
                .integer(0), .integer(1),
            ])
        try bench.complete("inner")
        try bench.complete("inner", ["y": .integer(2)])
        #expect(bench.tasks == ["next"] && bench.variables["y"] == .integer(2))
    }

    @Test func `a process that is not there is an incident until it is deployed`() throws {
        var bench = try Bench(caller(""))
        try bench.start()
        let token = try #require(bench.instance.incidents.first)
        #expect(token.incident?.reason == "there is no process called to call")
        try bench.office.deploy(try D.document(Self.called))
        try bench.take(.retry(token: token.number))
        #expect(bench.tasks == ["inner"] && bench.status == .active)
    }

    @Test func `an instance stays on its version`() throws {
        var bench = try Bench(D.process("p", D.start(), D.user("old"), D.user("end"), flows: "s>old,old>end"))
        try bench.start()
        try bench.office.deploy(
            try D.document(D.process("p", D.start(), D.user("new"), flows: "s>new")))
        try bench.start()
        #expect(bench.tasks == ["old", "new"])
        try bench.complete("old")
        #expect(bench.tasks == ["new", "end"])
    }

    @Test func `a handler that answers later is waited for`() throws {
        var bench = try Bench(
            D.process(
                "p", D.start(), D.service("a", "later"), D.boundary("b", on: "a", D.error()),
                D.user("caught"),
                D.user("next"), flows: "s>a,a>next,b>caught"))
        try bench.start()
        try bench.start()
        let served = try #require(bench.instance.tokens.first)
        #expect(served.state == .served && bench.tasks == [])
        try bench.take(.answer(token: served.number, ServiceOutcome(set: ["x": .integer(1)])))
        #expect(bench.tasks == ["next"] && bench.variables["x"] == .integer(1))
        #expect(throws: EngineRefusal.notOpen(served.number)) {
            try bench.office.take(.answer(token: served.number, ServiceOutcome()), for: 0)
        }
        let other = try #require(bench.office.state.cases[1].instance.tokens.first)
        try bench.step { try $0.take(.answer(token: other.number, ServiceOutcome(error: "broken")), for: 1) }
        #expect(bench.tasks == ["next", "caught"])
    }
}
