internal import Domain

/// Takes `2x3,50` and `2x` apart into quantity, sign and price.
enum SplitMultiples {
    private static let signs: Set<Character> = ["x", "X", "×", "*", "@", "х"]

    /// The line with its words taken apart where a sign of multiplication stands between or beside digits.
    static func split(_ line: TableLine, _ lexicon: TableLexicon) -> TableLine {
        guard line.words.contains(where: { pieces(of: $0.text).count > 1 }) else { return line }
        var words: [Word] = []
        for word in line.words {
            let parts = pieces(of: word.text)
            let width = word.box.width / Double(max(1, word.text.count))
            var left = word.box.left
            for part in parts {
                var piece = word
                piece.text = part
                let right = left + width * Double(part.count)
                piece.box = Box(left: left, top: word.box.top, right: right, bottom: word.box.bottom)
                words.append(piece)
                left = right
            }
        }
        return TableLine(words, page: line.page, index: line.index, box: line.box, lexicon: lexicon)
    }

    /// Whether the word is a sign of multiplication alone.
    static func isSign(_ text: String) -> Bool { text.count == 1 && text.allSatisfy(signs.contains) }

    private static func pieces(of text: String) -> [String] {
        guard let index = text.firstIndex(where: signs.contains) else { return [text] }
        let before = text[..<index]
        let after = text[text.index(after: index)...]
        guard isNumber(before) || before.isEmpty, isNumber(after) || after.isEmpty,
            !(before.isEmpty && after.isEmpty)
        else { return [text] }
        return [String(before), String(text[index]), String(after)].filter { !$0.isEmpty }
    }

    private static func isNumber(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        return PlainBytes.isDigit(first) && PlainBytes.isDigit(last)
            && text.utf8.allSatisfy { PlainBytes.isDigit($0) || $0 == 44 || $0 == 46 }
    }
}
