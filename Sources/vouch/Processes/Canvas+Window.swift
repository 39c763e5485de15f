import Workflow

/// A part of a drawing.
struct CanvasWindow: Hashable {
    /// Its columns.
    var columns: Range<Int>
    /// Its rows.
    var rows: Range<Int>
    /// Tokens in it.
    var tokens = 0
    /// Tokens on the whole drawing.
    var allTokens = 0
}

extension Canvas {
    /// The part of a drawing that a smaller screen shows: all tokens where they fit, else the first; without tokens
    /// what was done last.
    func window(width: Int, height: Int?) -> CanvasWindow {
        let inked = rows.indices.filter { row in rows[row].contains { $0.role != .blank } }
        let all = (inked.first ?? 0)..<((inked.last ?? -1) + 1)
        let marked = marks.isEmpty ? ends : marks
        let across = Self.range(of: width, in: 0..<columns, showing: marked.map(\.column))
        let visible = marked.filter { across.contains($0.column) }
        let down = Self.range(of: height ?? all.count, in: all, showing: visible.map(\.row))
        let shown = tokens.filter { across.contains($0.column) && down.contains($0.row) }
        return CanvasWindow(columns: across, rows: down, tokens: shown.count, allTokens: tokens.count)
    }

    private var places: [(column: Int, row: Int, cell: Cell)] {
        rows.enumerated().flatMap { row, cells in
            cells.enumerated().map { column, cell in (column, row, cell) }
        }
    }

    /// What stands out because a token is there.
    private var marks: [(column: Int, row: Int)] {
        places.filter { [.token, .incident].contains($0.cell.role) }.map { ($0.column, $0.row) }
    }

    /// The signs of the tokens themselves.
    private var tokens: [(column: Int, row: Int)] {
        places.filter {
            [.token, .incident].contains($0.cell.role) && ["●", "!"].contains($0.cell.character)
        }
        .map { ($0.column, $0.row) }
    }

    /// What was come by and lies the farthest along.
    private var ends: [(column: Int, row: Int)] {
        let done = places.filter { $0.cell.role == .done }
        guard let last = done.max(by: { $0.column < $1.column }) else { return [] }
        return [(last.column, last.row)]
    }

    /// As much of a range as there is room for, around what is to be seen: all of it, or the first that is.
    private static func range(of room: Int, in whole: Range<Int>, showing seen: [Int]) -> Range<Int> {
        guard room < whole.count else { return whole }
        let first = seen.min() ?? whole.lowerBound
        let last = seen.filter { $0 - first < room }.max() ?? first
        let isAll = (seen.max() ?? first) - first < room
        let middle = isAll ? (first + last) / 2 : first + room / 4
        let start = min(max(whole.lowerBound, middle - room / 2), whole.upperBound - room)
        return start..<start + room
    }
}

extension ProcessDiagram {
    /// Columns at which the names in the boxes of a process can be read.
    func legibleColumns(of process: ProcessDefinition) -> Int {
        let own = shapes.filter { process.nodes[$0.element] != nil }
        guard let left = own.map(\.origin.x).min(), let right = own.map({ $0.origin.x + $0.width }).max()
        else { return 0 }
        return Int((right - left) / 9)
    }
}
