public import Domain

/// Which values of an image page a second reader looks at; loaded from `models/readers/second-look.yml`.
public struct SecondLookPolicy: Hashable, Sendable {
    /// How many of a field's best values are looked at.
    public var fields: [FieldName: Int]
    /// Most places of a page that are looked at as lines.
    public var places: Int
    /// Most places of a page that are looked at closer, because a sum or check digits fail or readers disagree.
    public var closerPlaces: Int
    /// How far below the score at which a value is given one is still looked at.
    public var reach: Double

    /// Makes a policy.
    public init(fields: [FieldName: Int], places: Int, closerPlaces: Int, reach: Double) {
        self.fields = fields
        self.places = places
        self.closerPlaces = closerPlaces
        self.reach = reach
    }

    /// Looks at nothing twice.
    public static let none = SecondLookPolicy(fields: [:], places: 0, closerPlaces: 0, reach: 0)
}

/// Says which places of a page a second reader looks at.
public struct SecondLookPlaces: Sendable {
    private let policy: SecondLookPolicy
    private let lexicon: Lexicon
    private let model: ScoringModel

    /// Decides by a policy and by what would be chosen on the page.
    public init(policy: SecondLookPolicy, lexicon: Lexicon, model: ScoringModel) {
        self.policy = policy
        self.lexicon = lexicon
        self.model = model
    }

    /// The places on a page that are to be looked at in a manner, the most telling first.
    public func places(on page: Page, for manner: OtherReading.Manner) -> [Box] {
        guard page.origin == .image || page.origin == .mixed else { return [] }
        switch manner {
        case .line where policy.places > 0:
            let evidence = Evidence(gatheredFrom: [page], lexicon: lexicon)
            return Array(likely(Ranking(evidence.candidates, model: model)).prefix(policy.places))
        case .closer where policy.closerPlaces > 0:
            return Array(doubtful(on: page).prefix(policy.closerPlaces))
        case .line, .closer, .page: return []
        }
    }

    /// Where the values stand that could be chosen: the best of each field, then the second best, and so on.
    private func likely(_ ranking: Ranking) -> [Box] {
        var boxes: [Box] = []
        for rank in 0..<(policy.fields.values.max() ?? 0) {
            for field in FieldName.allCases where rank < policy.fields[field] ?? 0 {
                let values = ranking[field]
                guard rank < values.count, values[rank].score >= model.least(for: field) - policy.reach
                else { continue }
                let box = values[rank].best.region.box
                if !boxes.contains(box) { boxes.append(box) }
            }
        }
        return boxes
    }

    /// Numbers that two readers dispute, and numbers of sums that fail.
    private func doubtful(on page: Page) -> [Box] {
        let evidence = Evidence(gatheredFrom: [page], lexicon: lexicon)
        let disputed = page.words.filter { word in
            if case .disputed = word.agreement { return word.isNumeric }
            return false
        }.map(\.box)
        let failing = failingTotals(evidence) + failingLines(evidence)
        let ofSums = failing.flatMap { box in
            page.words.filter { word in
                word.isNumeric && box.horizontalOverlap(word.box) > 0
                    && (box.top...box.bottom).contains(word.box.midY)
            }.map(\.box)
        }
        return disputed + ofSums.filter { !disputed.contains($0) }
    }

    /// Net, tax and grand total as they would be chosen, where they do not add up as they were read.
    private func failingTotals(_ evidence: Evidence) -> [Box] {
        guard let farAway = CalendarDate(year: 9999, month: 12, day: 31) else { return [] }
        var chosen = Choice(
            model: model, ranking: Ranking(evidence.candidates, model: model), evidence: evidence,
            kind: KindChoice(evidence).kind, arrival: farAway)
        chosen.chooseTotals(on: [])
        let totals = [FieldName.netTotal, .taxTotal, .grandTotal].compactMap { chosen.fields[$0] }
        let boxes = totals.compactMap { $0.source.region?.box }
        let amounts = totals.compactMap { field in
            if case .amount(let amount) = field.value { return amount }
            return nil
        }
        guard amounts.count == 3, boxes.count == 3, amounts[0].adding(amounts[1]) != amounts[2] else {
            return []
        }
        return boxes
    }

    /// Lines whose quantity and price do not make their total.
    private func failingLines(_ evidence: Evidence) -> [Box] {
        evidence.table.lines.compactMap { line in
            guard line.discountPercent == nil, line.priceBase == nil, let quantity = line.quantity,
                let price = line.unitPrice, let total = line.lineTotal,
                let product = quantity.multiplied(by: price)?.rounded(to: 2),
                let gap = product.subtracting(total)?.magnitude, let slack = FixedDecimal(canonical: "0.02")
            else { return nil }
            return gap > slack ? line.source.region?.box : nil
        }
    }
}

extension Word {
    /// Whether it is digits and the signs of amounts and dates alone.
    fileprivate var isNumeric: Bool {
        let bytes = text.utf8
        return bytes.contains(where: PlainBytes.isDigit)
            && bytes.allSatisfy { PlainBytes.isDigit($0) || Self.signs.contains($0) }
    }

    private static let signs = Set(".,-/:'%".utf8)
}
