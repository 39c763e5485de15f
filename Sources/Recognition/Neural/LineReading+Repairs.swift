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
    /// none at 6. Numbers stay whole: before and after a point of theirs as much white stands.
    var withMissedSpaces: [LineReading.Character] {
        guard let first, let last, count > 2 else { return self }
        let pitch = Double(last.lastStep - first.firstStep) / Double(count - 1)
        var repaired = [first]
        for (before, next) in zip(self, dropFirst()) {
            if next.space >= Self.leastSpace, next.text != " ", before.text != " ",
                Double(next.firstStep - before.lastStep) >= pitch,
                !(before.isOfNumber && next.isOfNumber), !Self.joining.contains(next.text)
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

    private static var leastSpace: Float { 0.08 }
    /// What belongs to the word before though it leaves white.
    private static var joining: Set<String> { ["(", "_", "@"] }
}

extension LineReading.Character {
    /// Whether it is a digit or stands between digits.
    fileprivate var isOfNumber: Bool { isDigit || text == "." || text == "," }

    /// Whether it is a digit.
    var isDigit: Bool { text.utf8.count == 1 && text.utf8.allSatisfy { (48...57).contains($0) } }
}
