import Domain

/// Tells the language of a document by its function words and labels.
struct LanguageGuess {
    private let lexicon: Lexicon

    init(lexicon: Lexicon) {
        self.lexicon = lexicon
    }

    /// The language with the most function words and labels; the first of the lexicon where nothing tells.
    func language(of pages: [ReadPage]) -> Int {
        var scores = Array(repeating: 0.0, count: max(1, lexicon.languages.count))
        for page in pages {
            for word in page.layout.words where word.text.utf8.count <= 12 {
                let folded = LabelText([word.text]).bytes
                let languages = lexicon.languages(using: folded[...])
                for language in languages { scores[language] += 1 / Double(languages.count) }
            }
            for hit in page.hits {
                let languages = Set(hit.entries.filter { $0.strength == .strong }.map(\.language))
                guard !languages.isEmpty, (hit.entries.first?.length ?? 0) >= 4 else { continue }
                for language in languages { scores[language] += 1.5 / Double(languages.count) }
            }
        }
        let best = scores.max() ?? 0
        return scores.firstIndex(of: best) ?? 0
    }
}
