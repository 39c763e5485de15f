import Domain

/// What a field was set to, and what was seen on the way there.
struct ChosenValue {
    /// The value among those ranked; `nil` for one that follows from others.
    var ranked: RankedValue?
    /// Its score with what else spoke for it; of a derived value the least score of what it follows from.
    var score: Double
    /// By how much it leads over the best other value; `nil` where there is no other.
    var lead: Double?
    /// Why it was derived, as a feature; `nil` for one that was read.
    var rule: String?
}

extension Choice {
    /// Keeps what tells how sure a value is that was read.
    mutating func note(_ field: FieldName, _ value: RankedValue, score: Double) {
        let other = ranking[field].first { $0.value != value.value }
        chosen[field] = ChosenValue(
            ranked: value, score: score, lead: other.map { score - $0.score }, rule: nil)
    }

    /// Keeps what tells how sure a value is that follows from others.
    mutating func note(_ field: FieldName, from parents: [FieldName], rule: String) {
        let scores = parents.compactMap { chosen[$0]?.score }
        let other = ranking[field].first
        chosen[field] = ChosenValue(
            ranked: nil, score: scores.min() ?? 0, lead: other.map { -$0.score }, rule: rule)
    }
}

/// What can be seen about a chosen value once everything is chosen: the features of its probability.
struct SurenessFeatures {
    let choice: Choice
    let pages: [Page]

    /// The features of a field's value; empty where none was chosen.
    func features(of field: FieldName) -> [Feature] {
        guard let chosen = choice.chosen[field] else { return [] }
        var features = ranking(of: chosen)
        if let rule = chosen.rule { features.append(Feature("derived.\(rule)")) }
        features += (chosen.ranked?.best.features ?? []).filter { !Self.isPlace($0.name) }
        features += print(of: field)
        features += sums(with: field)
        features += dates(with: field)
        features += whole
        return features
    }

    private func ranking(of chosen: ChosenValue) -> [Feature] {
        let score = min(14, max(-4, chosen.score))
        var features = [Feature("score", score / 5), Feature("score.high", max(0, score - 4) / 5)]
        if let lead = chosen.lead {
            features.append(Feature("lead", min(6, max(-2, lead)) / 3))
            if lead < 1 { features.append(Feature("lead.none", 1 - max(-1, lead))) }
        } else {
            features.append(Feature("lead.only"))
        }
        if let ranked = chosen.ranked, ranked.places.count > 1 { features.append(Feature("printed.again")) }
        return features
    }

    /// Where on the page a value stands tells little about whether it is right.
    private static func isPlace(_ name: String) -> Bool {
        name.hasPrefix("zone.") && name != "zone.table" || name.hasPrefix("page.") || name.hasPrefix("type.")
            || name.hasPrefix("order.")
    }

    /// How well the print can be read.
    private func print(of field: FieldName) -> [Feature] {
        guard let region = choice.fields[field]?.source.region,
            let page = pages.first(where: { $0.number == region.page })
        else { return [] }
        let words = page.words.filter {
            region.box.horizontalOverlap($0.box) > $0.box.width / 2
                && region.box.verticalOverlap($0.box) > $0.box.height / 2
        }
        guard words.contains(where: { $0.reader != .textLayer }) else { return [Feature("print.digital")] }
        var features: [Feature] = []
        if words.contains(where: { $0.reader == .tesseract }) { features.append(Feature("print.tesseract")) }
        let doubt = words.map { 1 - $0.confidence }.max() ?? 0
        features.append(Feature("print.doubt", min(1, 2 * doubt)))
        let worst = words.flatMap(\.characters).map { 1 - $0.score }.max() ?? 0
        features.append(Feature("print.character", min(1, 2 * worst)))
        return features
    }

    // MARK: What agrees with what

    private func sums(with field: FieldName) -> [Feature] {
        let totals: Set<FieldName> = [.netTotal, .taxTotal, .grandTotal, .amountDue]
        guard totals.contains(field) else { return [] }
        var features: [Feature] = []
        if let net = choice.fields[.netTotal]?.amount, let tax = choice.fields[.taxTotal]?.amount,
            let gross = choice.fields[.grandTotal]?.amount, let sum = net.adding(tax)
        {
            let areRead = [FieldName.netTotal, .taxTotal, .grandTotal].allSatisfy {
                choice.chosen[$0]?.ranked != nil
            }
            if sum == gross, !tax.isZero, areRead { features.append(Feature("sums.close")) }
            if sum != gross { features.append(Feature("sums.open")) }
        }
        if let lines = choice.evidence.table.sum {
            let isMet = [FieldName.netTotal, .grandTotal].contains { choice.fields[$0]?.amount == lines }
            features.append(Feature(isMet ? "lines.close" : "lines.open"))
        }
        let isTaxMet = choice.evidence.taxBreakdown.contains { $0.tax != nil && $0.base != nil }
        if isTaxMet { features.append(Feature("rates.close")) }
        if let due = choice.fields[.amountDue]?.amount, let gross = choice.fields[.grandTotal]?.amount {
            features.append(Feature(due == gross ? "due.same" : "due.other"))
        }
        if choice.fields[field]?.reasons.contains(where: { $0.text.hasPrefix("read as") }) == true {
            features.append(Feature("sums.mended"))
        }
        return features
    }

    private func dates(with field: FieldName) -> [Feature] {
        guard field == .issueDate || field == .dueDate,
            case .date(let issue)? = choice.fields[.issueDate]?.value
        else { return [] }
        var features: [Feature] = []
        if case .date(let due)? = choice.fields[.dueDate]?.value {
            let days = due.dayNumber - issue.dayNumber
            if choice.evidence.terms.contains(where: { $0.netDays == days }) {
                features.append(Feature("dates.terms"))
            }
            if !(0...100).contains(days) { features.append(Feature("dates.far")) }
        }
        let age = choice.arrival.dayNumber - issue.dayNumber
        if age < 0 { features.append(Feature("dates.future")) }
        return features
    }

    /// What holds for all values of a document.
    private var whole: [Feature] {
        var features: [Feature] = []
        if choice.kind == .receipt { features.append(Feature("kind.receipt")) }
        if choice.kind != .receipt, choice.kind != .invoice, choice.kind != .creditNote {
            features.append(Feature("kind.other"))
        }
        if pages.count > 1 { features.append(Feature("pages.several")) }
        let words = pages.flatMap(\.words)
        if words.contains(where: { $0.reader != .textLayer }) {
            let doubt = words.reduce(0) { $0 + (1 - $1.confidence) } / Double(max(1, words.count))
            features.append(Feature("scan.doubt", min(1, 4 * doubt)))
        }
        return features
    }
}

extension Field<FieldValue> {
    fileprivate var amount: FixedDecimal? {
        guard case .amount(let amount) = value else { return nil }
        return amount
    }
}
