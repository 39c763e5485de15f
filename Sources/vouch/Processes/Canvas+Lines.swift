import Workflow

extension Canvas {
    /// The drawing in lines for a terminal, without blanks at the ends.
    var lines: [StyledText] { lines(in: CanvasWindow(columns: 0..<columns, rows: rows.indices)) }

    /// A part of the drawing; rows at top and bottom in which nothing stands are left out.
    func lines(in window: CanvasWindow) -> [StyledText] {
        let visible = rows[window.rows].map { Array($0[window.columns]) }
        let first = visible.firstIndex { $0.contains { $0.role != .blank } } ?? 0
        let last = visible.lastIndex { $0.contains { $0.role != .blank } } ?? first
        return visible.isEmpty
            ? []
            : visible[first...last].map { row in
                let end = (row.lastIndex { $0.role != .blank } ?? -1) + 1
                var line: StyledText = ""
                var start = 0
                while start < end {
                    let role = row[start].role
                    let next = row[start..<end].firstIndex { $0.role != role } ?? end
                    line += StyledText(String(row[start..<next].map(\.character)), Self.style(of: role))
                    start = next
                }
                return line
            }
    }

    private static func style(of role: Role) -> Style {
        switch role {
        case .blank, .label: .plain
        case .line, .frame: .quiet
        case .done: .good
        case .token: .accent
        case .incident: .bad
        }
    }
}
