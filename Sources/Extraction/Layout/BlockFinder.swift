import Domain

/// Joins segments that stand closely under each other, flush left, flush right or centred, into blocks.
struct BlockFinder {
    private let segments: [Segment]

    init(segments: [Segment]) {
        self.segments = segments
    }

    /// The blocks in the order of their top edges.
    func blocks() -> [Block] {
        var blockOf: [Int] = []
        var members: [[Int]] = []
        for index in segments.indices {
            if let above = bestAbove(index), members[blockOf[above]].last == above {
                blockOf.append(blockOf[above])
                members[blockOf[above]].append(index)
            } else {
                blockOf.append(members.count)
                members.append([index])
            }
        }
        return members.map { members in
            let box = members.dropFirst().reduce(segments[members[0]].box) { $0.union(segments[$1].box) }
            return Block(segments: members, box: box)
        }
    }

    /// The nearest segment above that this one continues.
    private func bestAbove(_ index: Int) -> Int? {
        let segment = segments[index]
        var best: (index: Int, gap: Double)?
        for other in (0..<index).reversed() {
            let candidate = segments[other]
            let gap = segment.box.top - candidate.box.bottom
            if gap > 60 { break }
            guard candidate.line < segment.line, isBelow(segment, candidate, gap: gap) else { continue }
            if gap < best?.gap ?? .infinity { best = (other, gap) }
        }
        return best?.index
    }

    private func isBelow(_ lower: Segment, _ upper: Segment, gap: Double) -> Bool {
        let size = max(lower.size, upper.size)
        guard size <= 1.6 * min(lower.size, upper.size) else { return false }
        let height = min(lower.box.height, upper.box.height)
        guard gap <= 0.95 * max(height, min(lower.size, upper.size)), gap >= -0.6 * height else {
            return false
        }
        guard lower.box.horizontalOverlap(upper.box) > 0 else { return false }
        return abs(lower.box.left - upper.box.left) <= 0.8 * size
            || abs(lower.box.right - upper.box.right) <= 0.8 * size
            || abs(lower.box.midX - upper.box.midX) <= 0.8 * size
    }
}
