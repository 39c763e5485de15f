extension LineReading {
    /// The reading of a place where one character or two stand alone.
    ///
    /// Two dots are a colon even where the network sees a tail at one, and a lone stroke is a 1: a letter of that shape
    /// does not stand by itself in a row.
    func asLone(on line: TextLine) -> LineReading {
        guard characters.count == 1, var only = characters.first, meanScore >= Self.leastShapeScore else {
            return self
        }
        if line.bareEnds > 0, only.text == ";" {
            only.text = ":"
        } else if line.bareEnds == 0, Self.strokes.contains(only.text) {
            only.alternatives = [(only.text, only.score)] + only.alternatives.filter { $0.text != "1" }
            only.text = "1"
            // Its place in the row is as good a sign as its shape.
            only.score = max(only.score, Float(Self.leastDigitScore))
        } else {
            return self
        }
        return LineReading(characters: [only], end: end)
    }

    /// Whether it is a number of one digit or two, or a colon.
    var isLoneMark: Bool {
        if characters.map(\.text) == [":"] { return meanScore >= Self.leastShapeScore }
        return (1...2).contains(characters.count) && characters.allSatisfy(\.isDigit)
            && meanScore >= Self.leastDigitScore
    }

    /// What the network takes a lone stroke for.
    private static var strokes: Set<String> { ["i", "I", "l", "ì", "í", "!"] }
    private static var leastDigitScore: Double { 0.8 }
    /// Two dots one over the other, or a stroke as high as its row, are hardly anything else.
    private static var leastShapeScore: Double { 0.5 }
}
