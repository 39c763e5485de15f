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
enum ColumnFinder {
    /// Columns in lines, from left to right, with the headings over them.
    static func columns(in lines: [TableLine], heading: TableHeading?) -> [FigureColumn] {
        var spans: [FigureColumn] = []
        let boxes = lines.flatMap { line in
            line.cells.filter {
                $0.isFree && line.cells.count > 1 || line.cells.count == 1 && $0.token.looksLikeMoney
            }
            .map(\.box)
        }
        for box in boxes.sorted(by: { $0.left < $1.left }) {
            let shared = spans.indices.filter {
                spans[$0].overlap(box) > 0.15 * min(box.width, spans[$0].right - spans[$0].left)
            }
            guard let first = shared.first else {
                spans.append(FigureColumn(left: box.left, right: box.right, count: 1))
                continue
            }
            spans[first].left = min(spans[first].left, box.left)
            spans[first].right = max(spans[first].right, box.right)
            spans[first].count += 1
        }
        spans = merged(spans)
        if let heading { attach(heading, to: &spans) }
        return spans
    }

    private static func merged(_ spans: [FigureColumn]) -> [FigureColumn] {
        var merged: [FigureColumn] = []
        for span in spans.sorted(by: { $0.left < $1.left }) {
            guard let last = merged.last,
                span.left < last.right - 0.15 * min(span.right - span.left, last.right - last.left)
            else {
                merged.append(span)
                continue
            }
            merged[merged.count - 1].right = max(last.right, span.right)
            merged[merged.count - 1].count += span.count
        }
        return merged
    }

    /// Matches columns and headings in their order from left to right so that the distances are least.
    private static func attach(_ heading: TableHeading, to columns: inout [FigureColumn]) {
        let headings = heading.columns
        let skip = 40.0
        var cost = [[Double]](
            repeating: [Double](repeating: 0, count: headings.count + 1), count: columns.count + 1)
        var choice = [[Int]](
            repeating: [Int](repeating: 0, count: headings.count + 1), count: columns.count + 1)
        for column in 0...columns.count {
            for heading in 0...headings.count where column + heading > 0 {
                var best = Double.infinity
                var step = 0
                if column > 0 {
                    let weight = columns[column - 1].count > 1 ? skip : skip * 0.6
                    best = cost[column - 1][heading] + weight
                    step = 1
                }
                if heading > 0 {
                    let weight = headings[heading - 1].kind.isFigure ? skip * 0.3 : 0
                    if cost[column][heading - 1] + weight < best {
                        best = cost[column][heading - 1] + weight
                        step = 2
                    }
                }
                if column > 0, heading > 0 {
                    let match =
                        cost[column - 1][heading - 1]
                        + distance(columns[column - 1], headings[heading - 1].box)
                    if match < best {
                        best = match
                        step = 3
                    }
                }
                cost[column][heading] = best
                choice[column][heading] = step
            }
        }
        var column = columns.count
        var index = headings.count
        while column > 0 || index > 0 {
            switch choice[column][index] {
            case 1: column -= 1
            case 2: index -= 1
            default:
                column -= 1
                index -= 1
                columns[column].heading = index
                columns[column].distance = distance(columns[column], headings[index].box)
            }
        }
    }

    /// How far apart a column and a heading stand: little where edges or middles agree, more with the gap.
    static func distance(_ column: FigureColumn, _ box: Box) -> Double {
        let gap = max(0, max(box.left - column.right, column.left - box.right))
        let edges = min(
            abs(column.left - box.left), abs(column.right - box.right),
            abs((column.left + column.right) / 2 - box.midX))
        return gap * 1.5 + min(edges, 30) * 0.3
    }
}
