import Domain

/// The text of a document as patterns see it: lines, with as many spaces in a gap as letters would fit in.
struct PatternText {
    /// The characters.
    private(set) var scalars: [Unicode.Scalar] = []
    /// Words with where they begin and end among the characters.
    private var places: [(range: Range<Int>, word: Word, page: Int)] = []

    /// Most spaces a gap is written with.
    private static let widestGap = 40

    /// Sets the lines of laid-out pages; without the spaces between words where `isCompact`.
    init(_ pages: [PageLayout], isCompact: Bool = false) {
        for page in pages {
            for line in page.lines {
                set(line, of: page, isCompact)
                scalars.append("\n")
            }
        }
    }

    private mutating func set(_ line: TextLine, of page: PageLayout, _ isCompact: Bool) {
        var end: Double?
        for index in line.words {
            let word = page.words[index]
            if let end, !isCompact {
                let letter = max(1, word.box.width / Double(max(1, word.text.unicodeScalars.count)))
                let spaces = Int((word.box.left - end) / letter)
                scalars.append(contentsOf: repeatElement(" ", count: min(Self.widestGap, max(1, spaces))))
            }
            let start = scalars.count
            scalars.append(contentsOf: word.text.unicodeScalars)
            places.append((start..<scalars.count, word, page.number))
            end = word.box.right
        }
    }

    /// The words a range of characters touches, and where they stand; `nil` where there is none.
    func place(of range: Range<Int>) -> Region? {
        let touched = places.filter { $0.range.overlaps(range) }
        guard let first = touched.first else { return nil }
        let box = touched.filter { $0.page == first.page }.reduce(first.word.box) { $0.union($1.word.box) }
        return Region(page: first.page, box: box)
    }

    /// The characters of a range as words on one line, to be read as typed values.
    func words(in range: Range<Int>) -> [Word] {
        var words: [Word] = []
        var left = 0.0
        for part in scalars[range].split(whereSeparator: \.properties.isWhitespace) {
            let text = String(String.UnicodeScalarView(part))
            let width = 5.0 * Double(part.count)
            words.append(Word(text: text, box: Box(left: left, top: 0, right: left + width, bottom: 10)))
            left += width + 3
        }
        return words
    }

    /// The characters of a range, white space pressed together.
    func text(in range: Range<Int>) -> String {
        scalars[range].split(whereSeparator: \.properties.isWhitespace)
            .map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    }
}
