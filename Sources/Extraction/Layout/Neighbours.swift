package import Domain

extension PageLayout {
    /// The segment to the left on the same line.
    package func left(of segment: Int) -> Int? {
        let line = lines[segments[segment].line]
        return segment > line.segments.lowerBound ? segment - 1 : nil
    }

    /// The segment to the right on the same line.
    package func right(of segment: Int) -> Int? {
        let line = lines[segments[segment].line]
        return segment + 1 < line.segments.upperBound ? segment + 1 : nil
    }

    /// Segments above that share some of the segment's width, nearest first, at most `reach` points away.
    package func above(_ segment: Int, reach: Double) -> [Int] {
        above(segments[segment].box, line: segments[segment].line, reach: reach)
    }

    /// Segments of earlier lines above a rectangle that share some of its width, nearest first.
    package func above(_ box: Box, line: Int, reach: Double) -> [Int] {
        var found: [Int] = []
        for other in stride(from: line - 1, through: 0, by: -1) {
            let gap = box.top - lines[other].box.bottom
            if gap > reach + 2 * bodyHeight { break }
            for index in lines[other].segments
            where segments[index].box.horizontalOverlap(box) > 0
                && box.top - segments[index].box.bottom <= reach
            {
                found.append(index)
            }
        }
        return found
    }

    /// Segments below that share some of the segment's width, nearest first, at most `reach` points away.
    package func below(_ segment: Int, reach: Double) -> [Int] {
        let box = segments[segment].box
        var found: [Int] = []
        for other in (segments[segment].line + 1)..<max(lines.count, segments[segment].line + 1) {
            let gap = lines[other].box.top - box.bottom
            if gap > reach + 2 * bodyHeight { break }
            for index in lines[other].segments
            where segments[index].box.horizontalOverlap(box) > 0
                && segments[index].box.top - box.bottom <= reach
            {
                found.append(index)
            }
        }
        return found
    }

    /// The words of a segment.
    package func words(of segment: Int) -> [Word] {
        segments[segment].words.map { words[$0] }
    }

    /// Where the words with these indices stand.
    package func region(of words: some Collection<Int>) -> Region {
        Region(page: number, box: self.words.box(around: words))
    }
}
