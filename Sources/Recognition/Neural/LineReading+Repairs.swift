extension [LineReading.Character] {
    /// The characters with a decimal point where the network wrote a space but thought of a point.
    ///
    /// Points of faint dot-matrix print are lost so: `80 91`. The point takes over the runner-up's score, which
    /// leaves the word uncertain, and the space stays as its alternative.
    var withFaintPoints: [LineReading.Character] {
        var repaired = self
        for index in indices.dropFirst().dropLast(2) where self[index].text == " " {
            guard self[index - 1].isDigit, self[index + 1].isDigit, self[index + 2].isDigit,
                index + 3 == endIndex || self[index + 3].text == " ",
                let point = self[index].alternatives.first(where: { $0.text == "." || $0.text == "," })
            else { continue }
            repaired[index].alternatives = [(" ", self[index].score)]
            repaired[index].text = point.text
            repaired[index].score = point.score
        }
        return repaired
    }
}

extension [LineReading.Character] {
    /// The characters with a space where the network came near to writing one and white is as wide as a character.
    ///
    /// Of places inside words that it reads as one on 76 scans and receipts, transcripts have a space at 78 of these and
    /// none at 6. Numbers stay whole: before and after a point of theirs as much white stands. White of two thirds of
    /// the line's height parts numbers, too, such as a date from its time; of 31 such places on 126 scans and receipts
    /// transcripts have a space at all.
    var withMissedSpaces: [LineReading.Character] {
        guard let first, let last, count > 1 else { return self }
        let pitch = Double(last.lastStep - first.firstStep) / Double(count - 1)
        var repaired = [first]
        for (before, next) in zip(self, dropFirst()) {
            if next.text != " ", before.text != " ",
                isMissed(before, next, pitch) || isWide(before, next, pitch)
            {
                repaired.append(
                    LineReading.Character(
                        text: " ", score: next.space, firstStep: before.lastStep + 1,
                        lastStep: next.firstStep - 1, alternatives: []))
            }
            repaired.append(next)
        }
        return repaired
    }

    /// Whether white as wide as a character, and the network's doubt, tell of a space.
    private func isMissed(
        _ before: LineReading.Character, _ next: LineReading.Character, _ pitch: Double
    ) -> Bool {
        count > 2 && next.space >= Self.leastSpace && Double(next.firstStep - before.lastStep) >= pitch
            && !(before.isOfNumber && next.isOfNumber) && !Self.joining.contains(next.text)
    }

    /// Whether white is so wide that little doubt is enough; what is set wide throughout is no sign.
    private func isWide(
        _ before: LineReading.Character, _ next: LineReading.Character, _ pitch: Double
    ) -> Bool {
        let white = next.firstStep - before.lastStep
        guard next.space >= Self.leastSpaceOfWide, white >= Self.wide,
            count == 2 || Double(white) >= Self.widerThanPitch * pitch
        else { return false }
        return !(before.isMark && next.isDigit) && !next.isMark && !Self.joiningFar.contains(next.text)
    }

    private static var leastSpace: Float { 0.08 }
    /// What belongs to the word before though it leaves white.
    private static var joining: Set<String> { ["(", "_", "@"] }
    /// Steps of two thirds of the line's height.
    private static var wide: Int { 4 }
    private static var leastSpaceOfWide: Float { 0.03 }
    private static var widerThanPitch: Double { 1.3 }
    /// What belongs to the word before though it leaves much white.
    private static var joiningFar: Set<String> { ["_", "@"] }
}

extension LineReading.Character {
    /// Whether it is a digit or stands between digits.
    fileprivate var isOfNumber: Bool { isDigit || isMark }

    /// Whether it is a point or a comma.
    fileprivate var isMark: Bool { text == "." || text == "," }

    /// Whether it is a digit.
    var isDigit: Bool { text.utf8.count == 1 && text.utf8.allSatisfy { (48...57).contains($0) } }
}
