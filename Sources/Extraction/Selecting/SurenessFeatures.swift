import Domain

/// What can be seen about a chosen value once everything is chosen: the features of its probability.
struct SurenessFeatures {
    let choice: Choice
    let pages: [Page]
    /// What holds for all values of the document.
    private let whole: [Feature]

    init(choice: Choice, pages: [Page]) {
        self.choice = choice
        self.pages = pages
        whole = Self.whole(choice.kind, pages)
    }

    /// The features of a field's value; empty where none was chosen.
    func features(of field: FieldName) -> [Feature] {
        guard let chosen = choice.chosen[field] else { return [] }
        var features = ranking(of: chosen)
        if let rule = chosen.rule { features.append(Feature("derived.\(rule)")) }
        features += (chosen.ranked?.best.features ?? []).filter { !Self.isPlace($0.name) }
        features += legibility(of: field)
        if field.valueType == .name { features += name(chosen) }
        if field == .sellerAddress || field == .buyerAddress { features += address(of: field) }
        if field == .grandTotal || field == .amountDue { features += total(chosen, field) }
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
    private func legibility(of field: FieldName) -> [Feature] {
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
        if worst < 0.05, doubt < 0.05 { features.append(Feature("print.clear")) }
        return features
    }

    /// How many facts beside a legal form tell that a name is a party's.
    private func name(_ chosen: ChosenValue) -> [Feature] {
        guard let best = chosen.ranked?.best else { return [] }
        let facts = [
            "name.repeated", "name.domain", "name.senderLine", "heading.seller", "heading.buyer",
            "block.taxID",
            "block.registration", "block.account",
        ].count { best.strength(of: $0) > 0 }
        return facts == 0 ? [Feature("name.factless")] : [Feature("name.facts", Double(min(3, facts)) / 3)]
    }

    /// An address that breaks off, or has no number of a place in it.
    private func address(of field: FieldName) -> [Feature] {
        guard let text = choice.fields[field]?.value.canonical else { return [] }
        let hasPlace = PlainBytes.of(text).split { !PlainBytes.isDigit($0) }.contains { $0.count >= 4 }
        return hasPlace && !text.hasSuffix(",") ? [] : [Feature("address.unfinished")]
    }

    /// Larger amounts, and other totals that nearly are the chosen one.
    private func total(_ chosen: ChosenValue, _ field: FieldName) -> [Feature] {
        guard let total = choice.fields[field]?.amount, let slack = FixedDecimal(canonical: "0.05") else {
            return []
        }
        var features: [Feature] = []
        let best = choice.ranking[.grandTotal].first { $0.value == .amount(total) }?.best
        let rank = best?.strength(of: "amount.largest") ?? 0
        if rank < 1 { features.append(Feature("total.notLargest", 1 - rank)) }
        let isNearOther = choice.ranking[.grandTotal].contains { other in
            guard case .amount(let other) = other.value, other != total else { return false }
            return other.subtracting(total).map { $0.magnitude <= slack } ?? false
        }
        if isNearOther { features.append(Feature("total.nearOther")) }
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
            let core = [FieldName.netTotal, .taxTotal, .grandTotal]
            let areRead = core.allSatisfy { choice.chosen[$0]?.ranked != nil }
            let areAsRead = areRead && core.allSatisfy { choice.limits[$0] == nil }
            if sum == gross, !tax.isZero, areAsRead { features.append(Feature("sums.close")) }
            if sum != gross { features.append(Feature("sums.open")) }
            if !areRead || tax.isZero { features.append(Feature("sums.none")) }
        } else {
            features.append(Feature("sums.none"))
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
        if choice.limits[field] != nil { features.append(Feature("sums.mended")) }
        return features
    }

    private func dates(with field: FieldName) -> [Feature] {
        guard field == .issueDate || field == .dueDate,
            case .date(let issue)? = choice.fields[.issueDate]?.value
        else { return [] }
        var features: [Feature] = []
        if case .date(let due)? = choice.fields[.dueDate]?.value {
            let days = due.dayNumber - issue.dayNumber
            if choice.evidence.terms.contains(where: { Choice.agrees($0, issue, due) }) {
                features.append(Feature("dates.terms"))
            }
            if !(0...100).contains(days) { features.append(Feature("dates.far")) }
        }
        let age = choice.arrival.dayNumber - issue.dayNumber
        if age < 0 { features.append(Feature("dates.future")) }
        return features
    }

    /// What holds for all values of a document.
    private static func whole(_ kind: DocumentKind, _ pages: [Page]) -> [Feature] {
        var features: [Feature] = []
        if kind == .receipt { features.append(Feature("kind.receipt")) }
        if kind != .receipt, kind != .invoice, kind != .creditNote { features.append(Feature("kind.other")) }
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
