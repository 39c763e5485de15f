/// What another look at the place of a word made of it.
public struct OtherReading: Hashable, Sendable {
    /// How the place was looked at.
    public enum Manner: UInt8, Hashable, Sendable, CaseIterable {
        /// As a line cut out of the page.
        case line = 0
        /// Enlarged, with another threshold between ink and paper, digits alone allowed.
        case closer = 1
        /// With the whole page.
        case page = 2
    }

    /// Who looked.
    public var reader: TextReader
    /// How.
    public var manner: Manner
    /// What was read; never empty.
    public var text: String

    /// Makes a reading.
    public init(reader: TextReader, manner: Manner, text: String) {
        self.reader = reader
        self.manner = manner
        self.text = text
    }

    /// Whether it says the same as `text`, small differences of typography aside.
    public func confirms(_ text: String) -> Bool {
        Self.compared(self.text) == Self.compared(text)
    }

    /// What of a text counts when readings are compared.
    ///
    /// Signs at either end, spaces, the shape of dashes and quotation marks, and capitals do not count. A comma counts as
    /// a point: which of the two marks the fraction is a matter of the whole document.
    public static func compared(_ text: String) -> String {
        var kept: [Unicode.Scalar] = []
        var length = 0
        for scalar in text.uppercased().unicodeScalars {
            let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            guard isWord || !kept.isEmpty, !scalar.properties.isWhitespace else { continue }
            switch scalar {
            case ",", "·": kept.append(".")
            case "\u{2010}"..."\u{2015}", "\u{2212}": kept.append("-")
            case "\u{2018}", "\u{2019}", "`", "\u{B4}": kept.append("'")
            default: kept.append(scalar)
            }
            if isWord { length = kept.count }
        }
        var compared = String.UnicodeScalarView()
        compared.append(contentsOf: kept.prefix(length))
        return String(compared)
    }
}

/// What the readers of a place say of each other.
public enum Agreement: Hashable, Sendable {
    /// Nobody looked a second time, or saw anything there.
    case single
    /// Whoever looked again read the same; who did.
    case agreed(TextReader)
    /// Somebody read something else, and a further look read the same as the word.
    case settled(OtherReading)
    /// Somebody read something else.
    case disputed(OtherReading)
}

extension Word {
    /// What the other readings say of the word.
    public var agreement: Agreement {
        let isConfirmed = otherReadings.contains { $0.confirms(text) }
        if let other = otherReadings.first(where: { !$0.confirms(text) }) {
            return isConfirmed ? .settled(other) : .disputed(other)
        }
        return otherReadings.first.map { .agreed($0.reader) } ?? .single
    }
}
