internal import Domain

/// Gathers the words that belong to a line of a table: description, article number, position.
struct RowText {
    /// The words of one line, sorted.
    struct Words {
        var position: String?
        var article: String?
        var description: String
        var box: Box
    }

    private let body: [TableLine]
    private let columns: [FigureColumn]
    private let heading: TableHeading?
    private let roles: ColumnRoles
    private let bodyHeight: Double
    /// Most lines a description goes on for.
    private static let maximumLines = 6

    init(
        body: [TableLine], columns: [FigureColumn], heading: TableHeading?, roles: ColumnRoles,
        bodyHeight: Double
    ) {
        self.body = body
        self.columns = columns
        self.heading = heading
        self.roles = roles
        self.bodyHeight = bodyHeight
    }

    /// The words of the row and of the lines its description goes on over.
    func words(of row: FigureRow, itemLines: [Int]) -> Words {
        let line = body[row.line]
        let own = texts(of: line, figures: figures(row))
        var words = Words(
            position: own.position, article: own.article, description: own.description, box: line.box)
        let last = (itemLines.first { $0 > row.line } ?? body.count) - 1
        let previous = itemLines.last { $0 < row.line } ?? -1
        if own.description.isEmpty || !own.description.contains(where: \.isLetter) {
            if let head = head(above: row, previous) {
                words.position = words.position ?? head.position
                words.article = words.article ?? head.article
                words.description = head.description
                words.box = words.box.union(head.box)
                return words
            }
            take(from: stride(from: row.line - 1, to: previous, by: -1), into: &words, isAbove: true)
        }
        take(from: stride(from: row.line + 1, through: last, by: 1), into: &words, isAbove: false)
        return words
    }

    /// The first line of a row whose figures stand lower, in the middle of its height: it has the position.
    private func head(above row: FigureRow, _ previous: Int) -> Words? {
        guard hasHeading(.position) else { return nil }
        for index in stride(from: row.line - 1, to: max(previous, row.line - Self.maximumLines), by: -1) {
            let line = body[index]
            guard !line.isSum else { return nil }
            let own = texts(of: line, figures: [])
            guard let position = own.position, position.utf8.count <= 4,
                position.utf8.contains(where: PlainBytes.isDigit)
            else { continue }
            guard own.description.contains(where: \.isLetter) else { return nil }
            return Words(
                position: position, article: own.article, description: own.description, box: line.box)
        }
        return nil
    }

    private func take(from indices: StrideTo<Int>, into words: inout Words, isAbove: Bool) {
        take(Array(indices), into: &words, isAbove: isAbove)
    }

    private func take(from indices: StrideThrough<Int>, into words: inout Words, isAbove: Bool) {
        take(Array(indices), into: &words, isAbove: isAbove)
    }

    private func take(_ indices: [Int], into words: inout Words, isAbove: Bool) {
        var edge = isAbove ? words.box.top : words.box.bottom
        for index in indices.prefix(Self.maximumLines) {
            let line = body[index]
            let gap = isAbove ? edge - line.box.bottom : line.box.top - edge
            guard gap < bodyHeight * 0.8, !line.isSum, line.hasText else { return }
            let text = texts(of: line, figures: []).description
            edge = isAbove ? line.box.top : line.box.bottom
            if text.isEmpty { continue }
            if text.contains(":") { return }
            words.description = isAbove ? join(text, words.description) : join(words.description, text)
            words.box = words.box.union(line.box)
            if isAbove, words.description.contains(where: \.isLetter) { return }
        }
    }

    private func join(_ one: String, _ other: String) -> String {
        one.isEmpty ? other : other.isEmpty ? one : one + " " + other
    }

    /// Words that are figures of the row.
    private func figures(_ row: FigureRow) -> Set<Int> {
        var words: Set<Int> = []
        for (column, cell) in row.cells.enumerated() {
            guard let cell, isFigure(column) else { continue }
            words.formUnion(cell.words)
        }
        return words
    }

    private func isFigure(_ column: Int) -> Bool {
        if [roles.total, roles.price, roles.quantity, roles.discount, roles.rate, roles.base].contains(column)
        {
            return true
        }
        guard let heading, let index = columns[column].heading else { return false }
        return heading.columns[index].kind.isFigure
    }

    private func texts(of line: TableLine, figures: Set<Int>) -> (
        position: String?, article: String?, description: String
    ) {
        var position: [String] = []
        var article: [String] = []
        var description: [String] = []
        var run: (kind: ColumnKind, right: Double)?
        for index in line.words.indices where !figures.contains(index) {
            let word = line.words[index]
            // Words without a gap between them are of one column, that of the first.
            var kind = textKind(at: word.box)
            if let run, word.box.left - run.right < word.box.height * 0.7, run.kind == .description {
                kind = run.kind
            }
            run = (kind, word.box.right)
            switch kind {
            case .position: position.append(word.text)
            case .article: article.append(word.text)
            case .description: description.append(word.text)
            default: break
            }
        }
        if position.isEmpty, heading == nil || !hasHeading(.article), description.count > 1,
            let first = description.first, first.utf8.count <= 3, first.utf8.allSatisfy(PlainBytes.isDigit)
        {
            position = [description.removeFirst()]
        }
        let joined = { (words: [String]) in words.isEmpty ? nil : words.joined(separator: " ") }
        return (joined(position), joined(article), joined(description) ?? "")
    }

    private func hasHeading(_ kind: ColumnKind) -> Bool {
        heading?.columns.contains { $0.kind == kind } ?? false
    }

    /// The text column a word stands in: what its heading says; beside the figures, none.
    private func textKind(at box: Box) -> ColumnKind {
        let firstFigure =
            [roles.total, roles.price, roles.quantity].compactMap { $0 }.map { columns[$0].left }.min()
            ?? .infinity
        guard let heading else { return box.left < firstFigure ? .description : .other }
        var best: (kind: ColumnKind, distance: Double)?
        for column in heading.columns {
            let gap = max(0, max(column.box.left - box.right, box.left - column.box.right))
            // Text is mostly set flush left below its heading.
            let distance = gap + (column.box.left > box.left + 3 ? 12 : 0)
            if distance < best?.distance ?? .infinity { best = (column.kind, distance) }
        }
        guard let best else { return .description }
        if best.kind.isFigure || best.kind == .unit || best.kind == .other {
            let inFigures = columns.contains { $0.overlap(box) > 0 && $0.left >= firstFigure - 1 }
            return best.distance == 0 || inFigures || box.left >= firstFigure ? .other : .description
        }
        return best.kind == .position && box.width > 60 ? .description : best.kind
    }
}
