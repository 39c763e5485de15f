/// A drawing in characters, of which each knows what it is part of.
package struct Canvas: Hashable, Sendable {
    /// What a character is part of; how it looks is not decided here.
    package enum Role: Hashable, Sendable {
        case blank, line, frame, label, done, token, incident
    }

    /// A character of the drawing.
    package struct Cell: Hashable, Sendable {
        package var character: Character
        package var role: Role
    }

    /// Rows from the top, each as wide as the drawing.
    package private(set) var rows: [[Cell]]
    /// Columns of the drawing.
    package let columns: Int
    private var roads: [[Road]]

    /// The directions a line leads from the middle of a character.
    private struct Road: OptionSet, Hashable {
        let rawValue: UInt8
        static let up = Road(rawValue: 1)
        static let right = Road(rawValue: 2)
        static let down = Road(rawValue: 4)
        static let left = Road(rawValue: 8)
    }

    /// A place on the drawing.
    struct Place: Hashable {
        var column: Int
        var row: Int
    }

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = Array(
            repeating: Array(repeating: Cell(character: " ", role: .blank), count: columns), count: rows)
        roads = Array(repeating: Array(repeating: [], count: columns), count: rows)
    }

    /// The drawing as text, a line each, without blanks at the ends.
    package var text: String {
        rows.map { row in
            var line = String(row.map(\.character))
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }

    /// Takes away rows at the end in which nothing stands.
    mutating func trim() {
        while rows.count > 1, let last = rows.last, last.allSatisfy({ $0.role == .blank }) {
            rows.removeLast()
            roads.removeLast()
        }
    }

    func isInside(_ place: Place) -> Bool {
        rows.indices.contains(place.row) && (0..<columns).contains(place.column)
    }

    func role(at place: Place) -> Role? { isInside(place) ? rows[place.row][place.column].role : nil }

    mutating func put(_ character: Character, at place: Place, _ role: Role) {
        if isInside(place) { rows[place.row][place.column] = Cell(character: character, role: role) }
    }

    /// Writes a text from a place on, cut at the edge.
    mutating func write(_ text: some StringProtocol, at place: Place, _ role: Role) {
        for (offset, character) in text.enumerated() {
            put(character, at: Place(column: place.column + offset, row: place.row), role)
        }
    }

    /// Whether nothing stands yet where lines of text would, centred below one another.
    func isFree(_ lines: [String], around middle: Place, _ top: Int) -> Bool {
        lines.enumerated().allSatisfy { offset, line in
            let left = max(0, middle.column - line.count / 2)
            return (0..<line.count).allSatisfy {
                role(at: Place(column: left + $0, row: top + offset)) == .blank
            }
        }
    }

    /// Draws a line through places that lie beside each other; where lines meet they join.
    mutating func draw(_ path: [Place]) {
        for (from, to) in zip(path, path.dropFirst()) {
            let (out, back): (Road, Road) =
                if to.column > from.column { (.right, .left) } else if to.column < from.column {
                    (.left, .right)
                } else if to.row > from.row { (.down, .up) } else { (.up, .down) }
            join(from, out)
            join(to, back)
        }
    }

    private mutating func join(_ place: Place, _ road: Road) {
        // A frame that is there stays whole: lines end before it.
        guard isInside(place), role(at: place) == .blank || role(at: place) == .line else { return }
        roads[place.row][place.column].formUnion(road)
        put(Self.character(of: roads[place.row][place.column]), at: place, .line)
    }

    private static func character(of road: Road) -> Character {
        switch road {
        case [.up, .down], .up, .down: "│"
        case [.right, .down]: "┌"
        case [.left, .down]: "┐"
        case [.up, .right]: "└"
        case [.up, .left]: "┘"
        case [.up, .right, .down]: "├"
        case [.up, .left, .down]: "┤"
        case [.right, .down, .left]: "┬"
        case [.up, .right, .left]: "┴"
        case [.up, .right, .down, .left]: "┼"
        default: "─"
        }
    }
}
