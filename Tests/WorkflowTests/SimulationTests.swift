import Testing

@testable import Workflow

@Suite struct SimulationTests {
    typealias D = Drawing

    private func finding(_ files: String...) throws -> Simulation.Finding {
        var library = ProcessLibrary()
        for file in files {
            for definition in try ProcessReading.definitions(in: D.document(file), expressions: .simple) {
                library.add(definition, version: 1)
            }
        }
        return try #require(Simulation(of: "p", in: library)).finding()
    }

    @Test func `every end is reached whatever the conditions ask for`() throws {
        let finding = try finding(
            D.process(
                "p", D.start(), D.gateway("exclusive", "x", default: "p.x.e3"), D.end("e1"), D.end("e2"),
                D.end("e3"),
                flows: "s>x,x>e1 if a = 1,x>e2 if b = 1,x>e3"))
        #expect(Set(finding.ends.keys) == ["e1", "e2", "e3"] && finding.unreached == [])
        #expect(finding.walks == finding.completed && !finding.isCut)
    }

    @Test func `a join that waits for ever, and what lies behind it, are told`() throws {
        let finding = try finding(
            D.process(
                "p", D.start(), D.gateway("exclusive", "x", default: "p.x.b"), D.user("a"), D.user("b"),
                D.gateway("parallel", "join"), D.end(), flows: "s>x,x>a if go,x>b,a>join,b>join,join>e"))
        #expect(finding.unreached == ["e"] && finding.stuck == finding.walks && finding.completed == 0)
    }

    @Test func `errors, timers, messages and calls are ways too`() throws {
        let called = D.process(
            "called", D.start("cs"), D.user("inner"), D.end("ce", D.error("e1")), flows: "cs>inner,inner>ce")
        let finding = try finding(
            D.process(
                "p", D.start("s", D.message), D.call("c", "called"), D.boundary("b", on: "c", D.error()),
                D.user("u"), D.boundary("t", on: "u", D.timer("PT1H")), D.service("v", "h"),
                D.boundary("f", on: "v", D.error()), D.end("late"), D.end("failed"), D.end(),
                flows: "s>c,b>u,t>late,u>v,f>failed,v>e"), called)
        #expect(
            Set(finding.ends.keys) == ["late", "failed", "e"] && finding.unreached == [] && finding.stuck == 0
        )
    }

    @Test func `loops are walked to their end`() throws {
        let finding = try finding(
            D.process(
                "p", D.start(), D.gateway("exclusive", "again"), D.user("a", D.many("n")),
                D.gateway("exclusive", "more", default: "p.more.again"), D.end(),
                flows: "s>again,again>a,a>more,more>again,more>e if done"))
        #expect(finding.ends.keys.contains("e") && finding.unreached == [])
    }

    @Test func `where no condition may hold is told apart from standing still`() throws {
        let finding = try finding(
            D.process("p", D.start(), D.gateway("exclusive", "x"), D.end(), flows: "s>x,x>e if approved"))
        #expect(finding.undecided == 1 && finding.completed == 1 && finding.stuck == 0)
    }
}
