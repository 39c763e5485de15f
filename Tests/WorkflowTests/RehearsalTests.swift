import Testing

@testable import Workflow

@Suite struct `A process is played many times` {
    typealias D = Drawing

    private func finding(
        _ file: String, _ change: (inout Rehearsal.Assumptions) -> Void = { _ in }
    ) throws -> Rehearsal.Finding {
        var library = ProcessLibrary()
        for definition in try ProcessReading.definitions(in: D.document(file), expressions: .feel) {
            library.add(definition, version: 1)
        }
        var assumptions = Rehearsal.Assumptions()
        assumptions.runs = 400
        change(&assumptions)
        return try #require(Rehearsal(of: "p", in: library, assumptions)).finding()
    }

    private let choice = D.process(
        "p", D.start(), D.gateway("exclusive", "x", default: "p.x.e3"), D.end("e1"), D.end("e2"),
        D.end("e3"), flows: "s>x,x>e1 if a = 1,x>e2 if a = 2,x>e3")

    @Test func `ways nobody knows of are equally likely`() throws {
        let finding = try finding(choice)
        #expect(finding.completed == 400)
        for end in ["e1", "e2", "e3"] { #expect((95...175).contains(finding.casesAt[end] ?? 0), "\(end)") }
    }

    @Test func `what is given decides as in earnest`() throws {
        #expect(try finding(choice) { $0.inputs = ["a": .integer(2)] }.casesAt["e2"] == 400)
        #expect(try finding(choice) { $0.inputs = ["a": .integer(7)] }.casesAt["e3"] == 400)
        // What is given says nothing of `a`.
        #expect(try finding(choice) { $0.inputs = ["b": .integer(7)] }.casesAt["e3"] ?? 0 < 200)
    }

    @Test func `shares are kept to, and what is left is shared out`() throws {
        let finding = try finding(choice) { $0.shares = ["p.x.e1": 900] }
        #expect((340...380).contains(finding.casesAt["e1"] ?? 0))
        #expect((8...32).contains(finding.casesAt["e2"] ?? 0))
        #expect(try self.finding(choice) { $0.shares = ["p.x.e3": 1000] }.casesAt["e3"] == 400)
    }

    @Test func `the same seed plays the same cases, and another one others`() throws {
        let first = try finding(choice)
        #expect(try finding(choice) == first)
        #expect(try finding(choice) { $0.seed = 2 } != first)
    }

    private let work = D.process(
        "p", D.start(), D.user("u"), D.boundary("t", on: "u", D.timer("PT10H")), D.end("late"), D.end(),
        flows: "s>u,t>late,u>e")

    @Test func `people take their time, and timers are kept to`() throws {
        let finding = try finding(work) { $0.times = ["u": 5 * 3_600_000] }
        #expect(finding.casesAt["e"] == 400 && finding.casesAt["late"] == nil)
        let median = try #require(Rehearsal.Finding.quantile(500, of: finding.waits["u"] ?? []))
        #expect((4 * 3_600_000...6 * 3_600_000).contains(median))
        let slow = try self.finding(work) { $0.times = ["u": 1000 * 3_600_000] }
        #expect(slow.casesAt["late"] ?? 0 > 390)
        #expect(slow.waits["u"]?.max() == 36_000_000)
        #expect(slow.ways.keys.contains(["u", "t", "late"]))
    }

    @Test func `messages at an edge seldom come, those that are waited for always do`() throws {
        let edge = D.process(
            "p", D.start(), D.user("u"), D.boundary("m", on: "u", D.message), D.end("gone"), D.end(),
            flows: "s>u,m>gone,u>e")
        let seldom = try finding(edge) { $0.reply = 0 }
        #expect((15...70).contains(seldom.casesAt["gone"] ?? 0))
        #expect(
            try finding(edge) {
                $0.shares = ["m": 1000]; $0.reply = 0
            }.casesAt["gone"] == 400)
        #expect(
            try finding(edge) {
                $0.shares = ["m": 0]; $0.reply = 0
            }.casesAt["gone"] == nil)
        let awaited = D.process("p", D.start(), D.catching("c", D.message), D.end(), flows: "s>c,c>e")
        let finding = try finding(awaited)
        #expect(finding.completed == 400 && finding.waits["c"]?.count == 400)
    }

    @Test func `repetition for each of many goes on, however many there are`() throws {
        let many = D.process(
            "p", D.start(),
            D.user(
                "u",
                "<multiInstanceLoopCharacteristics vouch:collection=\"items\" vouch:elementVariable=\"item\"/>"
            ), D.end(), flows: "s>u,u>e")
        let unknown = try finding(many)
        #expect(unknown.completed == 400)
        #expect((500...700).contains(unknown.waits["u"]?.count ?? 0))
        let items = Variable.list([.null, .null, .null])
        #expect(try finding(many) { $0.inputs = ["items": items] }.waits["u"]?.count == 1200)
    }

    @Test func `a join that waits for ever is told`() throws {
        let finding = try finding(
            D.process(
                "p", D.start(), D.gateway("exclusive", "x", default: "p.x.b"), D.user("a"), D.user("b"),
                D.gateway("parallel", "join"), D.end(), flows: "s>x,x>a if go,x>b,a>join,b>join,join>e"))
        #expect(finding.stuck == 400 && finding.completed == 0 && finding.lengths == [])
    }

    @Test func `a timer that never ends is no reason to go on for ever`() throws {
        let finding = try finding(
            D.process(
                "p", D.start(), D.user("u"), D.boundary("t", on: "u", D.cycle("R/PT1S"), interrupts: false),
                D.end("r"), D.end(), flows: "s>u,t>r,u>e")
        ) {
            $0.runs = 3
            $0.times = ["u": 1_000_000_000]
        }
        #expect(finding.endless == 3)
    }

    @Test(arguments: [(0, nil), (1, 5), (2, 5), (10, 5)] as [(Int, Int?)])
    func `quantiles are values that were seen`(count: Int, expected: Int?) {
        #expect(Rehearsal.Finding.quantile(500, of: Array(repeating: 5, count: count)) == expected)
    }

    @Test func `the middle is the middle, and the end the end`() {
        let values = [9, 1, 8, 2, 7, 3, 6, 4, 5, 0, 10]
        #expect(Rehearsal.Finding.quantile(500, of: values) == 5)
        #expect(Rehearsal.Finding.quantile(900, of: values) == 9)
        #expect(Rehearsal.Finding.quantile(1000, of: values) == 10)
    }
}
