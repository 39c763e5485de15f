internal import Formats

/// Draws a BPMN file as a picture that scales (SVG), as its diagram places it, with marks at the elements of a case.
package struct VectorPicture {
    private let diagram: ProcessDiagram
    private let sheet: DrawingSheet
    private let marks: [ElementID: ProcessPicture.Mark]
    private var body: [String] = []
    /// Names that are written when everything else is drawn.
    private var names: [Name] = []

    /// A name, where it stands if the file says so, and where it may stand otherwise.
    private struct Name {
        let lines: [String]
        let given: ProcessDiagram.Point?
        let choices: [ProcessDiagram.Point]
    }

    /// Elements up to which places are looked for; in larger drawings a name stands at the first.
    private static let maximumSearched = 1500

    /// The corners of the names that were written.
    private var written: [(ProcessDiagram.Point, ProcessDiagram.Point)] = []

    /// Room around the drawing.
    private static let margin = 24.0

    /// The picture; `nil` where the file has no drawing.
    package static func svg(of document: BPMNDocument, marks: [ElementID: ProcessPicture.Mark] = [:])
        -> String?
    {
        let diagram = ProcessDiagram(of: document)
        guard !diagram.shapes.isEmpty else { return nil }
        var picture = VectorPicture(
            diagram: diagram, sheet: DrawingSheet(of: document), marks: marks)
        picture.draw()
        return picture.text
    }

    private init(
        diagram: ProcessDiagram, sheet: DrawingSheet, marks: [ElementID: ProcessPicture.Mark]
    ) {
        self.diagram = diagram
        self.sheet = sheet
        self.marks = marks
    }

    private var text: String {
        let points =
            diagram.edges.flatMap(\.points) + written.flatMap { [$0.0, $0.1] }
            + diagram.shapes.flatMap {
                [$0.origin, .init(x: $0.origin.x + $0.width, y: $0.origin.y + $0.height)]
            }
        let left = (points.map(\.x).min() ?? 0) - Self.margin
        let top = (points.map(\.y).min() ?? 0) - Self.margin
        let width = (points.map(\.x).max() ?? 0) + Self.margin - left
        let height = (points.map(\.y).max() ?? 0) + Self.margin * 2 - top
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="\(n(left)) \(n(top)) \(n(width)) \(n(height))" \
            width="\(n(width))" height="\(n(height))" font-family="Helvetica, Arial, sans-serif" font-size="11">
            <defs><marker id="head" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="8" markerHeight="8" \
            orient="auto"><path d="M0 1 L10 5 L0 9 z" fill="#444"/></marker></defs>
            <rect x="\(n(left))" y="\(n(top))" width="\(n(width))" height="\(n(height))" fill="white"/>
            \(body.joined(separator: "\n"))
            </svg>

            """
    }

    /// A coordinate with at most one decimal.
    private func n(_ value: Double) -> String { VectorShapes.number(value) }

    private mutating func draw() {
        let known = diagram.shapes.map { ($0, sheet.elements[$0.element]) }
        let areas = Set(known.filter { isArea($0.0, $0.1) }.map(\.0))
        for (shape, element) in known where areas.contains(shape) { drawArea(shape, element) }
        for edge in diagram.edges { draw(edge) }
        for (shape, element) in known where !areas.contains(shape) { drawSolid(shape, element) }
        writeNames(
            solids: known.map(\.0).filter { !areas.contains($0) },
            frames: known.map(\.0).filter(areas.contains))
        for (shape, _) in known { drawMark(at: shape) }
    }

    // MARK: Names

    /// Writes the names of events, gateways and flows where they cover nothing.
    private mutating func writeNames(solids: [ProcessDiagram.Shape], frames: [ProcessDiagram.Shape]) {
        let isSmall = diagram.shapes.count + diagram.edges.count <= Self.maximumSearched
        var places = LabelPlaces(
            solids: isSmall ? solids : [], frames: isSmall ? frames : [], edges: isSmall ? diagram.edges : [])
        for name in names { if let given = name.given { places.take(name.lines, around: given) } }
        for name in names {
            let choices = isSmall ? name.choices : Array(name.choices.prefix(1))
            guard let middle = name.given ?? places.place(name.lines, at: choices) else { continue }
            body.append(VectorShapes.text(name.lines, around: middle, hasHalo: true))
            let box = LabelPlaces.Box(of: name.lines, around: middle)
            written.append((.init(x: box.left, y: box.top), .init(x: box.right, y: box.bottom)))
        }
    }

    // MARK: Boxes

    private mutating func drawArea(_ shape: ProcessDiagram.Shape, _ element: DrawingSheet.Element?) {
        let isFrame = ["subProcess", "transaction", "callActivity"].contains(element?.kind)
        let colour = colours(of: shape.element)
        body.append(
            VectorShapes.box(
                shape, radius: isFrame ? 10 : 0, fill: isFrame ? colour.fill : "none", colour.line,
                width: element?.kind == "callActivity" ? 3 : 1.3,
                isDotted: element?.isEventSubProcess ?? false))
        guard let name = element?.name, !name.isEmpty else { return }
        if isFrame {
            let middle = ProcessDiagram.Point(x: shape.origin.x + shape.width / 2, y: shape.origin.y + 13)
            body.append(VectorShapes.text([name], around: middle, isBold: true))
        } else if sheet.upright.contains(shape.element) {
            body.append(
                VectorShapes.text([name], around: .init(x: shape.middle.x, y: shape.origin.y + 15)))
        } else {
            body.append(VectorShapes.upright(name, at: .init(x: shape.origin.x + 15, y: shape.middle.y)))
        }
    }

    private mutating func drawSolid(_ shape: ProcessDiagram.Shape, _ element: DrawingSheet.Element?) {
        let kind = element?.kind ?? ""
        let colour = colours(of: shape.element)
        if kind.hasSuffix("Event") {
            body += VectorShapes.event(shape, element, colour.line, colour.fill)
            drawName(of: shape, element, below: true)
        } else if kind.hasSuffix("Gateway") {
            body += VectorShapes.gateway(shape, kind, colour.line, colour.fill)
            drawName(of: shape, element, below: true)
        } else if kind == "textAnnotation" {
            body.append(VectorShapes.note(shape))
            drawName(of: shape, element, below: false)
        } else if kind.hasPrefix("data") {
            body.append(VectorShapes.box(shape, radius: 2, fill: colour.fill, colour.line))
            drawName(of: shape, element, below: true)
        } else {
            body += VectorShapes.activity(shape, element, colour.line, colour.fill)
            drawName(of: shape, element, below: false)
        }
    }

    private mutating func drawName(
        of shape: ProcessDiagram.Shape, _ element: DrawingSheet.Element?, below: Bool
    ) {
        let name = element?.name ?? ""
        guard !name.isEmpty else { return }
        guard below else {
            let lines = Canvas.lines(
                of: name, width: max(6, Int(shape.width / 6.2)), atMost: max(1, Int(shape.height / 14)))
            return body.append(VectorShapes.text(lines, around: shape.middle))
        }
        let lines = Canvas.lines(of: name, width: 15, atMost: 3)
        names.append(
            Name(
                lines: lines, given: sheet.labels[shape.element],
                choices: LabelPlaces.choices(around: shape, for: lines)))
    }

    // MARK: Lines

    private mutating func draw(_ edge: ProcessDiagram.Edge) {
        let element = sheet.elements[edge.element]
        let isFlow = element?.kind == "sequenceFlow" || element == nil
        body.append(
            VectorShapes.line(
                edge.points, isDashed: !isFlow, hasHead: element?.kind != "association"))
        if sheet.defaults.contains(edge.element) {
            body.append(VectorShapes.slash(edge.points[0], edge.points[1]))
        }
        guard let name = element?.name, !name.isEmpty else { return }
        let lines = Canvas.lines(of: name, width: 18, atMost: 3)
        names.append(
            Name(
                lines: lines, given: sheet.labels[edge.element],
                choices: LabelPlaces.choices(along: edge.points, for: lines)))
    }

    // MARK: Marks

    private func colours(of element: ElementID) -> (line: String, fill: String) {
        guard let mark = marks[element] else { return ("#444", "white") }
        if mark.isStuck { return ("#b42318", "#fde8e6") }
        if mark.tokens > 0 { return ("#175cd3", "#dbeafe") }
        return mark.wasVisited ? ("#2e7d32", "#edf7ee") : ("#444", "white")
    }

    private mutating func drawMark(at shape: ProcessDiagram.Shape) {
        guard let mark = marks[shape.element] else { return }
        let corner = ProcessDiagram.Point(x: shape.origin.x + shape.width, y: shape.origin.y)
        if mark.tokens > 0 {
            let sign = mark.isStuck ? "!" : mark.tokens > 1 ? "\(mark.tokens)" : ""
            body += VectorShapes.token(corner, sign, colours(of: shape.element).line)
        }
        if let figure = mark.figure { body += VectorShapes.badge(figure, at: corner) }
    }
}

extension VectorPicture {
    /// Whether it holds others: pools, lanes, groups, and activities that are open.
    private func isArea(_ shape: ProcessDiagram.Shape, _ element: DrawingSheet.Element?) -> Bool {
        switch element?.kind {
        case "participant", "lane", "group": return true
        case "subProcess", "transaction", "adHocSubProcess": return shape.isExpanded
        case "callActivity":
            // Modellers draw what is called into it, or say that it is open and do not.
            let box = LabelPlaces.Box(shape)
            return shape.isExpanded
                && diagram.shapes.contains { $0 != shape && box.holds(LabelPlaces.Box($0)) }
        default: return false
        }
    }
}

extension ProcessDiagram.Shape {
    var middle: ProcessDiagram.Point { .init(x: origin.x + width / 2, y: origin.y + height / 2) }
}
