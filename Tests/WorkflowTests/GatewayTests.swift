import Testing

@testable import Workflow

@Suite struct GatewayTests {
    typealias D = Drawing

    private static func diamond(_ kind: String) -> String {
        D.process(
            "p", D.start(), D.gateway(kind, "split"), D.user("a"), D.user("b"), D.user("c"),
            D.gateway(kind, "join"), D.user("after"), D.end(),
            flows: "s>split,split>a if x = 1,split>b if y = 1,split>c,a>join,b>join,c>join,join>after,after>e"
        )
    }

    @Test func `an exclusive gateway takes the first way that is open`() throws {
        var bench = try Bench(Self.diamond("exclusive"))
        try bench.start("p", ["y": .integer(1)])
        #expect(bench.tasks == ["b"])
        try bench.complete("b")
        #expect(bench.tasks == ["after"])
    }

    @Test func `a parallel gateway waits for a token from each flow, whatever conditions say`() throws {
        var bench = try Bench(Self.diamond("parallel"))
        try bench.start()
        #expect(bench.tasks == ["a", "b", "c"])
        try bench.complete("c")
        try bench.complete("a")
        #expect(bench.tasks == ["b"])
        try bench.complete("b")
        #expect(bench.tasks == ["after"])
    }

    @Test func `an inclusive gateway waits for those that were taken and no other`() throws {
        var bench = try Bench(Self.diamond("inclusive"))
        try bench.start("p", ["x": .integer(1)])
        #expect(bench.tasks == ["a", "c"])
        try bench.complete("a")
        #expect(bench.tasks == ["c"])
        try bench.complete("c")
        #expect(bench.tasks == ["after"])
    }

    @Test func `no way out is an incident, and trying again goes on once there is one`() throws {
        var bench = try Bench(
            D.process(
                "p", D.start(), D.gateway("exclusive", "x"), D.user("a"), D.end(),
                flows: "s>x,x>a if go = true,a>e"))
        try bench.start()
        #expect(bench.status == .incident)
        let token = try #require(bench.instance.incidents.first)
        #expect(token.node == "x" && token.incident?.reason == "no flow out of x can be taken")
        try bench.take(.retry(token: token.number))
        #expect(bench.status == .incident)
        let again = try #require(bench.instance.incidents.first)
        bench.office.state.cases[0].instance.scopes.change(1) { $0.variables["go"] = .bool(true) }
        try bench.take(.retry(token: again.number))
        #expect(bench.tasks == ["a"] && bench.status == .active)
    }

    @Test func `a default flow is taken last and never tested`() throws {
        let process = D.process(
            "p", D.start(), D.gateway("exclusive", "x", default: "p.x.b"), D.user("a"), D.user("b"),
            flows: "s>x,x>b if true,x>a if go")
        var bench = try Bench(process)
        try bench.start("p", ["go": .bool(true)])
        try bench.start()
        #expect(bench.tasks == ["a", "b"])
    }

    @Test func `two tokens on one flow do not fire a parallel join`() throws {
        let process = D.process(
            "p", D.start(), D.gateway("parallel", "fork"), D.user("a"), D.user("b"), D.user("c"),
            D.gateway("exclusive", "merge"), D.gateway("parallel", "join"), D.user("after"),
            flows: "s>fork,fork>a,fork>b,fork>c,a>merge,b>merge,merge>join,c>join,join>after")
        var bench = try Bench(process)
        try bench.start()
        try bench.complete("a")
        try bench.complete("b")
        #expect(bench.tasks == ["c"] && bench.office.view(0).joining.count == 2)
        try bench.complete("c")
        #expect(bench.tasks == ["after"] && bench.office.view(0).joining.count == 1)
    }

    @Test(arguments: ["inclusive", "parallel"])
    func `a join in a loop works in every round`(kind: String) throws {
        let process = D.process(
            "p", D.start(), D.script("zero", "0", into: "i"), D.gateway("exclusive", "again"),
            D.gateway(kind, "split"), D.user("a"), D.user("b"), D.gateway(kind, "join"),
            D.script("count", "i + 1", into: "i"), D.gateway("exclusive", "more", default: "p.more.e"),
            D.end(),
            flows: "s>zero,zero>again,again>split,split>a,split>b,a>join,b>join,join>count,count>more,"
                + "more>again if i < 3,more>e")
        var bench = try Bench(process)
        try bench.start()
        for round in 1...3 {
            #expect(bench.tasks == ["a", "b"], "round \(round)")
            try bench.complete(round == 2 ? "b" : "a")
            #expect(bench.tasks.count == 1)
            try bench.complete(bench.tasks[0])
        }
        #expect(bench.status == .completed && bench.visits("join") == 6)
    }

    @Test func `an inclusive join goes on when the token it waits for is cancelled`() throws {
        let process = D.process(
            "p", D.start(), D.gateway("inclusive", "split"), D.user("a"), D.user("b"), D.user("instead"),
            D.boundary("gone", on: "b", D.message), D.gateway("inclusive", "join"), D.user("after"),
            flows: "s>split,split>a,split>b,a>join,b>join,join>after,gone>instead")
        var bench = try Bench(process)
        try bench.start()
        try bench.complete("a")
        #expect(bench.tasks == ["b"])
        try bench.message("news")
        #expect(bench.tasks == ["instead", "after"])
    }

    @Test func `an inclusive join waits for a token that may come by a boundary event`() throws {
        let process = D.process(
            "p", D.start(), D.gateway("parallel", "split"), D.user("a"), D.user("b"), D.end("other"),
            D.boundary("late", on: "b", D.timer("PT1H")), D.gateway("inclusive", "join"), D.user("after"),
            flows: "s>split,split>a,split>b,a>join,b>other,late>join,join>after")
        var bench = try Bench(process)
        try bench.start()
        try bench.complete("a")
        #expect(bench.tasks == ["b"])
        try bench.advance("PT1H")
        #expect(bench.tasks == ["after"] && bench.visits("join") == 2)
    }

    @Test func `the first event at an event-based gateway drops the others`() throws {
        let process = D.process(
            "p", D.start(), D.gateway("eventBased", "first"), D.catching("letter", D.message),
            D.catching("hour", D.timer("PT1H")), D.catching("bell", D.signal), D.user("a"), D.user("b"),
            flows: "s>first,first>letter,first>hour,first>bell,letter>a,hour>b,bell>b")
        var bench = try Bench(process)
        try bench.start()
        try bench.start()
        #expect(bench.office.view(0).waiting.map(\.node.id) == ["first"])
        #expect(bench.instance.subscriptions.count == 3)
        try bench.step { try $0.message("news", at: "letter", index: 1) }
        #expect(bench.tasks == ["a"])
        try bench.advance("PT1H")
        #expect(bench.tasks == ["a", "b"] && bench.office.timers.isEmpty)
        #expect(throws: OfficeRefusal.unheard("news")) { try bench.office.message("news") }
    }
}
