/// Draws a process in characters, from its diagram, with tokens where an instance stands.
package struct ProcessPicture {
    /// What is shown at an element besides its name.
    package struct Mark: Hashable, Sendable {
        /// Tokens that stand there.
        package var tokens = 0
        /// Whether one of them cannot go on.
        package var isStuck = false
        /// Whether a token was there.
        package var wasVisited = false
        /// A figure that is written at it, such as how often it was come by.
        package var figure: String?

        /// Nothing to show.
        package init(
            tokens: Int = 0, isStuck: Bool = false, wasVisited: Bool = false, figure: String? = nil
        ) {
            self.tokens = tokens
            self.isStuck = isStuck
            self.wasVisited = wasVisited
            self.figure = figure
        }
    }

    /// Columns a drawing has at least and at most.
    package static let columns = 40...400
    /// Rows a drawing has at most.
    package static let maximumRows = 300

    private let diagram: ProcessDiagram
    let process: ProcessDefinition
    let marks: [ElementID: Mark]
    private let origin: ProcessDiagram.Point
    private let across: Double
    private let down: Double
    var canvas: Canvas
    var boxes: [ElementID: CellBox] = [:]

    /// The drawing of a process; `nil` when the file has none of it.
    package static func canvas(
        of process: ProcessDefinition, diagram: ProcessDiagram, marks: [ElementID: Mark] = [:], columns: Int
    ) -> Canvas? {
        guard var picture = ProcessPicture(process, diagram, marks, columns: columns) else { return nil }
        picture.draw()
        picture.canvas.trim()
        return picture.canvas
    }

    private init?(
        _ process: ProcessDefinition, _ diagram: ProcessDiagram, _ marks: [ElementID: Mark], columns: Int
    ) {
        let shapes = diagram.shapes.filter { process.nodes[$0.element] != nil }
        let edges = diagram.edges.filter { process.flows[$0.element] != nil }
        guard !shapes.isEmpty else { return nil }
        let points =
            edges.flatMap(\.points)
            + shapes.flatMap {
                [$0.origin, .init(x: $0.origin.x + $0.width, y: $0.origin.y + $0.height)]
            }
        let (xs, ys) = (points.map(\.x), points.map(\.y))
        guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else {
            return nil
        }
        let columns = min(max(columns, Self.columns.lowerBound), Self.columns.upperBound)
        // A task is 100 by 80: about twelve columns and four rows at best. Characters are twice as high as wide.
        across = max((right - left) / Double(columns - 3), 7)
        down = max(across * 2, (bottom - top) / Double(Self.maximumRows - 3), 20)
        self.process = process
        self.marks = marks
        self.diagram = ProcessDiagram(shapes: shapes, edges: edges)
        origin = .init(x: left, y: top)
        canvas = Canvas(
            columns: columns, rows: min(Int((bottom - top) / down) + 5, Self.maximumRows))
    }

    // MARK: Places

    func place(_ point: ProcessDiagram.Point) -> Canvas.Place {
        Canvas.Place(
            column: Int(((point.x - origin.x) / across).rounded(.down)) + 1,
            row: Int(((point.y - origin.y) / down).rounded(.down)))
    }

    private func box(of shape: ProcessDiagram.Shape, _ node: FlowNode) -> CellBox {
        let middle = place(
            .init(x: shape.origin.x + shape.width / 2, y: shape.origin.y + shape.height / 2))
        switch node.kind {
        case .start, .end, .catching, .throwing, .boundary:
            return CellBox(left: middle.column, top: middle.row, right: middle.column, bottom: middle.row)
        case .gateway:
            return CellBox(
                left: middle.column - 1, top: middle.row, right: middle.column + 1, bottom: middle.row)
        case .task, .subProcess, .eventSubProcess, .call:
            let first = place(shape.origin)
            let last = place(.init(x: shape.origin.x + shape.width, y: shape.origin.y + shape.height))
            return CellBox(
                left: first.column, top: first.row, right: max(last.column, first.column + 4),
                bottom: max(last.row, first.row + 2))
        }
    }

    // MARK: Drawing

    private mutating func draw() {
        let placed = diagram.shapes.compactMap { shape in process.nodes[shape.element].map { (shape, $0) } }
        for (shape, node) in placed { boxes[node.id] = box(of: shape, node) }
        for (shape, node) in placed where isOpen(shape, node) { drawFrame(node) }
        for edge in diagram.edges { draw(edge) }
        for (shape, node) in placed where !isOpen(shape, node) { drawSolid(node) }
        // Names of events and gateways go where there is room, when everything else is drawn.
        for (_, node) in placed { writeName(of: node) }
    }

    /// Whether a sub-process shows what it holds.
    private func isOpen(_ shape: ProcessDiagram.Shape, _ node: FlowNode) -> Bool {
        switch node.kind {
        case .subProcess, .eventSubProcess:
            shape.isExpanded
                && process.contents(of: node.id).contains { inner in
                    diagram.shapes.contains { $0.element == inner.id }
                }
        case .start, .end, .catching, .throwing, .boundary, .gateway, .task, .call: false
        }
    }

    private mutating func drawFrame(_ node: FlowNode) {
        guard let box = boxes[node.id] else { return }
        canvas.draw(
            node.kind == .eventSubProcess ? .dotted : .square, around: box, role(of: node), fills: false)
        let title = Canvas.lines(of: node.name, width: box.width - 4, atMost: 1).first ?? ""
        if !title.isEmpty {
            canvas.write(" \(title) ", at: .init(column: box.left + 1, row: box.top), .label)
        }
        putTokens(of: node, at: .init(column: box.right - 3, row: box.top))
    }

    func role(of node: FlowNode) -> Canvas.Role {
        guard let mark = marks[node.id] else { return .frame }
        if mark.isStuck { return .incident }
        return mark.tokens > 0 ? .token : mark.wasVisited ? .done : .frame
    }

    /// A dot for a token, with their number where there are several; an exclamation mark where one is stuck.
    mutating func putTokens(of node: FlowNode, at place: Canvas.Place) {
        guard let mark = marks[node.id], mark.tokens > 0 else { return }
        let sign = mark.isStuck ? "!" : "●"
        let text = mark.tokens > 1 ? "\(sign)\(min(mark.tokens, 99))" : sign
        canvas.write(text, at: place, mark.isStuck ? .incident : .token)
    }
}
