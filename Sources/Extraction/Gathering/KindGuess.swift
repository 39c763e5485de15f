public import Domain

/// How strongly a document looks like one of a kind.
public struct KindScore: Hashable, Sendable {
    /// The kind.
    public var kind: DocumentKind
    /// The sum of what speaks for it.
    public var score: Double
    /// The title that spoke loudest, as printed.
    public var title: String

    /// Makes a score.
    public init(kind: DocumentKind, score: Double, title: String) {
        self.kind = kind
        self.score = score
        self.title = title
    }
}

/// Tells the kind of a document by its titles and typical words.
struct KindGuess {
    let gathering: Gathering

    /// The kinds with any sign of them, the likeliest first.
    func scores() -> [KindScore] {
        var best: [DocumentKind: (score: Double, title: String)] = [:]
        var typical: [DocumentKind: Set<String>] = [:]
        for (index, page) in gathering.pages.enumerated().prefix(3) {
            for hit in page.hits {
                for entry in hit.entries {
                    guard case .kind(let kind) = entry.role else { continue }
                    if entry.strength == .strong {
                        let score = titleScore(hit, entry, page) * (index == 0 ? 1 : 0.5)
                        if score > best[kind]?.score ?? 0 { best[kind] = (score, hit.text) }
                    } else {
                        typical[kind, default: []].insert(AddressText.folded(hit.text))
                    }
                }
            }
        }
        let isCredit = (best[.creditNote]?.score ?? 0) >= 2
        let isNumbered =
            !isCredit
            && gathering.claims.all.contains {
                $0.role == .field(.invoiceNumber) && $0.entry.strength == .strong && $0.prior > 0.7
            }
        var scores = DocumentKind.allCases.compactMap { kind -> KindScore? in
            let title = best[kind]
            let words = Double(min(6, typical[kind]?.count ?? 0)) * (kind == .receipt ? 0.7 : 0.3)
            let numbered = kind == .invoice && isNumbered ? 2.0 : 0
            let total = numbered + (title?.score ?? 0) + words + (kind == .receipt ? receiptShape() : 0)
            return total > 0 ? KindScore(kind: kind, score: total, title: title?.title ?? "") : nil
        }
        scores.sort { ($0.score, $1.kind.rawValue) > ($1.score, $0.kind.rawValue) }
        return scores
    }

    private func titleScore(_ hit: LabelHit, _ entry: LabelEntry, _ page: ReadPage) -> Double {
        let layout = page.layout
        let segment = layout.segments[hit.segment]
        var score = 1.0
        if hit.words.count == segment.words.count { score += 1 }
        if hit.words.lowerBound == 0 { score += 0.5 }
        if segment.words.count > 6 { score -= 0.8 }
        if isFieldLabel(hit, page) { score -= 2 }
        let size = segment.size / max(1, layout.bodyHeight)
        if size > 1.25 { score += min(2, size - 0.5) }
        if segment.box.midY < 0.4 * layout.height { score += 0.7 }
        if entry.language != gathering.languageIndex { score *= 0.7 }
        if hit.isFuzzy { score *= 0.8 }
        return score
    }

    /// Whether the title is the label of a value beside it: `Bestellung : 4711`.
    private func isFieldLabel(_ hit: LabelHit, _ page: ReadPage) -> Bool {
        guard hit.words.count == page.layout.segments[hit.segment].words.count,
            let right = page.layout.right(of: hit.segment)
        else { return false }
        return page.layout.segments[right].text.hasPrefix(":")
            || page.layout.segments[hit.segment].text.hasSuffix(":")
    }

    /// Wider paper is no till's, in points: 100 millimetres.
    private static let widestStrip = 284.0
    /// What paper as narrow as a till's says, where its width is known for sure.
    private static let ofStrip = 4.0

    /// Receipts are narrow strips, recognised on images, without a postal address of a customer.
    private func receiptShape() -> Double {
        guard let page = gathering.pages.first?.layout, gathering.pages.count == 1,
            page.isRecognised || page.width < Self.widestStrip
        else {
            return 0
        }
        let text = page.lines.reduce(0.0) { max($0, $1.box.width) }
        let isStrip = page.hasLinesOfTill && page.height > 1.2 * text
        return isStrip ? page.isRecognised ? 1.2 : Self.ofStrip : 0
    }
}
