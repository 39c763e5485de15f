/// The words of a segment folded for comparison with labels: small plain letters and digits, cut into tokens.
///
/// A token is a run of letters, a run of digits, or one of `#` and `%`.
/// Phrases are compared with their spaces, dots and hyphens left out, so `Rechnungs-Nr.` is `Rechnungsnr`.
package struct LabelText: Sendable {
    /// The folded characters of all words without anything between them.
    package private(set) var bytes: [UInt8] = []
    /// The tokens in order.
    package private(set) var tokens: [Token] = []

    /// A run of folded characters.
    package struct Token: Sendable {
        /// Its place among the folded characters.
        package var range: Range<Int>
        /// Which word it is of, counted from the start of the text.
        package var word: Int
        /// Whether a label may begin here.
        package var mayBegin: Bool
        /// Whether a label may end here.
        package var mayEnd: Bool
        /// Whether the word goes on after the token with letters or digits.
        package var isFollowed: Bool
        /// Whether something stands between the token and what follows in the word.
        package var isSeparated: Bool
        /// Characters of the word up to the end of the token.
        package var end: Int
    }

    /// Folds words.
    package init(_ words: [String]) {
        for (index, word) in words.enumerated() { append(word, index) }
        if bytes.contains(UInt8(ascii: "%")) { dropPercentages() }
    }

    /// Takes rates out, so that `VAT 19,00 % incl.` is compared as `VAT incl`.
    private mutating func dropPercentages() {
        var isRate = Array(repeating: false, count: tokens.count)
        for index in tokens.indices where bytes[tokens[index].range] == [UInt8(ascii: "%")] {
            var digits = index
            while digits > 0, index - digits < 2,
                PlainBytes.isDigit(bytes[tokens[digits - 1].range.lowerBound])
            {
                digits -= 1
                isRate[digits] = true
            }
            isRate[index] = digits < index
        }
        var kept: [UInt8] = []
        tokens = zip(tokens, isRate).compactMap { token, isRate in
            guard !isRate else { return nil }
            var token = token
            let start = kept.count
            kept += bytes[token.range]
            token.range = start..<kept.count
            return token
        }
        bytes = kept
    }

    /// The folded form of a phrase, as one run.
    package static func folded(_ phrase: String) -> [UInt8] {
        LabelText(phrase.split(separator: " ").map(String.init)).bytes
    }

    private enum Class {
        case letter, digit, sign, none
    }

    private static func classify(_ byte: UInt8) -> Class {
        // Names of placeholders hold words that are no labels: BUYER_NAME.
        if PlainBytes.isLetter(byte) || byte == UInt8(ascii: "_") { return .letter }
        if PlainBytes.isDigit(byte) { return .digit }
        return byte == UInt8(ascii: "#") || byte == UInt8(ascii: "%") ? .sign : .none
    }

    private mutating func append(_ word: String, _ index: Int) {
        let plain = PlainBytes.lowercased(word)
        let end = Self.readableEnd(of: plain)
        var position = 0
        while position < end {
            let kind = Self.classify(plain[position])
            guard kind != .none else {
                position += 1
                continue
            }
            var stop = position + 1
            while kind != .sign, stop < end, Self.classify(plain[stop]) == kind { stop += 1 }
            let start = bytes.count
            bytes += plain[position..<stop]
            tokens.append(
                Token(
                    range: start..<bytes.count, word: index,
                    mayBegin: Self.mayBegin(at: position, in: plain),
                    mayEnd: Self.mayEnd(at: stop, in: plain),
                    isFollowed: plain[stop...].contains { Self.classify($0) != .none },
                    isSeparated: stop < plain.count && Self.classify(plain[stop]) == .none, end: stop))
            position = stop
        }
    }

    /// Addresses of the net hold words that are no labels; only what stands before their colon is read.
    private static func readableEnd(of plain: [UInt8]) -> Int {
        let isAddress = plain.contains(UInt8(ascii: "@")) || plain.starts(with: Array("www.".utf8))
        guard isAddress else { return plain.count }
        guard plain.count > 1, plain.last != UInt8(ascii: "@") else { return plain.count }
        return plain.firstIndex(of: UInt8(ascii: ":")) ?? (plain.first == UInt8(ascii: "@") ? plain.count : 0)
    }

    private static func mayBegin(at position: Int, in plain: [UInt8]) -> Bool {
        guard position > 0 else { return true }
        let before = plain[position - 1]
        if classify(before) != .none { return classify(before) == .digit || classify(before) == .sign }
        if !plain[..<position].contains(where: { classify($0) != .none }) { return true }
        return before != UInt8(ascii: "-") && before != UInt8(ascii: "_")
    }

    private static func mayEnd(at stop: Int, in plain: [UInt8]) -> Bool {
        guard stop < plain.count else { return true }
        let after = plain[stop]
        switch classify(after) {
        case .letter: return false
        case .digit, .sign: return true
        case .none: break
        }
        guard plain[stop...].contains(where: { classify($0) != .none }) else { return true }
        if after == UInt8(ascii: "/") || after == UInt8(ascii: "\\") {
            return stop + 1 < plain.count && classify(plain[stop + 1]) == .letter
        }
        return after != UInt8(ascii: "-") && after != UInt8(ascii: "_") && after != PlainBytes.unknown
    }
}
