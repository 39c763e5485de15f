import Testing

@testable import Workflow

@Suite struct OfficeTests {
    typealias D = Drawing

    private static let waiting = D.process(
        "p", D.start(), D.catching("wait", D.message), D.user("next"), flows: "s>wait,wait>next")

    @Test func `a message goes to the one whose variables match`() throws {
        var bench = try Bench(Self.waiting)
        try bench.start("p", ["order": .integer(1)])
        try bench.start("p", ["order": .integer(2)])
        #expect(throws: OfficeRefusal.ambiguous("news")) { try bench.office.message("news") }
        #expect(throws: OfficeRefusal.unheard("news")) {
            try bench.office.message("news", correlation: ["order": .integer(3)])
        }
        try bench.step {
            try $0.message("news", correlation: ["order": .integer(2)], variables: ["x": .null])
        }
        #expect(bench.office.view(1).tasks.map(\.node.id) == ["next"] && bench.office.view(0).tasks.isEmpty)
        #expect(bench.office.state.cases[1].instance.root.variables == ["order": .integer(2), "x": .null])
    }

    @Test func `a message nobody waits for starts the process that begins with it`() throws {
        var bench = try Bench(
            D.process("p", D.start("s", D.message), D.user("a"), flows: "s>a"),
            D.process("q", D.start("qs", D.otherMessage), flows: ""),
            D.process("r", D.start("rs", D.otherMessage), flows: ""))
        try bench.step {
            try $0.message("news", correlation: ["k": .integer(1)], variables: ["v": .integer(2)])
        }
        #expect(bench.tasks == ["a"] && bench.variables == ["k": .integer(1), "v": .integer(2)])
        #expect(throws: OfficeRefusal.ambiguous("other")) { try bench.office.message("other") }
        #expect(throws: OfficeRefusal.unheard("third")) { try bench.office.startByMessage("third") }
    }

    @Test func `a signal wakes all who wait and starts what begins with it`() throws {
        var bench = try Bench(
            D.process("p", D.start(), D.catching("wait", D.signal), D.user("a"), flows: "s>wait,wait>a"),
            D.process("q", D.start("qs", D.signal), D.user("b"), flows: "qs>b"))
        try bench.start()
        try bench.start()
        try bench.step { try $0.signal("alarm", variables: ["loud": .bool(true)]) }
        #expect(bench.tasks == ["a", "a", "b"] && bench.variables["loud"] == .bool(true))
        try bench.step { try $0.signal("unheard of") }
    }

    @Test func `timers fire in their order, each at its time, those they set as well`() throws {
        let process = D.process(
            "p", D.start(), D.catching("one", D.timer("PT1H")), D.catching("two", D.timer("PT1H")),
            D.user("a"),
            flows: "s>one,one>two,two>a")
        var bench = try Bench(
            process, D.process("q", D.start("qs", D.cycle("R2/PT90M")), D.user("b"), flows: "qs>b"))
        try bench.start()
        try bench.advance("PT2H")
        #expect(bench.tasks == ["b", "a"])
        try bench.advance("P1D")
        #expect(bench.tasks == ["b", "a", "b"] && bench.office.timers.isEmpty)
        #expect(throws: OfficeRefusal.backwards) { try bench.office.advance(to: Bench.start) }
    }

    @Test func `a timer that never ends is stopped at the limit, and nothing has happened`() throws {
        var bench = try Bench(
            D.process("q", D.start("qs", D.cycle("R/PT0.001S")), flows: ""))
        bench.office.limits.firings = 300
        #expect(throws: OfficeRefusal.tooManyTimers(300)) {
            try bench.advance("P1D")
        }
        #expect(bench.office.state.cases.isEmpty && bench.office.state.clock == Bench.start)
    }

    @Test func `a process that never waits is stopped at the limit`() throws {
        let endless = D.process(
            "p", D.start(), D.gateway("exclusive", "g"), "<task id=\"t\"/>", flows: "s>g,g>t,t>g")
        var bench = try Bench(endless)
        bench.office.limits.steps = 500
        #expect(throws: OfficeRefusal.engine(.tooManySteps(500))) { try bench.office.start(process: "p") }
        #expect(bench.office.state.cases.isEmpty)
    }

    @Test func `a process that calls itself is stopped at the limit`() throws {
        var bench = try Bench(D.process("p", D.start(), D.call("a", "p"), flows: "s>a"))
        #expect(throws: OfficeRefusal.engine(.tooDeep(100))) { try bench.office.start(process: "p") }
    }

    @Test func `more tokens than there may be are refused`() throws {
        var bench = try Bench(D.process("p", D.start(), D.user("a", D.many("n")), flows: "s>a"))
        bench.office.limits.tokens = 50
        #expect(throws: OfficeRefusal.engine(.tooManyTokens(50))) {
            try bench.office.start(process: "p", variables: ["n": .integer(99_999_999)])
        }
        try bench.start("p", ["n": .integer(40)])
        #expect(bench.tasks.count == 40)
    }

    @Test func `what is not there is refused in words`() throws {
        var bench = try Bench(
            D.process("p", D.start(), D.user("a"), flows: "s>a"),
            D.process("q", D.start("q1", D.message), D.start("q2", D.otherMessage), flows: ""))
        #expect(throws: OfficeRefusal.engine(.unknownProcess("x"))) { try bench.office.start(process: "x") }
        #expect(throws: OfficeRefusal.engine(.noPlainStart("q"))) { try bench.office.start(process: "q") }
        #expect(throws: OfficeRefusal.notOpen("a")) { try bench.office.complete(task: "a") }
        try bench.start()
        #expect(throws: OfficeRefusal.notOpen("a")) { try bench.office.complete(task: "a", index: 1) }
        try bench.step { try $0.cancel(0) }
        #expect(throws: OfficeRefusal.engine(.ended)) { try bench.office.cancel(0) }
        #expect(OfficeRefusal.engine(.noPlainStart("q")).description.hasPrefix("The process q starts by"))
    }

    @Test func `an open task is found by its id, else by its name`() throws {
        let named = "<userTask id=\"a\" name=\"b\"/><userTask id=\"b\" name=\"c\"/>"
        var bench = try Bench(
            D.process("p", D.start(), D.gateway("parallel", "g"), named, flows: "s>g,g>a,g>b"))
        try bench.start()
        try bench.complete("b")
        #expect(bench.tasks == ["a"])
        try bench.complete("b")
        #expect(bench.status == .completed)
    }
}
