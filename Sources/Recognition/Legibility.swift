internal import Domain

/// How well the words of a reading can be read.
struct Legibility: Comparable {
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

    static func < (left: Legibility, right: Legibility) -> Bool { left.trusted < right.trusted }
}
