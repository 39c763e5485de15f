import Domain

/// How often a currency is printed on a document, and where first.
struct CurrencyCount {
    let currency: Currency
    /// Occurrences; codes count twice, signs beside amounts once.
    var count: Int
    let region: Region
    let raw: String

    /// The currencies of all pages, the most frequent first.
    static func count(in pages: [ReadPage]) -> [CurrencyCount] {
        var found: [CurrencyCount] = []
        func add(_ currency: Currency, _ weight: Int, _ region: Region, _ raw: String) {
            if let index = found.firstIndex(where: { $0.currency == currency }) {
                found[index].count += weight
            } else {
                found.append(CurrencyCount(currency: currency, count: weight, region: region, raw: raw))
            }
        }
        for page in pages {
            for (segment, values) in page.valuesOfSegment.enumerated() {
                let hasNumber = values.contains {
                    if case .number = page.values[$0].kind { return true }
                    return false
                }
                let isLabelled = hasNumber || !page.hitsOfSegment[segment].isEmpty
                for word in page.layout.words(of: segment) where word.text.utf8.count <= 8 {
                    guard let currency = CurrencyMarks.currency(of: word.text) else { continue }
                    guard isLabelled || !page.layout.isRecognised else { continue }
                    let isCode = word.text.contains(currency.rawValue)
                    add(
                        currency, isCode && isLabelled ? 2 : 1,
                        Region(page: page.layout.number, box: word.box), word.text)
                }
            }
            for (index, value) in page.values.enumerated() {
                guard case .number(let token) = value.kind, let currency = token.currency,
                    value.words.count == 1
                else { continue }
                add(currency, 1, page.region(of: index), value.raw)
            }
        }
        return found.sorted { ($0.count, $1.currency.rawValue) > ($1.count, $0.currency.rawValue) }
    }

    /// Candidates for the document's currency: those printed, and the one of the country.
    static func candidates(_ counts: [CurrencyCount], country: Candidate?) -> [Candidate] {
        printed(counts) + [country].compactMap { $0 }
    }

    private static func printed(_ counts: [CurrencyCount]) -> [Candidate] {
        let all = counts.reduce(0) { $0 + $1.count }
        return counts.map { count in
            var features = [Feature("currency.share", Double(count.count) / Double(max(1, all)))]
            features.append(Feature("currency.count", min(1, Double(count.count) / 5)))
            if count.raw.contains(count.currency.rawValue) { features.append(Feature("currency.code")) }
            return Candidate(
                field: .currency, value: .currency(count.currency), raw: count.raw, region: count.region,
                features: features)
        }
    }
}
