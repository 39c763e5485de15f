/// The labels of all languages, ready to be found on a page.
public struct Lexicon: Sendable {
    /// Longest label in folded characters.
    static let maximumLength = 60
    /// Shortest label that is recognised with one letter wrong.
    static let minimumFuzzyLength = 6

    /// ISO 639-1 codes of the languages, in the order they were given.
    package let languages: [String]
    /// Names of months in all languages, folded, with their number 1...12.
    package let months: [[UInt8]: Int]
    /// What stands over the columns of line tables and beside the sums below them.
    package let tables: TableLexicon
    private let table: [UInt64: [LabelEntry]]
    private let neighbours: [UInt64: [UInt64]]
    private let functionWords: [UInt64: [Int]]

    /// Makes the lexicon of these languages, with the phrases of line tables.
    public init(_ labels: [LanguageLabels], tables: TableLexicon = TableLexicon(columns: [:], sums: [])) {
        var table: [UInt64: [LabelEntry]] = [:]
        var neighbours: [UInt64: [UInt64]] = [:]
        var functionWords: [UInt64: [Int]] = [:]
        var months: [[UInt8]: Int] = [:]
        for (index, language) in labels.enumerated() {
            for word in language.functionWords {
                functionWords[Self.key(LabelText.folded(word)[...]), default: []].append(index)
            }
            for (month, names) in language.months {
                for name in names { months[LabelText.folded(name)] = month }
            }
            for (role, strength, phrase) in Self.phrases(of: language) {
                let folded = LabelText.folded(phrase)
                guard !folded.isEmpty, folded.count <= Self.maximumLength else { continue }
                let key = Self.key(folded[...])
                let entry = LabelEntry(
                    role: role, strength: strength, language: index, length: folded.count)
                if table[key]?.contains(entry) != true { table[key, default: []].append(entry) }
                guard folded.count >= Self.minimumFuzzyLength else { continue }
                for variant in Self.deletions(of: folded[...])
                where neighbours[variant]?.contains(key) != true {
                    neighbours[variant, default: []].append(key)
                }
            }
        }
        languages = labels.map(\.language)
        self.table = table
        self.tables = tables
        self.neighbours = neighbours
        self.functionWords = functionWords
        self.months = months
    }

    /// What the folded text says, if it is a label.
    package func entries(for folded: ArraySlice<UInt8>) -> [LabelEntry] {
        table[Self.key(folded)] ?? []
    }

    /// What the folded text says if one of its letters is wrong, missing or too many.
    package func entries(near folded: ArraySlice<UInt8>) -> [LabelEntry] {
        guard folded.count >= Self.minimumFuzzyLength else { return [] }
        var found: [LabelEntry] = []
        if let keys = neighbours[Self.key(folded)] { found += keys.flatMap { table[$0] ?? [] } }
        for variant in Self.deletions(of: folded) {
            if let entries = table[variant], folded.count > Self.minimumFuzzyLength { found += entries }
            for key in neighbours[variant] ?? [] { found += table[key] ?? [] }
        }
        return found
    }

    /// Indices of the languages in which the folded text is a function word.
    package func languages(using folded: ArraySlice<UInt8>) -> [Int] {
        functionWords[Self.key(folded)] ?? []
    }

    /// FNV-1a over the bytes, 64 bits.
    private static func key(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }

    /// Keys of the text with one character left out.
    private static func deletions(of bytes: ArraySlice<UInt8>) -> [UInt64] {
        bytes.indices.map { skipped in
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for index in bytes.indices where index != skipped {
                hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3
            }
            return hash
        }
    }

    private static func phrases(of labels: LanguageLabels) -> [(LabelRole, LabelStrength, String)] {
        var found: [(LabelRole, LabelStrength, String)] = []
        func take(_ section: LabelRole.Section, _ phrases: LanguageLabels.Phrases) {
            for (name, byStrength) in phrases {
                guard let role = LabelRole(section: section, name: name) else { continue }
                for (strength, texts) in byStrength { found += texts.map { (role, strength, $0) } }
            }
        }
        take(.fields, labels.fields)
        take(.parties, labels.parties)
        take(.kinds, labels.kinds)
        take(.terms, labels.terms.mapValues { [.strong: $0] })
        return found
    }
}

/// One meaning of a phrase.
package struct LabelEntry: Hashable, Sendable {
    /// What it says.
    package var role: LabelRole
    /// How sure it is of that.
    package var strength: LabelStrength
    /// Which of the lexicon's languages it is of.
    package var language: Int
    /// Its folded characters.
    package var length: Int
}
