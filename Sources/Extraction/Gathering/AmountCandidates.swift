import Domain

extension Gathering {
    private static let amountFields: [FieldName] = [
        .netTotal, .taxTotal, .grandTotal, .amountDue, .prepaid, .rounding, .allowanceTotal, .chargeTotal,
        .freight,
    ]

    /// Candidates for totals: amounts that labels claim, and large amounts without a label.
    func amountCandidates() -> [Candidate] {
        let largest = largestAmounts()
        var found: [Candidate] = []
        for field in Self.amountFields {
            for claim in bestClaims(for: field) {
                guard let (token, printed) = amount(claim.value, page: claim.page) else { continue }
                let withPoint = field == .rounding ? Self.cents(token, printed) : nil
                let value = withPoint ?? printed
                let features =
                    (withPoint == nil ? [] : [Feature("amount.repaired")]) + claimFeatures(of: claim)
                    + placeFeatures(of: claim.value, page: claim.page)
                    + amountFeatures(token, value, claim.value, claim.page, largest)
                    + (isColumnSum(claim) ? [Feature("column.sum")] : [])
                found.append(
                    candidate(field, token, value, claim.value, claim.page, features, label(of: claim)))
            }
        }
        return found + unlabelledAmounts(largest)
    }

    /// What is rounded off, where its point was lost: `002` and `-001` are hundredths, and a whole amount has no zeros
    /// before it.
    private static func cents(_ token: NumberToken, _ value: FixedDecimal) -> FixedDecimal? {
        let digits = token.raw.utf8.filter(PlainBytes.isDigit)
        guard value.scale == 0, digits.count == 3, digits[0] == UInt8(ascii: "0") else { return nil }
        return FixedDecimal(units: value.units, scale: 2)
    }

    /// Whether an amount is the sum of the ones between it and the head of its column.
    private func isColumnSum(_ claim: Claim) -> Bool {
        guard claim.link.relation == .below, claim.link.skipped >= 2 else { return false }
        // The sum under "Amount" is one of lines: net more often than gross.
        guard claim.role != .field(.grandTotal) || claim.entry.strength == .strong else { return false }
        let above = claims.all.filter {
            $0.page == claim.page && $0.link.hit == claim.link.hit && $0.role == claim.role
                && $0.link.relation == .below && $0.link.skipped < claim.link.skipped
        }
        let sum = above.reduce(Optional(FixedDecimal.zero)) { sum, other in
            amount(other.value, page: other.page).flatMap { sum?.adding($0.1) }
        }
        return sum != nil && sum == amount(claim.value, page: claim.page)?.1
    }

    /// Money that no label claims, as a grand total of last resort.
    private func unlabelledAmounts(_ largest: [FixedDecimal]) -> [Candidate] {
        var found: [Candidate] = []
        for (index, page) in pages.enumerated() {
            for value in page.values.indices {
                guard let (token, amount) = amount(value, page: index), token.looksLikeMoney, !amount.isZero,
                    !amount.isNegative, largest.prefix(6).contains(amount)
                else { continue }
                let claimed = claims.claims(on: value, page: index)
                guard !claimed.contains(where: { $0.role == .field(.grandTotal) }) else { continue }
                var features = placeFeatures(of: value, page: index)
                features += amountFeatures(token, amount, value, index, largest)
                features.append(Feature("label.none"))
                if let rival = claimed.first { features.append(Feature("rival", rival.prior)) }
                found.append(candidate(.grandTotal, token, amount, value, index, features, ""))
            }
        }
        return found
    }

    private func candidate(
        _ field: FieldName, _ token: NumberToken, _ value: FixedDecimal, _ index: Int, _ page: Int,
        _ features: [Feature], _ label: String
    ) -> Candidate {
        let others = token.readings.map(\.value).filter { $0 != value }
        return Candidate(
            field: field, value: .amount(value), otherReadings: others.map { .amount($0) }, raw: token.raw,
            region: pages[page].region(of: index), features: features, label: label)
    }

    /// The number that a value is, by the document's conventions.
    func amount(_ value: Int, page: Int) -> (NumberToken, FixedDecimal)? {
        guard case .number(let token) = pages[page].values[value].kind, !token.isPercentage,
            let amount = conventions.value(of: token)
        else { return nil }
        return (token, amount)
    }

    private func amountFeatures(
        _ token: NumberToken, _ value: FixedDecimal, _ index: Int, _ page: Int, _ largest: [FixedDecimal]
    ) -> [Feature] {
        var features: [Feature] = []
        if value.scale == 2 { features.append(Feature("amount.money")) }
        if value.scale == 0 { features.append(Feature("amount.whole")) }
        if token.currency != nil { features.append(Feature("amount.currency")) }
        if value.isZero { features.append(Feature("amount.zero")) }
        if value.isNegative { features.append(Feature("amount.negative")) }
        if let rank = largest.firstIndex(of: value.magnitude) {
            features.append(Feature("amount.largest", 1 / Double(rank + 1)))
        }
        if let suffix = token.suffix, suffix.utf8.count > 2 { features.append(Feature("amount.unit")) }
        if token.readings.first(where: { $0.value == value })?.isRepaired == true {
            features.append(Feature("amount.repaired"))
        }
        if isInTable(pages[page].region(of: index)) { features.append(Feature("zone.table")) }
        return features
    }

    /// Different money amounts of the document, the largest first.
    private func largestAmounts() -> [FixedDecimal] {
        var all: Set<FixedDecimal> = []
        for (index, page) in pages.enumerated() {
            for value in page.values.indices {
                guard let (token, amount) = amount(value, page: index), token.looksLikeMoney else { continue }
                let distractors = claims.claims(on: value, page: index).filter { claim in
                    claim.role == .distractor(.tendered) || claim.role == .distractor(.capital)
                        || claim.role == .distractor(.quantityTotal)
                }
                guard distractors.allSatisfy({ $0.prior < 0.5 }) else { continue }
                all.insert(amount.magnitude)
            }
        }
        return Array(all.sorted(by: >).prefix(12))
    }
}
