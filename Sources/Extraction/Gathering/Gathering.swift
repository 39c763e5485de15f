import Domain

/// A document as candidates are gathered from it: pages with labels and values, language, conventions, claims.
struct Gathering {
    let pages: [ReadPage]
    let lexicon: Lexicon
    /// The language, as an index into the lexicon's.
    let languageIndex: Int
    let conventions: Conventions
    let claims: Claims
    /// Currencies printed on the document with how often, the most frequent first.
    let currencies: [CurrencyCount]
    /// Places of line tables: amounts in them are not totals.
    let tables: [Region]

    /// ISO 639-1 code of the language.
    var language: String {
        lexicon.languages.indices.contains(languageIndex) ? lexicon.languages[languageIndex] : "en"
    }

    init(pages: [ReadPage], lexicon: Lexicon, tables: [Region]) {
        var pages = pages
        let language = LanguageGuess(lexicon: lexicon).language(of: pages)
        let english = lexicon.languages.firstIndex(of: "en") ?? 0
        for index in pages.indices {
            pages[index].keepEntries { Self.isMeant($0, in: language, english: english) }
        }
        let currencies = CurrencyCount.count(in: pages)
        self.lexicon = lexicon
        self.pages = pages
        self.tables = tables
        languageIndex = language
        self.currencies = currencies
        conventions = Conventions(
            pages: pages,
            language: lexicon.languages.indices.contains(language) ? lexicon.languages[language] : "en",
            currency: currencies.first?.currency)
        claims = Claims(pages: pages, language: language)
    }

    /// Foreign labels count where they are sure; English ones stand on documents of every country.
    private static func isMeant(_ entry: LabelEntry, in language: Int, english: Int) -> Bool {
        if entry.language == language { return true }
        if entry.length <= 3 { return entry.strength == .strong && entry.language == english }
        if entry.language == english { return entry.strength != .faint }
        return entry.strength == .strong && entry.length >= 5
    }

    /// Whether a place lies in a line table.
    func isInTable(_ region: Region) -> Bool {
        tables.contains {
            $0.page == region.page && $0.box.verticalOverlap(region.box) > region.box.height / 2
                && $0.box.horizontalOverlap(region.box) > 0
        }
    }

    /// What can be said of any place: page, zone, type.
    func placeFeatures(of value: Int, page index: Int) -> [Feature] {
        let page = pages[index]
        let box = page.values[value].box
        let segment = page.layout.segments[page.values[value].segment]
        var features: [Feature] = []
        if index == 0 { features.append(Feature("page.first")) }
        if index == pages.count - 1 { features.append(Feature("page.last")) }
        let height = max(1, page.layout.height)
        features.append(Feature("zone.height", min(1, max(0, box.midY / height))))
        features.append(Feature("zone.right", min(1, max(0, box.midX / max(1, page.layout.width)))))
        let size = segment.size / max(1, page.layout.bodyHeight)
        if size > 1.25 { features.append(Feature("type.large", min(1, size - 1))) }
        let words = page.values[value].words.map { page.layout.words[segment.words[$0]] }
        if words.allSatisfy(\.isBold) { features.append(Feature("type.bold")) }
        let sureness = words.map(\.confidence).min() ?? 1
        if sureness < 0.8 { features.append(Feature("recognised.badly", 1 - sureness)) }
        return features
    }

    /// What can be said of a claim: its label and how the value stands to it.
    func claimFeatures(of claim: Claim) -> [Feature] {
        var features: [Feature] = []
        switch claim.entry.strength {
        case .strong: features.append(Feature("label.strong"))
        case .weak: features.append(Feature("label.weak"))
        case .faint: features.append(Feature("label.faint"))
        }
        features.append(Feature("label.length", min(1, Double(claim.entry.length) / 20)))
        if claim.isFuzzy { features.append(Feature("label.fuzzy")) }
        if claim.isForeign { features.append(Feature("label.foreign")) }
        features.append(Feature("relation.\(claim.link.relation.rawValue)"))
        features.append(Feature("relation.distance", min(1, claim.link.distance / 40)))
        if claim.link.skipped > 0 {
            features.append(Feature("relation.skipped", Double(min(3, claim.link.skipped))))
        }
        if !claim.link.isLast { features.append(Feature("relation.notLast")) }
        let rival = claims.rival(of: claim.role, value: claim.value, page: claim.page)
        if rival > 0 { features.append(Feature("rival", rival)) }
        if rival > claim.prior { features.append(Feature("rival.stronger", rival - claim.prior)) }
        let line = pages[claim.page].layout.segments[pages[claim.page].hits[claim.link.hit].segment]
        if line.words.count > 8 { features.append(Feature("label.inSentence")) }
        return features
    }

    /// The best claim of each role on each value.
    func bestClaims(for field: FieldName) -> [Claim] {
        var best: [Int: Claim] = [:]
        for claim in claims.all where claim.role == .field(field) {
            let key = claim.page * 1_000_000 + claim.value
            if claim.prior > best[key]?.prior ?? -1 { best[key] = claim }
        }
        return best.values.sorted { ($0.page, $0.value) < ($1.page, $1.value) }
    }

    func label(of claim: Claim) -> String {
        pages[claim.page].hits[claim.link.hit].text
    }
}
