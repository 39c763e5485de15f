package import Domain

/// How the words of a page stand to each other: lines, segments of lines, blocks of segments.
///
/// All indices point into the arrays of the same page, so that the value is flat and cheap to copy.
package struct PageLayout: Sendable {
    /// Number of the page, from 1.
    package let number: Int
    /// Width of the page in points.
    package let width: Double
    /// Height of the page in points.
    package let height: Double
    /// Whether the words were recognised on an image, so that letters may be wrong.
    package let isRecognised: Bool
    /// The words of the page, in the order they came.
    package let words: [Word]
    /// Lines from top to bottom.
    package let lines: [TextLine]
    /// Segments, line by line, from left to right.
    package let segments: [Segment]
    /// Blocks in the order of their top edges.
    package let blocks: [Block]
    /// Median height of the page's words in points: what "a line high" means here.
    package let bodyHeight: Double

    /// Lays a page out.
    package init(_ page: Page) {
        let found = LineFinder(words: page.words).lines()
        let splitter = SegmentSplitter(words: page.words, rulings: page.rulings, lines: found)
        var lines: [TextLine] = []
        var segments: [Segment] = []
        for words in found {
            let start = segments.count
            for run in splitter.split(words) {
                segments.append(Segment(run, line: lines.count, in: page.words))
            }
            lines.append(TextLine(segments: start..<segments.count, words: words, in: page.words))
        }
        let blocks = BlockFinder(segments: segments).blocks()
        for (index, block) in blocks.enumerated() {
            for segment in block.segments { segments[segment].block = index }
        }
        number = page.number
        width = page.width
        height = page.height
        isRecognised = page.origin == .image || page.origin == .mixed
        self.words = page.words
        self.lines = lines
        self.segments = segments
        self.blocks = blocks
        bodyHeight = splitter.bodyHeight
    }

    /// Longest line of a till's receipt, in characters.
    private static let longestLineOfTill = 48

    /// Whether the lines are as short as those of a till's receipt; a tenth may be longer.
    package var hasLinesOfTill: Bool {
        let lengths = lines.map { $0.words.reduce(0) { $0 + words[$1].text.count + 1 } }.sorted()
        return lengths.dropLast(lengths.count / 10).last.map { $0 < Self.longestLineOfTill } ?? false
    }
}

/// A line of type across the whole page.
package struct TextLine: Sendable {
    /// Its segments, as indices into the page's segments.
    package let segments: Range<Int>
    /// Its words from left to right, as indices into the page's words.
    package let words: [Int]
    /// The rectangle around it.
    package let box: Box

    init(segments: Range<Int>, words: [Int], in all: [Word]) {
        self.segments = segments
        self.words = words
        box = all.box(around: words)
    }
}

/// A piece of a line without a wide gap: a label, a cell, a sentence.
package struct Segment: Sendable {
    /// Its words from left to right, as indices into the page's words.
    package let words: [Int]
    /// Its line, as an index into the page's lines.
    package let line: Int
    /// Its block, as an index into the page's blocks.
    package fileprivate(set) var block: Int
    /// The rectangle around it.
    package let box: Box
    /// Height of its type in points: the upper quartile of its words' heights.
    package let size: Double
    /// Its words joined by single spaces.
    package let text: String

    init(_ words: [Int], line: Int, in all: [Word]) {
        self.words = words
        self.line = line
        block = 0
        box = all.box(around: words)
        size = words.map { all[$0].fontSize }.sorted()[words.count * 3 / 4]
        text = words.map { all[$0].text }.joined(separator: " ")
    }
}

/// Segments that stand under each other like the lines of an address or a paragraph.
package struct Block: Sendable {
    /// Its segments from top to bottom, as indices into the page's segments.
    package let segments: [Int]
    /// The rectangle around it.
    package let box: Box
}

extension [Word] {
    /// The rectangle around the words with these indices, which must not be empty.
    package func box(around indices: some Collection<Int>) -> Box {
        guard let first = indices.first else { preconditionFailure("a box needs a word") }
        return indices.dropFirst().reduce(self[first].box) { $0.union(self[$1].box) }
    }
}
