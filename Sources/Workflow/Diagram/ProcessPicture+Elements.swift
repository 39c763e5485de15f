/// How single elements are drawn.
extension ProcessPicture {
    mutating func drawSolid(_ node: FlowNode) {
        guard let box = boxes[node.id] else { return }
        switch node.kind {
        case .start: drawSign("○", node, box)
        case .end: drawSign("◉", node, box)
        case .catching, .throwing, .boundary: drawSign("◎", node, box)
        case .gateway(let gateway): drawGateway(gateway, node, box)
        case .call, .subProcess, .eventSubProcess: drawActivity(.double, node, box)
        case .task: drawActivity(.round, node, box)
        }
    }

    private mutating func drawActivity(_ frame: Frame, _ node: FlowNode, _ box: CellBox) {
        let role = role(of: node)
        canvas.draw(frame, around: box, role, fills: true)
        let inner = CellBox(
            left: box.left + 1, top: box.top + 1, right: box.right - 1, bottom: box.bottom - 1)
        let name = node.name.isEmpty ? node.id : node.name
        canvas.write(name, in: inner, role == .token || role == .incident ? role : .label)
        if node.loop != nil { canvas.put("≡", at: .init(column: box.left + 1, row: box.bottom), role) }
        putTokens(of: node, at: .init(column: box.right - 3, row: box.top))
        if let figure = marks[node.id]?.figure, figure.count < box.width - 1 {
            canvas.write(figure, at: .init(column: box.right - figure.count, row: box.bottom), role)
        }
    }

    private mutating func drawSign(_ sign: Character, _ node: FlowNode, _ box: CellBox) {
        canvas.put(sign, at: box.middle, role(of: node))
        putTokens(of: node, at: box.middle)
    }

    private mutating func drawGateway(_ gateway: FlowNode.Gateway, _ node: FlowNode, _ box: CellBox) {
        let sign =
            switch gateway {
            case .exclusive: "×"
            case .parallel: "+"
            case .inclusive: "○"
            case .eventBased: "◎"
            }
        canvas.write("<\(sign)>", at: .init(column: box.left, row: box.top), role(of: node))
        putTokens(of: node, at: .init(column: box.left + 1, row: box.top))
    }

    /// The name of an event or gateway, below it or else above, where nothing is in its way.
    mutating func writeName(of node: FlowNode) {
        let figure = marks[node.id]?.figure
        guard let box = boxes[node.id], !node.name.isEmpty || figure != nil else { return }
        switch node.kind {
        case .start, .end, .catching, .throwing, .boundary, .gateway: break
        case .task, .subProcess, .eventSubProcess, .call: return
        }
        // Where there is little room the name stands in more and shorter lines.
        for (width, rows) in [(14, 2), (9, 3), (7, 3)] {
            let name = Canvas.lines(of: node.name, width: width, atMost: rows)
            for lines in figure.map({ [name + [$0]] }) ?? [name] where write(lines, around: box) { return }
        }
        if let figure { _ = write([figure], around: box) }
    }

    /// Writes lines below a box or else above it, a little aside if need be; false where nothing is free.
    private mutating func write(_ lines: [String], around box: CellBox) -> Bool {
        let half = (lines.map(\.count).max() ?? 0) / 2 + 1
        for aside in [0, half, -half] {
            let middle = Canvas.Place(column: box.middle.column + aside, row: box.middle.row)
            for top in [box.bottom + 1, box.top - lines.count] where canvas.isFree(lines, around: middle, top)
            {
                for (offset, line) in lines.enumerated() {
                    let left = max(0, middle.column - line.count / 2)
                    canvas.write(line, at: .init(column: left, row: top + offset), .label)
                }
                return true
            }
        }
        return false
    }

    // MARK: Lines

    mutating func draw(_ edge: ProcessDiagram.Edge) {
        guard let flow = process.flows[edge.element], let source = boxes[flow.source],
            let target = boxes[flow.target]
        else { return }
        // Signs are smaller than the shapes they stand for: the line goes on to their middle.
        var places = edge.points.map(place)
        if let first = places.first, !source.contains(first) { places.insert(source.middle, at: 0) }
        if let last = places.last, !target.contains(last) { places.append(target.middle) }
        var path: [Canvas.Place] = []
        for (from, to) in zip(places, places.dropFirst()) { Self.go(from: from, to: to, &path) }
        // What lies under the boxes is not drawn; the line begins at the edge of its source.
        let start = path.lastIndex { source.contains($0) } ?? 0
        let rest = path[start...]
        let end = rest.firstIndex { target.contains($0) } ?? rest.endIndex
        let visible = Array(rest[..<end])
        canvas.draw(visible)
        arrow(visible, into: target)
    }

    /// Adds the places between two places: across first, then up or down.
    private static func go(from: Canvas.Place, to: Canvas.Place, _ path: inout [Canvas.Place]) {
        var place = from
        if path.last != place { path.append(place) }
        while place.column != to.column {
            place.column += to.column > place.column ? 1 : -1
            path.append(place)
        }
        while place.row != to.row {
            place.row += to.row > place.row ? 1 : -1
            path.append(place)
        }
    }

    private mutating func arrow(_ path: [Canvas.Place], into target: CellBox) {
        guard path.count > 1, let last = path.last else { return }
        let head: Character =
            if last.column < target.left { "▶" } else if last.column > target.right {
                "◀"
            } else if last.row < target.top { "▼" } else { "▲" }
        canvas.put(head, at: last, .line)
    }
}
