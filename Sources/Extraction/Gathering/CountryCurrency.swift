import Domain

/// The currency of the country that a document's tax ids, accounts and labels speak of.
struct CountryCurrency {
    private static let euro: Set<String> = [
        "DE", "AT", "FR", "NL", "BE", "ES", "IT", "IE", "FI", "PT", "LU", "EL", "SK", "SI", "EE", "LV", "LT",
        "MT",
        "CY", "HR",
    ]
    private static let others = [
        "GB": "GBP", "CH": "CHF", "PL": "PLN", "CZ": "CZK", "SE": "SEK", "DK": "DKK", "NO": "NOK",
        "HU": "HUF",
        "RO": "RON", "BG": "BGN",
    ]

    /// A candidate from the country; `nil` when nothing tells of one.
    static func candidate(in gathering: Gathering) -> Candidate? {
        for (index, page) in gathering.pages.enumerated() {
            for (value, found) in page.values.enumerated() {
                guard case .identifier(let token) = found.kind, token.kind == .vat || token.kind == .iban,
                    let currency = currency(of: String(token.value.prefix(2)))
                else { continue }
                return candidate(
                    currency, "currency.country", found.raw, gathering.pages[index].region(of: value))
            }
            if let hit = page.hits.first(where: isIndian), let rupee = Currency(rawValue: "INR") {
                return candidate(
                    rupee, "currency.country", hit.text, Region(page: page.layout.number, box: hit.box))
            }
        }
        guard ["de", "fr", "nl", "es", "it"].contains(gathering.language), let page = gathering.pages.first,
            let word = page.layout.words.first, let euro = Currency(rawValue: "EUR")
        else { return nil }
        return candidate(
            euro, "currency.language", "", Region(page: page.layout.number, box: word.box))
    }

    private static func candidate(
        _ currency: Currency, _ feature: String, _ raw: String, _ region: Region
    ) -> Candidate {
        Candidate(
            field: .currency, value: .currency(currency), raw: raw, region: region,
            features: [Feature(feature)])
    }

    private static func currency(of country: String) -> Currency? {
        euro.contains(country) ? Currency(rawValue: "EUR") : others[country].flatMap(Currency.init(rawValue:))
    }

    /// State and central tax stand on Indian documents alone.
    private static func isIndian(_ hit: LabelHit) -> Bool {
        hit.entries.contains { $0.role == .distractor(.taxPart) && $0.strength == .strong }
    }
}
