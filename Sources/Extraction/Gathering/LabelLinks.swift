import Domain

/// How a value stands to its label.
enum LabelRelation: String {
    case inline, right, below, rightBelow
}

/// A value that stands where a label's value would stand.
struct LabelLink {
    /// The label, as an index into the page's labels.
    let hit: Int
    /// The value, as an index into the page's values.
    let value: Int
    let relation: LabelRelation
    /// How far away it is, in line heights.
    let distance: Double
    /// How many values stand between label and value.
    let skipped: Int
    /// Whether it is the last of its line.
    let isLast: Bool
}

/// Finds the values that stand where the values of labels stand: behind them, right of them, below them.
struct LabelLinker {
    let page: ReadPage
    private var layout: PageLayout { page.layout }

    /// The values that `accepts` takes, by their relation to the label.
    ///
    /// Amounts are looked for on the whole line and down the column, other values at the first place.
    func links(of hit: Int, isAmount: Bool, accepts: (PageValue) -> Bool) -> [LabelLink] {
        let inline = inline(hit, accepts)
        if !inline.isEmpty, !isAmount { return inline }
        let right = right(hit, accepts)
        if !inline.isEmpty { return Self.joined(inline, right) }
        let below = isAmount ? column(hit, accepts) : below(hit, accepts)
        if !right.isEmpty { return right + below }
        return rightBelow(hit, accepts) + below
    }

    /// Values behind the label and right of it, counted through.
    private static func joined(_ inline: [LabelLink], _ right: [LabelLink]) -> [LabelLink] {
        guard !right.isEmpty else { return inline }
        let earlier = inline.map {
            LabelLink(
                hit: $0.hit, value: $0.value, relation: $0.relation, distance: $0.distance,
                skipped: $0.skipped, isLast: false)
        }
        let later = right.map {
            LabelLink(
                hit: $0.hit, value: $0.value, relation: $0.relation, distance: $0.distance,
                skipped: $0.skipped + inline.count, isLast: $0.isLast)
        }
        return earlier + later
    }

    /// The values in the column below the label, row by row, until a row is too far away.
    private func column(_ index: Int, _ accepts: (PageValue) -> Bool) -> [LabelLink] {
        let hit = page.hits[index]
        let first = layout.segments[hit.segment].line + 1
        var found: [LabelLink] = []
        var bottom = hit.box.bottom
        for line in first..<max(first, layout.lines.count) where found.count < 5 {
            guard layout.lines[line].box.top - bottom <= 3.2 * max(layout.bodyHeight, hit.box.height) else {
                break
            }
            let under = layout.lines[line].segments.filter { isUnder(layout.segments[$0].box, hit.box) }
            if under.isEmpty { continue }
            let values = under.flatMap { segment in
                page.valuesOfSegment[segment].filter {
                    accepts(page.values[$0]) && isUnder(page.values[$0].box, hit.box)
                        && !isLabelled($0, in: segment)
                }
            }
            if let value = values.min(by: { offset($0, hit.box) < offset($1, hit.box) }) {
                bottom = page.values[value].box.bottom
                found.append(
                    link(
                        index, value, .below, distance: page.values[value].box.top - hit.box.bottom,
                        skipped: found.count, isLast: true))
            } else if under.contains(where: { !page.hitsOfSegment[$0].isEmpty }) {
                break
            }
        }
        return found
    }

    private func link(
        _ hit: Int, _ value: Int, _ relation: LabelRelation, distance: Double, skipped: Int, isLast: Bool
    ) -> LabelLink {
        LabelLink(
            hit: hit, value: value, relation: relation,
            distance: max(0, distance) / max(1, layout.bodyHeight), skipped: skipped, isLast: isLast)
    }

    private func inline(_ index: Int, _ accepts: (PageValue) -> Bool) -> [LabelLink] {
        let hit = page.hits[index]
        let start = hit.words.upperBound - (hit.isGlued ? 1 : 0)
        let end = nextHit(after: index, in: hit.segment)
        let values = page.valuesOfSegment[hit.segment].filter {
            let value = page.values[$0]
            return value.words.lowerBound >= start && value.words.lowerBound < end && accepts(value)
        }
        return values.enumerated().map { offset, value in
            link(
                index, value, .inline, distance: page.values[value].box.left - hit.box.right,
                skipped: offset, isLast: offset == values.count - 1)
        }
    }

    /// The word of the segment at which the next label begins.
    private func nextHit(after index: Int, in segment: Int) -> Int {
        guard index + 1 < page.hits.count, page.hits[index + 1].segment == segment else { return .max }
        return max(page.hits[index + 1].words.lowerBound, page.hits[index].words.upperBound)
    }

    private func right(_ index: Int, _ accepts: (PageValue) -> Bool) -> [LabelLink] {
        let hit = page.hits[index]
        guard nextHit(after: index, in: hit.segment) == .max else { return [] }
        var found: [Int] = []
        var segment = layout.right(of: hit.segment)
        while let current = segment {
            let hits = page.hitsOfSegment[current]
            let limit = hits.first.map { page.hits[$0].words.lowerBound } ?? .max
            found += page.valuesOfSegment[current].filter {
                page.values[$0].words.lowerBound < limit && accepts(page.values[$0])
            }
            if limit != .max { break }
            segment = layout.right(of: current)
        }
        return found.enumerated().map { offset, value in
            link(
                index, value, .right, distance: page.values[value].box.left - hit.box.right, skipped: offset,
                isLast: offset == found.count - 1)
        }
    }

    private func below(_ index: Int, _ accepts: (PageValue) -> Bool) -> [LabelLink] {
        let hit = page.hits[index]
        let first = layout.segments[hit.segment].line + 1
        let reach = 3.2 * max(layout.bodyHeight, hit.box.height)
        var rows = 0
        for line in first..<max(first, layout.lines.count) {
            guard layout.lines[line].box.top - hit.box.bottom <= reach else { break }
            let under = layout.lines[line].segments.filter { isUnder(layout.segments[$0].box, hit.box) }
            if under.isEmpty { continue }
            var values: [Int] = []
            for segment in under {
                values += page.valuesOfSegment[segment].filter {
                    accepts(page.values[$0]) && isUnder(page.values[$0].box, hit.box)
                        && !isLabelled($0, in: segment)
                }
            }
            if let value = values.min(by: { offset($0, hit.box) < offset($1, hit.box) }) {
                return [
                    link(
                        index, value, .below, distance: page.values[value].box.top - hit.box.bottom,
                        skipped: rows, isLast: true)
                ]
            }
            if under.contains(where: { !page.hitsOfSegment[$0].isEmpty }) { break }
            rows += 1
        }
        return []
    }

    /// Whether a label stands before the value in its own segment.
    private func isLabelled(_ value: Int, in segment: Int) -> Bool {
        page.hitsOfSegment[segment].contains {
            page.hits[$0].words.lowerBound < page.values[value].words.lowerBound
                && page.hits[$0].entries.contains { $0.strength == .strong }
        }
    }

    private func isUnder(_ box: Box, _ label: Box) -> Bool {
        box.horizontalOverlap(label) > 0 || abs(box.left - label.left) < layout.bodyHeight
    }

    private func offset(_ value: Int, _ label: Box) -> Double {
        let box = page.values[value].box
        return min(abs(box.left - label.left), abs(box.right - label.right), abs(box.midX - label.midX))
    }

    /// Values set right of the label and up to a line lower, as forms with small labels have them.
    private func rightBelow(_ index: Int, _ accepts: (PageValue) -> Bool) -> [LabelLink] {
        let hit = page.hits[index]
        let first = layout.segments[hit.segment].line + 1
        let height = max(layout.bodyHeight, hit.box.height)
        for line in first..<max(first, min(layout.lines.count, first + 3)) {
            guard layout.lines[line].box.top - hit.box.bottom <= 0.8 * height else { break }
            for segment in layout.lines[line].segments
            where layout.segments[segment].box.left >= hit.box.right - height {
                guard page.hitsOfSegment[segment].isEmpty else { return [] }
                if let left = layout.left(of: segment), !page.hitsOfSegment[left].isEmpty,
                    layout.segments[left].box.right > hit.box.left
                {
                    return []
                }
                if let value = page.valuesOfSegment[segment].first(where: { accepts(page.values[$0]) }) {
                    return [
                        link(
                            index, value, .rightBelow,
                            distance: page.values[value].box.left - hit.box.right, skipped: 0, isLast: true)
                    ]
                }
            }
        }
        return []
    }
}
