import Domain
import Pipeline
import PipelineDoubles
import Testing
import Workflow

@testable import Storage

/// Processes that timers, signals and messages start from the store.
@Suite struct StartEventTests {
    /// A file with one process of a start event, a user task and what else there is.
    private static func file(
        _ cause: String, id: String = "month", more: String = "", more flows: String = ""
    ) -> [UInt8] {
        Array(
            """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
            <message id="m1" name="audit"/><signal id="s1" name="closed"/>
            <process id="\(id)" isExecutable="true"><startEvent id="when">\(cause)</startEvent>
            <userTask id="look" name="Look"/>\(more)\(flows)
            <sequenceFlow id="f1" sourceRef="when" targetRef="look"/></process></definitions>
            """.utf8)
    }

    private static func timer(_ kind: String, _ text: String) -> String {
        "<timerEventDefinition><time\(kind)>\(text)</time\(kind)></timerEventDefinition>"
    }

    private static let signal = "<signalEventDefinition signalRef=\"s1\"/>"
    private static let message = "<messageEventDefinition messageRef=\"m1\"/>"

    /// A process that throws the signal when its task is done.
    private static let thrower = file(
        "", id: "thrower",
        more: "<endEvent id=\"say\">\(signal)</endEvent>",
        more: "<sequenceFlow id=\"f2\" sourceRef=\"look\" targetRef=\"say\"/>")

    private func deploy(_ content: [UInt8], days: Int64 = 0, in house: CaseHouse) async throws {
        _ = try await house.store.deploy(content, file: "own.bpmn", by: "ada", at: house.at(days: days))
    }

    /// Fires what is due; how many timers there were.
    @discardableResult
    private func fire(days: Int64, in house: CaseHouse) async throws -> Int {
        var count = 0
        while true {
            let more = try await house.store.fireStartTimers(
                limit: 8, by: house.machine, at: house.at(days: days))
            if more == 0 { return count }
            count += more
        }
    }

    private func tasks(_ house: CaseHouse) async throws -> [CaseTask] {
        try await house.store.tasks(TaskQuery(limit: 100))
    }

    // MARK: Timers

    @Test func `a timer starts a case about no document, once, and people do its task`() async throws {
        try await CaseHouse.run { house in
            try await deploy(Self.file(Self.timer("Duration", "P1D")), in: house)
            #expect(try await fire(days: 0, in: house) == 0)
            #expect(try await fire(days: 1, in: house) == 1)
            #expect(try await fire(days: 9, in: house) == 0)
            let task = try #require(try await tasks(house).first)
            #expect(task.document == .none && task.name == "Look")
            let stored = try #require(try await house.store.casesWithoutDocument(limit: 9).first)
            #expect(stored.process.description == "month:1" && stored.startedAt == house.at(days: 1))
            #expect(try await house.act(.complete(["seen": .bool(true)]), task, by: "ada") == .done)
            #expect(try await house.store.storedCase(stored.id)?.state == .completed)
            let log = try await house.store.log(of: .none)
            let replay = CaseReplay(log, of: stored.id, library: house.machine.library).standing()
            #expect(replay.faults == [] && replay.view?.instance.root.variables["seen"] == .bool(true))
            #expect(replay.steps.map(\.event.action) == ["case-started", "task-completed"])
        }
    }

    @Test func `a cycle makes up for what it missed by one case, and keeps its rhythm`() async throws {
        try await CaseHouse.run { house in
            try await deploy(Self.file(Self.timer("Cycle", "R/P2D")), in: house)
            #expect(try await fire(days: 7, in: house) == 1)
            #expect(try await house.store.processes().compactMap(\.nextStart) == [house.at(days: 8)])
            #expect(try await fire(days: 8, in: house) == 1)
            #expect(try await tasks(house).count == 2)
        }
    }

    @Test func `several runners at one timer start one case`() async throws {
        try await CaseHouse.run { house in
            try await deploy(Self.file(Self.timer("Date", "2020-01-01")), in: house)
            let others = try (0..<4).map { _ in
                try SQLiteStore.open(house.path, files: PosixFiles())
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for store in others {
                    group.addTask {
                        _ = try await store.fireStartTimers(limit: 8, by: CaseMachine(), at: Sample.now)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await tasks(house).count == 1)
        }
    }

    @Test func `a new version takes the timers over, and only it starts`() async throws {
        try await CaseHouse.run { house in
            try await deploy(Self.file(Self.timer("Duration", "P3D")), in: house)
            let same = Self.file(Self.timer("Duration", "P3D"), more: "<!-- again -->")
            try await deploy(same, days: 2, in: house)
            #expect(try await fire(days: 3, in: house) == 1)
            #expect(try await house.store.casesWithoutDocument(limit: 9).map(\.process.version) == [2])
            // What has fired does not come again with a version that says the same.
            try await deploy(
                Self.file(Self.timer("Duration", "P3D"), more: "<!-- third -->"), days: 4, in: house)
            #expect(try await fire(days: 30, in: house) == 0)
            try await deploy(Self.file(Self.timer("Duration", "P1D")), days: 30, in: house)
            #expect(try await fire(days: 30, in: house) == 0)
            #expect(try await fire(days: 31, in: house) == 1)
            try await deploy(Self.file(Self.message), days: 31, in: house)
            #expect(try await house.store.processes().compactMap(\.nextStart) == [])
        }
    }

    // MARK: Signals and messages

    @Test func `a signal starts what begins with it, told which document it came from`() async throws {
        try await CaseHouse.run { house in
            try await deploy(Self.thrower, in: house)
            try await deploy(Self.file(Self.signal), in: house)
            let document = try await house.read(1)
            for cause in [StartCause.wish(process: "thrower")] {
                _ = try await house.store.startCase(
                    by: cause, variables: [:], machine: house.machine, actor: "ada", at: Sample.now)
            }
            _ = try await house.store.startCase(
                of: document, process: "thrower", by: house.machine, actor: "ada", at: Sample.now)
            for task in try await tasks(house).filter({ $0.name == "Look" }) {
                #expect(try await house.act(.complete([:]), task, by: "ada") == .done)
            }
            #expect(try await house.store.casesWithoutDocument(limit: 9) == [])
            try await house.hear()
            let started = try await house.store.casesWithoutDocument(limit: 9)
            #expect(started.map(\.process.process) == ["month", "month"])
            let documents = try started.map {
                try house.machine.view(of: $0.instance).instance.root.variables["document"]
            }
            #expect(documents == [nil, .integer(Int(document.rawValue))])
        }
    }

    @Test func `a message starts the one process that begins with it`() async throws {
        try await CaseHouse.run { house in
            func start(_ name: String) async throws -> CaseStart {
                try await house.store.startCase(
                    by: .message(name), variables: ["month": .text("11")], machine: house.machine,
                    actor: "ada", at: Sample.now)
            }
            #expect(try await start("audit") == .refused("no process begins with the message audit"))
            try await deploy(Self.file(Self.message), in: house)
            guard case .started(let id) = try await start("audit") else {
                Issue.record("it was not started")
                return
            }
            let stored = try #require(try await house.store.storedCase(id))
            let view = try house.machine.view(of: stored.instance)
            #expect(view.instance.root.variables == ["month": .text("11")])
            try await deploy(Self.file(Self.message, id: "other"), in: house)
            #expect(
                try await start("audit") == .refused("several begin with the message audit: month, other"))
        }
    }

    @Test func `a handler that is about a document puts the errand aside, a decision is asked`() async throws
    {
        try await CaseHouse.run { house in
            let content = String(decoding: Self.file(""), as: UTF8.self)
                .replacing(
                    "<definitions ", with: "<definitions xmlns:vouch=\"urn:vouch:process:1\" "
                )
                .replacing(
                    "<userTask id=\"look\" name=\"Look\"/>",
                    with: """
                        <businessRuleTask id="look" vouch:decision="rate" vouch:resultVariable="r"/>
                        <serviceTask id="h" vouch:handler="match"/>
                        <sequenceFlow id="f2" sourceRef="look" targetRef="h"/>
                        """)
            try await deploy(Array(content.utf8), in: house)
            _ = try await house.store.startCase(
                by: .wish(process: "month"), variables: [:], machine: house.machine, actor: "ada",
                at: Sample.now)
            try await house.serve { file in
                ErrandAnswer(outcome: ServiceOutcome(set: ["r": .integer(7)]))
            }
            let incidents = try await house.store.incidents()
            #expect(incidents.map(\.reason) == ["match is about a document, and the case has none"])
        }
    }

    // MARK: Migration

    @Test func `a migrated case is the same again from the log, new timers and all`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.read(1)
            try await deploy(Self.file("", id: "own"), in: house)
            guard
                case .started(let id) = try await house.store.startCase(
                    of: document, process: "own", by: house.machine, actor: "ada", at: Sample.now)
            else {
                Issue.record("it was not started")
                return
            }
            let late = Self.file(
                "", id: "own",
                more: """
                    <boundaryEvent id="late" attachedToRef="look">\(Self.timer("Duration", "P1D"))</boundaryEvent>
                    <userTask id="chase"/>
                    """, more: "<sequenceFlow id=\"f2\" sourceRef=\"late\" targetRef=\"chase\"/>")
            try await deploy(late, in: house)
            let migration = try await house.store.migrate(
                id, to: ProcessKey(process: "own", version: 2), by: house.machine, actor: "ada",
                at: house.at(days: 1))
            #expect(migration == .done(armed: ["late"]))
            #expect(try await house.store.fireTimers(limit: 8, by: house.machine, at: house.at(days: 1)) == 0)
            #expect(try await house.store.fireTimers(limit: 8, by: house.machine, at: house.at(days: 2)) == 1)
            let stored = try #require(try await house.store.storedCase(id))
            let log = try await house.store.log(of: document)
            let standing = CaseReplay(log, of: id, library: house.machine.library).standing()
            #expect(standing.faults == [])
            #expect(standing.view?.instance == (try house.machine.view(of: stored.instance).instance))
            #expect(standing.view?.tasks.map(\.node.id) == ["chase"])
        }
    }
}
