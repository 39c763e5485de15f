import Testing

@testable import Workflow

@Suite struct PictureTests {
    private static func shape(_ id: String, _ x: Int, _ y: Int, _ width: Int, _ height: Int) -> String {
        "<d:BPMNShape bpmnElement=\"\(id)\"><b:Bounds x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"/></d:BPMNShape>"
    }

    private static func edge(_ id: String, _ points: (Int, Int)...) -> String {
        let points = points.map { "<w:waypoint x=\"\($0.0)\" y=\"\($0.1)\"/>" }.joined()
        return "<d:BPMNEdge bpmnElement=\"\(id)\">\(points)</d:BPMNEdge>"
    }

    private static let text = """
        <definitions xmlns="\(BPMNDocument.model)" xmlns:d="\(BPMNDocument.diagram)" xmlns:b="http://www.omg.org/spec/DD/20100524/DC" \
        xmlns:w="http://www.omg.org/spec/DD/20100524/DI">
        <process id="p" isExecutable="true"><startEvent id="s" name="Bill came"/><userTask id="a" name="Approve the bill"/>
        <exclusiveGateway id="x" name="fine?" default="f4"/><callActivity id="c" name="Dispute" calledElement="q"/><endEvent id="e"/>
        <sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="x"/>
        <sequenceFlow id="f3" sourceRef="x" targetRef="c"><conditionExpression>bad</conditionExpression></sequenceFlow>
        <sequenceFlow id="f4" sourceRef="x" targetRef="e"/><sequenceFlow id="f5" sourceRef="c" targetRef="a"/></process>
        <process id="q" isExecutable="true"><userTask id="talk"/></process>
        <d:BPMNDiagram><d:BPMNPlane bpmnElement="p">
        \(shape("s", 0, 42, 36, 36))\(shape("a", 100, 20, 100, 80))\(shape("x", 280, 40, 40, 40))\(shape("c", 250, 160, 100, 80))\(shape("e", 420, 42, 36, 36))
        \(edge("f1", (36, 60), (100, 60)))\(edge("f2", (200, 60), (280, 60)))\(edge("f3", (300, 80), (300, 160)))\(edge("f4", (320, 60), (420, 60)))
        \(edge("f5", (250, 200), (150, 200), (150, 100)))
        </d:BPMNPlane></d:BPMNDiagram></definitions>
        """

    private static let expected = [
        "             ╭────────────╮",
        "             │Approve the │         fine?",
        "   ○────────▶│    bill    │─────────▶<×>──────────────▶◉",
        "Bill came    │            │           │",
        "             ╰────────────╯           │",
        "                   ▲                  │",
        "                   │                  ▼",
        "                   │            ╔═══════════╗",
        "                   │            ║           ║",
        "                   └────────────║  Dispute  ║",
        "                                ║           ║",
        "                                ╚═══════════╝",
    ]

    private func drawn(_ office: Office? = nil) throws -> Canvas {
        let document = try BPMNDocument(parsing: Array(Self.text.utf8), file: "x")
        let process = try ProcessReading.definitions(in: document, expressions: .simple)[0]
        let diagram = ProcessDiagram(of: document)
        let marks = office.map { $0.view(0).marks(on: process, drawn: diagram.drawn) } ?? [:]
        return try #require(ProcessPicture.canvas(of: process, diagram: diagram, marks: marks, columns: 60))
    }

    private func office() throws -> Office {
        var office = Office(clock: Bench.start, expressions: .simple) { _ in nil }
        try office.deploy(try BPMNDocument(parsing: Array(Self.text.utf8), file: "x"))
        try office.start(process: "p", variables: ["bad": .bool(true)])
        return office
    }

    @Test func `a process is drawn as its diagram places it`() throws {
        let lines = try drawn().text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.map(String.init) == Self.expected)
    }

    @Test func `a token stands where the instance does, and where it was is marked`() throws {
        var office = try office()
        #expect(try drawn(office).text.contains("●"))
        #expect(roles(.token, in: try drawn(office)) > 10)
        #expect(roles(.done, in: try drawn(office)) == 1)
        try office.complete(task: "a")
        // The token inside of what was called is shown at the call.
        let canvas = try drawn(office)
        let row = try #require(canvas.rows.first { row in row.contains { $0.character == "●" } })
        #expect(row.contains { $0.character == "═" })
    }

    @Test func `an incident is marked as one`() throws {
        var office = try office()
        office.state.cases[0].instance.scopes.change(1) { $0.variables["bad"] = .null }
        let token = try #require(office.view(0).tasks.first).token
        office.state.cases[0].instance.tokens.change(token.number) {
            $0.state = .incident(.init(number: 99, reason: "because", retry: .performing))
        }
        let canvas = try drawn(office)
        #expect(canvas.text.contains("!") && roles(.incident, in: canvas) > 10)
    }

    @Test func `several tokens at a place are counted`() throws {
        let document = try BPMNDocument(parsing: Array(Self.text.utf8), file: "x")
        let process = try ProcessReading.definitions(in: document, expressions: .simple)[0]
        let canvas = ProcessPicture.canvas(
            of: process, diagram: ProcessDiagram(of: document), marks: ["a": .init(tokens: 3)], columns: 80)
        #expect(canvas?.text.contains("●3") == true)
    }

    @Test func `a file without a drawing has no picture`() throws {
        let document = try Drawing.document(Drawing.process("p", Drawing.user("a"), flows: ""))
        let process = try ProcessReading.definitions(in: document, expressions: .simple)[0]
        #expect(ProcessPicture.canvas(of: process, diagram: ProcessDiagram(of: document), columns: 80) == nil)
    }

    @Test(arguments: ["1e300", "nan", "-99999999", "x"])
    func `coordinates without sense leave their shape out`(number: String) throws {
        let text = Self.text.replacing("x=\"100\" y=\"20\"", with: "x=\"\(number)\" y=\"20\"")
        let document = try BPMNDocument(parsing: Array(text.utf8), file: "x")
        let process = try ProcessReading.definitions(in: document, expressions: .simple)[0]
        let canvas = try #require(
            ProcessPicture.canvas(of: process, diagram: ProcessDiagram(of: document), columns: 80))
        #expect(!canvas.text.contains("Approve") && canvas.text.contains("Dispute"))
    }

    @Test(arguments: [1, 39, 100_000])
    func `columns keep to their limits`(columns: Int) throws {
        let document = try BPMNDocument(parsing: Array(Self.text.utf8), file: "x")
        let process = try ProcessReading.definitions(in: document, expressions: .simple)[0]
        let canvas = try #require(
            ProcessPicture.canvas(of: process, diagram: ProcessDiagram(of: document), columns: columns))
        #expect(ProcessPicture.columns.contains(canvas.columns))
    }

    private func roles(_ role: Canvas.Role, in canvas: Canvas) -> Int {
        canvas.rows.joined().count { $0.role == role }
    }
}
