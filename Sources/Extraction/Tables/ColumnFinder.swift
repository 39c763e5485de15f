internal import Domain

/// A column of numbers: the cells of several lines that stand under each other.
struct FigureColumn {
    /// From the leftmost to the rightmost edge of its numbers.
    var left: Double
    var right: Double
    /// Numbers in it.
    var count: Int
    /// The heading over it, as an index into the headings, and how far away it stands in points.
    var heading: Int?
    var distance: Double = 0

    /// How many points it shares with a rectangle.
    func overlap(_ box: Box) -> Double {
        max(0, min(right, box.right) - max(left, box.left))
    }
}

/// Finds the columns of numbers in the lines of a table's body.
struct ColumnFinder {
    /// The columns from left to right.
    private(set) var columns: [FigureColumn] = []
    private let heading: TableHeading?
    /// Farthest a number may stand from its heading, in points.
    private static let reach = 42.0

    /// Finds the columns of the lines, under the headings where there are some.
    init(_ lines: [TableLine], heading: TableHeading?) {
        self.heading = heading
        let figureLines = lines.filter { Self.isFigureLine($0, heading) }
        guard let heading else {
            columns = Self.clusters(figureLines.flatMap { $0.cells.filter(\.isFree).map(\.box) })
            return
        }
        var spans = [FigureColumn?](repeating: nil, count: heading.columns.count)
        var homeless: [Box] = []
        for line in figureLines {
            let cells = line.cells.filter(\.isFree)
            let homes = Self.homes(of: cells.map(\.box), under: heading)
            for (cell, home) in zip(cells, homes) {
                guard let home else {
                    homeless.append(cell.box)
                    continue
                }
                Self.add(cell.box, to: &spans[home], heading: home, at: heading.columns[home].box)
            }
        }
        for (index, column) in heading.columns.enumerated()
        where spans[index] == nil && [.quantity, .billedQuantity, .unitPrice].contains(column.kind) {
            spans[index] = FigureColumn(
                left: column.box.left, right: column.box.right, count: 0, heading: index)
        }
        let headed = spans.compactMap(\.self)
        let others = Self.clusters(homeless).filter { other in
            !headed.contains { $0.overlap(Box(left: other.left, top: 0, right: other.right, bottom: 0)) > 0 }
        }
        columns = (headed + others).sorted { ($0.left, $0.right) < ($1.left, $1.right) }
    }

    /// The cells of one line by column; of two in one column the free one, else the one nearer its right edge.
    func cells(of line: TableLine) -> [TableCell?] {
        var cells = [TableCell?](repeating: nil, count: columns.count)
        var homes: [Int?] = line.cells.map { _ in nil }
        if let heading { homes = Self.homes(of: line.cells.map(\.box), under: heading) }
        for (cell, home) in zip(line.cells, homes) {
            guard let column = column(for: cell, home: home) else { continue }
            if let other = cells[column] {
                let edge = columns[column].right
                let isNearer = abs(cell.box.right - edge) < abs(other.box.right - edge)
                if other.isFree != cell.isFree ? other.isFree : !isNearer { continue }
            }
            cells[column] = cell
        }
        return cells
    }

    private func column(for cell: TableCell, home: Int?) -> Int? {
        if let home, cell.isFree, let column = columns.firstIndex(where: { $0.heading == home }) {
            return column
        }
        let nearest = columns.indices.max { columns[$0].overlap(cell.box) < columns[$1].overlap(cell.box) }
        guard let nearest, columns[nearest].overlap(cell.box) > 0 else { return nil }
        return nearest
    }

    /// Whether a line's numbers stand in columns: an amount that stands free, and another or its heading.
    static func isFigureLine(_ line: TableLine, _ heading: TableHeading?) -> Bool {
        let free = line.cells.filter(\.isFree)
        let totals = heading?.columns.filter { $0.kind == .lineTotal || $0.kind == .grossTotal } ?? []
        let isUnderTotal = { (cell: TableCell) in
            totals.contains { $0.box.left - 20 < cell.box.right && cell.box.left < $0.box.right + 20 }
        }
        guard free.contains(where: { $0.token.looksLikeMoney && !$0.token.isPercentage || isUnderTotal($0) })
        else {
            return free.count > 2
        }
        return free.count > 1 || free.contains { isUnderTotal($0) && $0.token.looksLikeMoney }
    }

    /// Rectangles that overlap from left to right, gathered.
    private static func clusters(_ boxes: [Box]) -> [FigureColumn] {
        var clusters: [FigureColumn] = []
        for box in boxes.sorted(by: { $0.left < $1.left }) {
            guard let last = clusters.indices.last,
                clusters[last].overlap(box) > 0.15
                    * min(box.width, clusters[last].right - clusters[last].left)
            else {
                clusters.append(FigureColumn(left: box.left, right: box.right, count: 1))
                continue
            }
            clusters[last].right = max(clusters[last].right, box.right)
            clusters[last].count += 1
        }
        return clusters
    }

    private static func add(_ box: Box, to span: inout FigureColumn?, heading: Int, at place: Box) {
        var column = span ?? FigureColumn(left: box.left, right: box.right, count: 0, heading: heading)
        column.distance =
            (column.distance * Double(column.count) + distance(box, place)) / Double(column.count + 1)
        column.left = min(column.left, box.left)
        column.right = max(column.right, box.right)
        column.count += 1
        span = column
    }

    /// Matches the numbers of a line and the headings in their order so that the distances are least.
    private static func homes(of boxes: [Box], under heading: TableHeading) -> [Int?] {
        let headings = heading.columns
        let width = headings.count + 1
        var cost = [Double](repeating: 0, count: (boxes.count + 1) * width)
        var choice = [UInt8](repeating: 0, count: cost.count)
        for row in 0...boxes.count {
            for column in 0...headings.count where row + column > 0 {
                var best = (cost: Double.infinity, step: UInt8(0))
                if row > 0 { best = (cost[(row - 1) * width + column] + reach, 1) }
                if column > 0, cost[row * width + column - 1] < best.cost {
                    best = (cost[row * width + column - 1], 2)
                }
                if row > 0, column > 0 {
                    let match =
                        cost[(row - 1) * width + column - 1]
                        + distance(boxes[row - 1], headings[column - 1].box)
                    if match < best.cost { best = (match, 3) }
                }
                cost[row * width + column] = best.cost
                choice[row * width + column] = best.step
            }
        }
        var homes = [Int?](repeating: nil, count: boxes.count)
        var (row, column) = (boxes.count, headings.count)
        while row > 0 || column > 0 {
            switch choice[row * width + column] {
            case 1: row -= 1
            case 2: column -= 1
            default:
                row -= 1
                column -= 1
                homes[row] = column
            }
        }
        return homes
    }

    /// How far apart a number and a heading stand: little where edges or middles agree, more with the gap.
    private static func distance(_ box: Box, _ heading: Box) -> Double {
        let gap = max(0, max(heading.left - box.right, box.left - heading.right))
        let edges = min(
            abs(box.left - heading.left), abs(box.right - heading.right), abs(box.midX - heading.midX))
        return gap * 1.3 + min(edges, 40) * 0.3
    }
}
