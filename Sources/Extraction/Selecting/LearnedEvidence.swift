import Domain

extension LearnedReading {
    /// The candidates with what the vendor's templates say of them, and further ones that only these find.
    ///
    /// What only repeats what was read right before counts little where the page itself leaves no doubt.
    func weighed(_ candidates: [Candidate], on pages: [Page], besides plain: InvoiceDraft) -> [Candidate] {
        var candidates = candidates.map(byConventions).map(refusing)
        for finding in findings where !finding.fillsGapsAlone || plain.fields[finding.field] == nil {
            let isSettled = finding.isHint && plain.fields[finding.field]?.isAccepted == true
            let feature = Feature(
                Self.feature, isSettled ? finding.strength * Self.hint : finding.strength)
            let same = candidates.indices.filter { Self.isSame(candidates[$0], finding) }
            for index in same {
                candidates[index].features.removeAll { $0.name == Self.feature && $0.value < feature.value }
                if candidates[index].strength(of: Self.feature) == 0 {
                    candidates[index].features.append(feature)
                }
            }
            if same.isEmpty {
                candidates.append(Self.candidate(finding, feature).weighed(on: pages))
            }
        }
        return candidates
    }

    /// The feature of what a learnt template says.
    static let feature = "template.learned"
    /// What a rule is worth that only repeats what was read right before, of one that puts something right.
    private static let hint = 0.35
    /// The feature of what it says against a value.
    static let refusal = "template.refused"

    private static func candidate(_ finding: Finding, _ feature: Feature) -> Candidate {
        let nowhere = Region(page: 1, box: Box(left: 0, top: 0, right: 0, bottom: 0))
        return Candidate(
            field: finding.field, value: finding.value, raw: finding.raw,
            region: finding.region ?? nowhere, features: [feature], label: finding.template)
    }

    private static func isSame(_ candidate: Candidate, _ finding: Finding) -> Bool {
        guard candidate.field == finding.field, isSame(candidate.value, finding.value) else { return false }
        guard let region = finding.region else { return true }
        return candidate.region.page == region.page
            && candidate.region.box.verticalOverlap(region.box) > 0
            && candidate.region.box.horizontalOverlap(region.box) > 0
    }

    private static func isSame(_ one: FieldValue, _ other: FieldValue) -> Bool {
        switch (one, other) {
        case (.amount(let left), .amount(let right)): left.normalized == right.normalized
        case (.text(let left), .text(let right)): left == right
        default: one == other
        }
    }

    /// The candidate read in the vendor's order of days and months.
    private func byConventions(_ candidate: Candidate) -> Candidate {
        guard case .date = candidate.value, let order = dateOrder,
            let other = Self.date(of: candidate, by: order), other != candidate.value
        else { return candidate }
        var turned = candidate
        turned.value = other
        turned.otherReadings.removeAll { $0 == other }
        turned.otherReadings.insert(candidate.value, at: 0)
        return turned
    }

    private static func date(of candidate: Candidate, by order: DateOrder) -> FieldValue? {
        let words = candidate.raw.split(separator: " ").enumerated().map { index, text in
            let left = Double(index) * 100
            return Word(text: String(text), box: Box(left: left, top: 0, right: left + 90, bottom: 10))
        }
        let reading = Dates.scan(words).first?.readings.first { $0.order == order }
        return reading.map { .date($0.date) }
    }

    private func refusing(_ candidate: Candidate) -> Candidate {
        guard let labels = refused[candidate.field], !candidate.label.isEmpty,
            labels.contains(LabelText.folded(candidate.label))
        else { return candidate }
        var refused = candidate
        refused.features.append(Feature(Self.refusal))
        return refused
    }
}

/// Joins what is read with what was learnt of a vendor and what is read without it.
struct LearnedChoice {
    let reading: LearnedReading

    /// Most that a value is worth that was chosen because of what was learnt: a person still looks at it.
    private static let overruled = 0.9

    /// The account with what was learnt, judged by the one without.
    ///
    /// Where both say the same, the value is as sure as it is without: how sure values are was found without templates.
    /// Where they differ, the value is given, but never accepted.
    func joined(_ learned: SelectionAccount, with plain: SelectionAccount) -> SelectionAccount {
        var joined = plain
        for name in FieldName.allCases {
            let (field, before) = (learned.draft.fields[name], plain.draft.fields[name])
            if let field, field.value == before?.value {
                joined.draft.fields[name] = before.map { supported($0, name) }
            } else if let field, mayOverrule(name, field, plain.draft) {
                joined.draft.fields[name] = overruling(field, before, name)
                joined.seen[name] = learned.seen[name]
            } else if field == nil, let before, isRefused(before, name) {
                joined.draft.fields[name] = nil
                joined.seen[name] = nil
            }
        }
        takeSums(of: learned, instead: plain.draft, in: &joined)
        keepSums(of: plain.draft, in: &joined)
        for name in reading.absent {
            guard case .derived? = joined.draft.fields[name]?.source else { continue }
            joined.draft.fields[name] = nil
            joined.seen[name] = nil
        }
        tell(&joined.draft)
        return joined
    }

    /// Whether a value is given in the place of what the page alone says.
    ///
    /// What the page alone says without a doubt stands, unless it stands where it was wrong before; so does what
    /// one of the vendor's rules says, too. Else rules count that put something right before, and strong ones.
    private func mayOverrule(
        _ name: FieldName, _ field: Field<FieldValue>, _ plain: InvoiceDraft
    ) -> Bool {
        guard let before = plain.fields[name] else { return true }
        if isRefused(before, name) || isTurned(before, to: field) { return true }
        let findings = reading.findings.filter { $0.field == name }
        guard !before.isAccepted, !findings.contains(where: { $0.value == before.value }) else {
            return false
        }
        // What is left after a payment is not what stands where the rest and the whole were the same.
        if name == .amountDue, case .derived = before.source, plain.isPartlyPaid { return false }
        return findings.contains {
            $0.value == field.value && (!$0.isHint && !$0.isDoubtful || $0.strength >= Self.telling)
        }
    }

    /// Strength from which a rule counts against a doubtful value, though it put nothing right before.
    private static let telling = 0.75

    /// Whether a value stands beside a label that was wrong before, or is concluded where there is none.
    private func isRefused(_ before: Field<FieldValue>, _ name: FieldName) -> Bool {
        if case .derived = before.source { return reading.absent.contains(name) }
        guard let labels = reading.refused[name] else { return false }
        return before.reasons.contains { reason in
            reason.text.hasPrefix("label \"")
                && labels.contains(LabelText.folded(String(reason.text.dropFirst(7).dropLast())))
        }
    }

    /// Whether a date is the same print read in the vendor's order.
    private func isTurned(_ before: Field<FieldValue>, to field: Field<FieldValue>) -> Bool {
        guard reading.dateOrder != nil, case .date = field.value else { return false }
        return before.source.region != nil && before.source.region == field.source.region
    }

    /// Sums that close without what was learnt stay as they are where they would no more.
    private func keepSums(of plain: InvoiceDraft, in joined: inout SelectionAccount) {
        guard plain.sumsClose, !joined.draft.sumsClose else { return }
        for name in Self.totals { joined.draft.fields[name] = plain.fields[name] }
    }

    /// Totals that close where the ones of the page alone do not are taken together, hints or not.
    private func takeSums(
        of learned: SelectionAccount, instead plain: InvoiceDraft, in joined: inout SelectionAccount
    ) {
        guard !plain.sumsClose, !joined.draft.sumsClose, learned.draft.sumsClose,
            Self.totals.allSatisfy({ name in reading.findings.contains { $0.field == name } })
        else { return }
        for name in Self.totals {
            guard let field = learned.draft.fields[name], field.value != plain.fields[name]?.value else {
                continue
            }
            joined.draft.fields[name] = overruling(field, plain.fields[name], name)
            joined.seen[name] = learned.seen[name]
        }
    }

    private static let totals: [FieldName] = [.netTotal, .taxTotal, .grandTotal]

    /// A value of which the templates say the same.
    private func supported(_ field: Field<FieldValue>, _ name: FieldName) -> Field<FieldValue> {
        guard let finding = reading.findings.first(where: { $0.field == name && $0.value == field.value })
        else { return field }
        var field = field
        field.reasons.append(
            Reason(text: "the vendor's template \(finding.template) says the same", weight: 0))
        return field
    }

    private func overruling(
        _ field: Field<FieldValue>, _ before: Field<FieldValue>?, _ name: FieldName
    ) -> Field<FieldValue> {
        var field = field
        field.isAccepted = false
        field.confidence = min(field.confidence, Self.overruled)
        let template = reading.known.first?.template ?? ""
        let instead = before.map { "it would be \($0.value.canonical)" } ?? "nothing would be found"
        field.reasons.append(
            Reason(text: "without what was learnt as \(template), \(instead)", weight: 0))
        if let finding = reading.findings.first(where: { $0.field == name && $0.value == field.value }) {
            field.source =
                finding.region.map { .template(name: finding.template, $0) }
                ?? .masterData("vendor template \(finding.template)")
        }
        if let before, !field.alternatives.contains(where: { $0.value == before.value }) {
            field.alternatives.insert(
                .init(value: before.value, confidence: before.confidence * 0.5, region: before.source.region),
                at: 0)
        }
        return field
    }

    /// Adds to each field why rules did not fire for it, and by what the vendor was known.
    private func tell(_ draft: inout InvoiceDraft) {
        for trace in reading.traces where !trace.fired {
            guard let field = trace.field else { continue }
            draft.fields[field]?.reasons.append(
                Reason(text: "template \(trace.template): \(trace.outcome)", weight: 0))
        }
    }
}

extension InvoiceDraft {
    /// Whether something was paid before.
    fileprivate var isPartlyPaid: Bool { amount(.prepaid).map { !$0.isZero } ?? false }

    /// Whether net, tax and gross were found and add up.
    fileprivate var sumsClose: Bool {
        guard let net = amount(.netTotal), let tax = amount(.taxTotal), let gross = amount(.grandTotal),
            let sum = net.adding(tax)
        else { return false }
        return sum == gross
    }
}
