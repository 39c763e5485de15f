internal import Domain

/// How well the words of a reading can be read.
struct Legibility {
    private var letters = 0.0
    private var trusted = 0.0

    /// Weighs the words by their length.
    init(_ words: [Word]) {
        for word in words {
            let length = Double(word.text.unicodeScalars.count)
            letters += length
            trusted += length * max(0, word.confidence - 0.3)
        }
    }

    /// Whether the reading looks like that of a page that lies upside down.
    var isPoor: Bool { letters < 8 || trusted / letters < 0.35 }

    /// What can be read, in letters.
    var weight: Double { trusted }
}

/// How much speaks for a page being the right way up, from a reading of a part of it.
///
/// Noise reads as letters either way; words of a language come out of one way only.
struct Uprightness {
    private let weight: Double

    /// Weighs what can be read by the words of a language among it.
    init(_ words: [Word]) {
        let known = LanguageVote(words).votes.values.max() ?? 0
        weight = Legibility(words).weight * Double(1 + known)
    }

    /// Whether this way is up rather than the other, beyond chance.
    func isClearlyMore(than other: Uprightness) -> Bool { weight > other.weight * 1.3 }
}
