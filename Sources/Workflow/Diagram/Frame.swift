/// The characters of a frame.
struct Frame {
    /// Corners from the upper left clockwise, then the horizontal and the vertical line.
    let characters: [Character]

    static let round = Frame(characters: ["╭", "╮", "╯", "╰", "─", "│"])
    static let square = Frame(characters: ["┌", "┐", "┘", "└", "─", "│"])
    static let double = Frame(characters: ["╔", "╗", "╝", "╚", "═", "║"])
    static let dotted = Frame(characters: ["┌", "┐", "┘", "└", "┄", "┆"])
}

/// A rectangle of characters, its edges included.
struct CellBox: Hashable {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int

    var width: Int { right - left + 1 }
    var height: Int { bottom - top + 1 }
    var middle: Canvas.Place { Canvas.Place(column: (left + right) / 2, row: (top + bottom) / 2) }

    func contains(_ place: Canvas.Place) -> Bool {
        (left...right).contains(place.column) && (top...bottom).contains(place.row)
    }
}

extension Canvas {
    /// Draws a frame; `fills` clears what stands inside of it.
    mutating func draw(_ frame: Frame, around box: CellBox, _ role: Role, fills: Bool) {
        if fills {
            for row in box.top...box.bottom {
                for column in box.left...box.right {
                    put(" ", at: Place(column: column, row: row), .frame)
                }
            }
        }
        for column in box.left...box.right {
            put(frame.characters[4], at: Place(column: column, row: box.top), role)
            put(frame.characters[4], at: Place(column: column, row: box.bottom), role)
        }
        for row in box.top...box.bottom {
            put(frame.characters[5], at: Place(column: box.left, row: row), role)
            put(frame.characters[5], at: Place(column: box.right, row: row), role)
        }
        put(frame.characters[0], at: Place(column: box.left, row: box.top), role)
        put(frame.characters[1], at: Place(column: box.right, row: box.top), role)
        put(frame.characters[2], at: Place(column: box.right, row: box.bottom), role)
        put(frame.characters[3], at: Place(column: box.left, row: box.bottom), role)
    }

    /// Writes a text in a box, in lines that are broken between words and centred.
    mutating func write(_ text: String, in box: CellBox, _ role: Role) {
        let lines = Self.lines(of: text, width: box.width, atMost: box.height)
        let top = box.top + (box.height - lines.count) / 2
        for (offset, line) in lines.enumerated() {
            let left = box.left + (box.width - line.count) / 2
            write(line, at: Place(column: left, row: top + offset), role)
        }
    }

    /// A text in lines no longer than a width; what does not fit ends in an ellipsis.
    static func lines(of text: String, width: Int, atMost count: Int) -> [String] {
        guard width > 0, count > 0 else { return [] }
        var lines: [String] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        let isCut = lines.count > count
        lines = lines.prefix(count).map { $0.count <= width ? $0 : "\($0.prefix(width - 1))…" }
        if isCut, let last = lines.popLast() { lines.append("\(last.prefix(width - 1))…") }
        return lines
    }
}
