internal import Formats

/// Where the elements of a process lie in its drawing (BPMN diagram interchange).
package struct ProcessDiagram: Hashable, Sendable {
    /// A point of the drawing.
    package struct Point: Hashable, Sendable {
        package var x: Double
        package var y: Double

        /// Makes a point.
        package init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// An element as a box.
    package struct Shape: Hashable, Sendable {
        package let element: ElementID
        package let origin: Point
        package let width: Double
        package let height: Double
        /// Whether a sub-process shows what it holds.
        package let isExpanded: Bool
    }

    /// An element as a line.
    package struct Edge: Hashable, Sendable {
        package let element: ElementID
        package let points: [Point]
    }

    /// Boxes in document order.
    package private(set) var shapes: [Shape] = []
    /// Lines in document order.
    package private(set) var edges: [Edge] = []

    /// Coordinates farther out than this are left out of a drawing.
    package static let maximumCoordinate = 100_000.0

    init(shapes: [Shape], edges: [Edge]) {
        self.shapes = shapes
        self.edges = edges
    }

    /// The elements that are drawn as boxes.
    package var drawn: Set<ElementID> { Set(shapes.map(\.element)) }

    /// Reads the drawings of a file, of which the first one alone is kept.
    package init(of document: BPMNDocument) {
        guard let diagram = document.manuscript.root.child("BPMNDiagram", in: BPMNDocument.diagram),
            let plane = diagram.child("BPMNPlane", in: BPMNDocument.diagram)
        else { return }
        for element in plane.children where element.name.namespace == BPMNDocument.diagram {
            switch element.name.local {
            case "BPMNShape": if let shape = Self.shape(element) { shapes.append(shape) }
            case "BPMNEdge": if let edge = Self.edge(element) { edges.append(edge) }
            default: break
            }
        }
    }

    private static func shape(_ element: XMLManuscript.Element) -> Shape? {
        guard let bounds = element.children.first(where: { $0.name.local == "Bounds" }),
            let origin = point(bounds), let width = number(bounds, "width"),
            let height = number(bounds, "height"), width > 0, height > 0
        else { return nil }
        return Shape(
            element: element.attribute("bpmnElement")?.withoutPrefix ?? "", origin: origin, width: width,
            height: height, isExpanded: element.flag("isExpanded", absent: true))
    }

    private static func edge(_ element: XMLManuscript.Element) -> Edge? {
        let points = element.children.filter { $0.name.local == "waypoint" }.compactMap(point)
        guard points.count > 1 else { return nil }
        return Edge(element: element.attribute("bpmnElement")?.withoutPrefix ?? "", points: points)
    }

    private static func point(_ element: XMLManuscript.Element) -> Point? {
        guard let x = number(element, "x"), let y = number(element, "y") else { return nil }
        return Point(x: x, y: y)
    }

    private static func number(_ element: XMLManuscript.Element, _ name: String) -> Double? {
        guard let number = element.attribute(name).flatMap({ Double($0) }), number.isFinite,
            abs(number) <= maximumCoordinate
        else { return nil }
        return number
    }
}
