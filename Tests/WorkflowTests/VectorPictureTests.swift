import Formats
import Testing

@testable import Workflow

@Suite struct `A process is drawn as a picture that scales` {
    private static func shape(_ id: String, _ x: Int, _ y: Int, _ width: Int, _ height: Int) -> String {
        "<d:BPMNShape bpmnElement=\"\(id)\"><b:Bounds x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"/></d:BPMNShape>"
    }

    private static func text(name: String = "Approve", drawing: String) -> String {
        """
        <definitions xmlns="\(BPMNDocument.model)" xmlns:d="\(BPMNDocument.diagram)" \
        xmlns:b="http://www.omg.org/spec/DD/20100524/DC" xmlns:w="http://www.omg.org/spec/DD/20100524/DI">
        <process id="p" isExecutable="true"><startEvent id="s"/><userTask id="a" name="\(name)"/>
        <boundaryEvent id="t" attachedToRef="a" cancelActivity="false"><timerEventDefinition/></boundaryEvent>
        <exclusiveGateway id="x" default="f2"/><endEvent id="e"><terminateEventDefinition/></endEvent>
        <sequenceFlow id="f1" sourceRef="s" targetRef="a" name="first"/><sequenceFlow id="f2" sourceRef="x" targetRef="e"/>
        </process><d:BPMNDiagram><d:BPMNPlane bpmnElement="p">\(drawing)</d:BPMNPlane></d:BPMNDiagram></definitions>
        """
    }

    private static let drawing =
        shape("s", 0, 42, 36, 36) + shape("a", 100, 20, 100, 80) + shape("t", 130, 82, 36, 36)
        + shape("x", 250, 35, 50, 50) + shape("e", 350, 42, 36, 36)
        + "<d:BPMNEdge bpmnElement=\"f1\"><w:waypoint x=\"36\" y=\"60\"/><w:waypoint x=\"100\" y=\"60\"/></d:BPMNEdge>"
        + "<d:BPMNEdge bpmnElement=\"f2\"><w:waypoint x=\"300\" y=\"60\"/><w:waypoint x=\"350\" y=\"60\"/></d:BPMNEdge>"

    private func svg(
        name: String = "Approve", drawing: String = Self.drawing,
        marks: [ElementID: ProcessPicture.Mark] = [:]
    ) throws -> String? {
        let text = Self.text(name: name, drawing: drawing)
        return VectorPicture.svg(
            of: try BPMNDocument(parsing: Array(text.utf8), file: "x"), marks: marks)
    }

    @Test func `it is well-formed, and every element and name is in it`() throws {
        let text = try #require(try svg())
        let root = try XMLTree(
            parsing: Array(text.utf8), limits: XMLLimits(bytes: 1 << 20, depth: 20, attributes: 30)
        ).root
        #expect(root.name == "svg" && root.attribute("viewBox") == "-24 -4 434 170")
        let kinds = root.children.map(\.name)
        #expect(kinds.count { $0 == "polyline" } == 2)
        #expect(text.contains(">Approve<") && text.contains(">first<"))
        // The edge of an event that does not interrupt is dashed, in both of its circles.
        #expect(text.components("stroke-dasharray=\"4 3\"") == 2)
    }

    @Test(arguments: ["A &amp; B &lt;script&gt;", "&quot;x&quot; onload=&quot;y", "&#x9;tab"])
    func `names cannot become anything but text`(name: String) throws {
        let text = try #require(try svg(name: name))
        let root = try XMLTree(
            parsing: Array(text.utf8), limits: XMLLimits(bytes: 1 << 20, depth: 20, attributes: 30)
        ).root
        #expect(!text.contains("<script") && root.children.allSatisfy { $0.name != "script" })
    }

    @Test func `tokens and figures stand at their elements`() throws {
        let text = try #require(
            try svg(marks: ["a": .init(tokens: 2), "e": .init(isStuck: true), "x": .init(figure: "62 %")]))
        #expect(text.contains(">2</text>") && text.contains(">62 %</text>") && text.contains("#fde8e6"))
        #expect(!(try #require(try svg())).contains("#dbeafe"))
    }

    @Test func `a name goes where no line runs and no box lies`() throws {
        let shape = { (x: Double, y: Double, width: Double, height: Double) in
            ProcessDiagram.Shape(
                element: "x", origin: .init(x: x, y: y), width: width, height: height, isExpanded: true)
        }
        let event = shape(100, 100, 36, 36)
        let down = ProcessDiagram.Edge(
            element: "f", points: [.init(x: 118, y: 136), .init(x: 118, y: 300)])
        let choices = LabelPlaces.choices(around: event, for: ["too late"])
        func place(_ solids: [ProcessDiagram.Shape], _ edges: [ProcessDiagram.Edge]) -> ProcessDiagram.Point?
        {
            var places = LabelPlaces(solids: [event] + solids, frames: [], edges: edges)
            return places.place(["too late"], at: choices)
        }
        #expect(place([], []) == choices[0])
        #expect(place([], [down]) == choices[1])
        // A task above, a line below: the lower right corner.
        #expect(place([shape(60, 20, 100, 75)], [down]) == choices[2])
        var places = LabelPlaces(solids: [event], frames: [], edges: [])
        #expect(places.place(["too late"], at: choices) != places.place(["too late"], at: choices))
        #expect(places.place(["too late"], at: []) == nil)
    }

    @Test func `a file without a drawing has no picture`() throws {
        #expect(try svg(drawing: "") == nil)
        let endless =
            "<d:BPMNShape bpmnElement=\"a\"><b:Bounds x=\"1e300\" y=\"0\" width=\"9\" height=\"nan\"/></d:BPMNShape>"
        #expect(try svg(drawing: endless) == nil)
    }
}

extension String {
    fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
