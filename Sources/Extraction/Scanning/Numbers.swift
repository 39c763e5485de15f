public import Domain

/// Finds every number on a line of words, with all its readings.
public enum Numbers {
    /// Words closer than this many heights can be parts of one number.
    static let joiningGap = 0.62

    /// The numbers among `words`, which stand on one line from left to right.
    ///
    /// `1 234,56` yields the joined number and its parts; ranges of tokens may overlap.
    public static func scan(_ words: [Word]) -> [NumberToken] {
        let pieces = words.map { NumberPiece($0.text) }
        var tokens: [NumberToken] = []
        var index = 0
        while index < words.count {
            defer { index += 1 }
            guard let piece = pieces[index] else { continue }
            if let broken = brokenDecimal(at: index, pieces, words) {
                tokens.append(complete(broken, in: words))
                index = broken.words.upperBound - 1
                continue
            }
            if let joined = grouped(at: index, pieces, words) { tokens.append(complete(joined, in: words)) }
            let readings = piece.readings
            guard !readings.isEmpty else { continue }
            tokens.append(
                complete(
                    NumberToken(
                        readings: readings, currency: piece.currency, isPercentage: piece.isPercentage,
                        suffix: piece.suffix, words: index..<(index + 1), raw: words[index].text), in: words))
        }
        return tokens
    }

    /// Whether words `index` and `index + 1` stand close enough to be one number.
    private static func isClose(_ index: Int, _ words: [Word]) -> Bool {
        guard index >= 0, index + 1 < words.count else { return false }
        let gap = words[index + 1].box.left - words[index].box.right
        return gap < max(words[index].box.height, words[index + 1].box.height) * joiningGap
            || isOneSpaceOfFixedPitch(gap, words[index], words[index + 1])
    }

    /// Whether two words in type of a fixed pitch stand one space apart, which is wide there.
    private static func isOneSpaceOfFixedPitch(_ gap: Double, _ one: Word, _ next: Word) -> Bool {
        let pitch = one.box.width / Double(max(1, one.text.utf8.count))
        let other = next.box.width / Double(max(1, next.text.utf8.count))
        return pitch > 0 && abs(pitch - other) < 0.02 * pitch && gap > 0 && gap < 1.05 * pitch
    }

    /// `1 234 567,89` set with spaces.
    private static func grouped(at start: Int, _ pieces: [NumberPiece?], _ words: [Word]) -> NumberToken? {
        guard let first = pieces[start], first.isBareDigits, (1...3).contains(first.core.count),
            first.suffixBytes.isEmpty
        else { return nil }
        var body = first.core
        var end = start + 1
        var last = first
        while end < words.count, isClose(end - 1, words), let next = pieces[end], next.prefixBytes.isEmpty,
            next.sign == .none, NumberPiece.startsWithThreeDigits(next.core), last.suffixBytes.isEmpty
        {
            body += [UInt8(ascii: " ")] + next.core
            last = next
            end += 1
            if !next.isBareDigits { break }
        }
        guard end > start + 1 else { return nil }
        let readings = NumberGrammar.readings(of: body[...]).map {
            NumberReading(
                value: first.sign.applied(last.sign.applied($0.value)), mark: $0.mark,
                isRepaired: $0.isRepaired)
        }
        guard !readings.isEmpty else { return nil }
        return NumberToken(
            readings: readings, currency: first.currency ?? last.currency, isPercentage: last.isPercentage,
            suffix: last.suffix, words: start..<end, isJoined: true, raw: raw(words[start..<end]))
    }

    /// `12. 50` or `12 ,50`: a space crept in beside the decimal point.
    private static func brokenDecimal(
        at start: Int, _ pieces: [NumberPiece?], _ words: [Word]
    ) -> NumberToken? {
        guard isClose(start, words), let first = pieces[start], let next = pieces[start + 1],
            next.sign == .none, !first.core.isEmpty
        else { return nil }
        let body: [UInt8]
        if let mark = first.trailingMark, next.isBareDigits, next.core.count == 2, next.prefixBytes.isEmpty {
            body = first.core + [mark] + next.core
        } else if first.suffixBytes.isEmpty, let mark = next.leadingMark, next.core.count == 2,
            first.isBareDigits || first.core.contains(where: { !PlainBytes.isDigit($0) && $0 != mark })
        {
            body = first.core + [mark] + next.core
        } else {
            return nil
        }
        let readings = NumberGrammar.readings(of: body[...]).map {
            NumberReading(value: first.sign.applied($0.value), mark: $0.mark, isRepaired: true)
        }
        guard !readings.isEmpty else { return nil }
        return NumberToken(
            readings: readings, currency: first.currency ?? next.currency, isPercentage: next.isPercentage,
            suffix: next.suffix, words: start..<(start + 2), raw: raw(words[start..<(start + 2)]))
    }

    /// Takes in the sign, currency or percent sign in the words beside a number.
    private static func complete(_ token: NumberToken, in words: [Word]) -> NumberToken {
        var token = token
        takeInSign(&token, words)
        if token.currency == nil, !token.isPercentage { takeInCurrency(&token, words) }
        let end = token.words.upperBound
        if token.currency == nil, !token.isPercentage, end < words.count, words[end].text.hasPrefix("%"),
            words[end].box.left - words[end - 1].box.right < words[end].box.height * 1.2
        {
            token.isPercentage = true
            token.words = token.words.lowerBound..<(end + 1)
        }
        if token.words.count > 1 { token.raw = raw(words[token.words]) }
        return token
    }

    private static func takeInSign(_ token: inout NumberToken, _ words: [Word]) {
        let start = token.words.lowerBound
        let end = token.words.upperBound
        let isMinus = { (index: Int) in PlainBytes.of(words[index].text) == [UInt8(ascii: "-")] }
        if start > 0, isClose(start - 1, words), isMinus(start - 1),
            start == 1 || words[start - 1].box.left - words[start - 2].box.right > words[start].box.height
        {
            token.words = (start - 1)..<end
        } else if end < words.count, isClose(end - 1, words), isMinus(end), end + 1 == words.count {
            token.words = start..<(end + 1)
        } else {
            return
        }
        token.readings = token.readings.map {
            NumberReading(value: Sign.minus.applied($0.value), mark: $0.mark, isRepaired: $0.isRepaired)
        }
    }

    private static func takeInCurrency(_ token: inout NumberToken, _ words: [Word]) {
        let start = token.words.lowerBound
        let end = token.words.upperBound
        if end < words.count, words[end].box.left - words[end - 1].box.right < words[end].box.height * 1.2,
            let currency = CurrencyMarks.currency(of: words[end].text)
        {
            token.currency = currency
            token.words = start..<(end + 1)
        } else if start > 0, words[start].box.left - words[start - 1].box.right < words[start].box.height * 4,
            let currency = CurrencyMarks.currency(of: words[start - 1].text)
        {
            token.currency = currency
            token.words = (start - 1)..<end
        }
    }

    private static func raw(_ words: ArraySlice<Word>) -> String {
        words.map(\.text).joined(separator: " ")
    }
}
