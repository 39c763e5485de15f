import Testing

@testable import Workflow

@Suite struct RepetitionTests {
    typealias D = Drawing

    private func process(_ activity: String) -> String {
        D.process("p", D.start(), activity, D.user("next"), flows: "s>a,a>next")
    }

    private static func each(_ collection: String, sequential: Bool = false, _ inner: String = "") -> String {
        "<multiInstanceLoopCharacteristics isSequential=\"\(sequential)\" vouch:collection=\"\(collection)\" "
            + "vouch:elementVariable=\"one\">\(inner)</multiInstanceLoopCharacteristics>"
    }

    private static let people: Variable = .list([.text("ann"), .text("bob"), .text("cid")])

    @Test func `parallel instances are there at once, each with its element`() throws {
        var bench = try Bench(process(D.user("a", Self.each("people"))))
        try bench.start("p", ["people": Self.people])
        #expect(bench.tasks == ["a", "a", "a"])
        let seen = bench.office.view(0).tasks.map {
            bench.office.view(0).variables(visibleAt: $0.token)["one"]
        }
        #expect(seen == [.text("ann"), .text("bob"), .text("cid")])
        for index in [2, 0, 0] { try bench.complete("a", index: index) }
        #expect(bench.tasks == ["next"] && bench.variables["one"] == nil)
    }

    @Test func `sequential instances come one after the other`() throws {
        var bench = try Bench(process(D.user("a", Self.each("people", sequential: true))))
        try bench.start("p", ["people": Self.people])
        for name in ["ann", "bob", "cid"] {
            let view = bench.office.view(0)
            let visible = view.variables(visibleAt: try #require(view.tasks.first).token)
            #expect(visible["one"] == .text(name) && visible["nrOfActiveInstances"] == .integer(1))
            try bench.complete("a")
        }
        #expect(bench.tasks == ["next"])
    }

    @Test func `a condition that is met cancels the rest, and only completed ones give an item`() throws {
        let inner =
            "<loopDataOutputRef>all</loopDataOutputRef><outputDataItem name=\"answer\"/>"
            + "<completionCondition>nrOfCompletedInstances = 2</completionCondition>"
        var bench = try Bench(process(D.user("a", Self.each("people", inner))))
        try bench.start("p", ["people": Self.people])
        try bench.complete("a", index: 2, ["answer": .text("c")])
        try bench.complete("a", index: 0, ["answer": .text("a")])
        #expect(bench.tasks == ["next"])
        #expect(
            bench.variables["all"] == .list([.text("a"), .text("c")]) && bench.variables["answer"] == nil)
    }

    @Test func `an empty list completes at once and leaves nothing behind`() throws {
        let inner = "<loopDataOutputRef>all</loopDataOutputRef><outputDataItem name=\"answer\"/>"
        var bench = try Bench(
            D.process(
                "p", D.start(), D.user("a", Self.each("people", inner)), D.boundary("b", on: "a", D.message),
                D.user("next"), flows: "s>a,a>next"))
        try bench.start("p", ["people": .list([])])
        #expect(bench.tasks == ["next"] && bench.variables["all"] == .list([]))
        #expect(bench.instance.subscriptions.count == 0)
    }

    @Test(arguments: [Variable.null, .text("ann"), .integer(3)])
    func `what is no list is an incident, and can be tried again`(people: Variable) throws {
        var bench = try Bench(process(D.user("a", Self.each("people"))))
        try bench.start("p", ["people": people])
        let token = try #require(bench.instance.incidents.first)
        bench.office.state.cases[0].instance.scopes.change(1) { $0.variables["people"] = Self.people }
        try bench.take(.retry(token: token.number))
        #expect(bench.tasks == ["a", "a", "a"] && bench.status == .active)
    }

    @Test func `nested parallel instances each have their own`() throws {
        let sub = D.subProcess(
            "a", D.start("si"), D.user("inner", D.many("2")), D.user("last"), flows: "si>inner,inner>last",
            loop: D.many("2"))
        var bench = try Bench(process(sub))
        try bench.start()
        #expect(bench.tasks == ["inner", "inner", "inner", "inner"])
        try bench.complete("inner", index: 0)
        try bench.complete("inner", index: 2)
        #expect(bench.tasks == ["inner", "inner"])
        try bench.complete("inner", index: 0)
        #expect(bench.tasks == ["inner", "last"])
        try bench.complete("last")
        try bench.complete("inner")
        try bench.complete("last")
        #expect(bench.tasks == ["next"] && bench.instance.scopes.count == 1)
    }

    @Test func `parallel instances in sequential ones come round by round`() throws {
        let sub = D.subProcess(
            "a", D.start("si"), D.user("inner", D.many("2")), flows: "si>inner",
            loop: D.many("3", sequential: true))
        var bench = try Bench(process(sub))
        try bench.start()
        for _ in 1...3 {
            #expect(bench.tasks == ["inner", "inner"])
            try bench.complete("inner", index: 1)
            try bench.complete("inner")
        }
        #expect(bench.tasks == ["next"])
    }

    @Test func `the counters cannot be written to`() throws {
        var bench = try Bench(process(D.user("a", D.many("2"))))
        try bench.start()
        try bench.complete("a", ["nrOfInstances": .integer(9), "mine": .integer(1)])
        let view = bench.office.view(0)
        #expect(
            view.variables(visibleAt: try #require(view.tasks.first).token)["nrOfInstances"] == .integer(2))
        #expect(bench.variables["mine"] == .integer(1))
    }

    @Test(arguments: [(false, 3), (true, 3)])
    func `a loop runs while its condition holds`(testsBefore: Bool, runs: Int) throws {
        let loop =
            "<standardLoopCharacteristics testBefore=\"\(testsBefore)\" loopMaximum=\"3\">"
            + "<loopCondition>not(done)</loopCondition></standardLoopCharacteristics>"
        var bench = try Bench(process(D.user("a", loop)))
        try bench.start()
        for _ in 1...runs {
            #expect(bench.tasks == ["a"])
            try bench.complete("a")
        }
        #expect(bench.tasks == ["next"])
        try bench.start("p", ["done": .bool(true)])
        #expect(bench.tasks == (testsBefore ? ["next", "next"] : ["next", "a"]))
    }
}
