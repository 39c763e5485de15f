import Domain

extension Gathering {
    private static let dateFields: [FieldName] = [
        .issueDate, .dueDate, .deliveryDate, .taxPointDate, .servicePeriodStart,
    ]

    /// Candidates for dates: those that labels claim, and for the issue date every date.
    func dateCandidates() -> [Candidate] {
        var found: [Candidate] = []
        for field in Self.dateFields {
            for claim in bestClaims(for: field) {
                let features =
                    claimFeatures(of: claim) + placeFeatures(of: claim.value, page: claim.page)
                    + dateFeatures(claim.value, claim.page)
                if let made = candidate(field, claim.value, claim.page, features, label(of: claim)) {
                    found.append(made)
                }
            }
        }
        return found + periodEnds() + unlabelledDates()
    }

    private func unlabelledDates() -> [Candidate] {
        var found: [Candidate] = []
        var order = 0
        for (index, page) in pages.enumerated() {
            for value in page.values.indices {
                guard case .date = page.values[value].kind else { continue }
                order += 1
                let claimed = claims.claims(on: value, page: index)
                guard !claimed.contains(where: { $0.role == .field(.issueDate) }) else { continue }
                var features = placeFeatures(of: value, page: index) + dateFeatures(value, index)
                features.append(Feature("label.none"))
                if order == 1 { features.append(Feature("date.first")) }
                if let rival = claimed.first { features.append(Feature("rival", rival.prior)) }
                if let made = candidate(.issueDate, value, index, features, "") { found.append(made) }
            }
        }
        return found
    }

    /// The second date of `period 01.01.2026 - 31.01.2026`.
    private func periodEnds() -> [Candidate] {
        bestClaims(for: .servicePeriodStart).compactMap { claim in
            let page = pages[claim.page]
            let next = claim.value + 1
            guard page.values.indices.contains(next),
                page.values[next].segment == page.values[claim.value].segment,
                case .date = page.values[next].kind
            else { return nil }
            return candidate(
                .servicePeriodEnd, next, claim.page, claimFeatures(of: claim), label(of: claim))
        }
    }

    private func candidate(
        _ field: FieldName, _ value: Int, _ page: Int, _ features: [Feature], _ label: String
    ) -> Candidate? {
        guard case .date(let token) = pages[page].values[value].kind,
            let date = token.date(by: conventions.dateOrder)
        else { return nil }
        let others = token.readings.map(\.date).filter { $0 != date }
        return Candidate(
            field: field, value: .date(date), otherReadings: others.map { .date($0) }, raw: token.raw,
            region: pages[page].region(of: value), features: features, label: label)
    }

    private func dateFeatures(_ value: Int, _ page: Int) -> [Feature] {
        guard case .date(let token) = pages[page].values[value].kind else { return [] }
        var features: [Feature] = []
        if token.readings.count > 1, !conventions.isDateOrderSeen {
            features.append(Feature("date.ambiguous"))
        }
        if token.readings.contains(where: \.isShortYear) { features.append(Feature("date.shortYear")) }
        if isInTable(pages[page].region(of: value)) { features.append(Feature("zone.table")) }
        let segment = pages[page].values[value].segment
        let neighbours = pages[page].valuesOfSegment[segment].filter {
            if case .date = pages[page].values[$0].kind { return $0 != value }
            return false
        }
        if !neighbours.isEmpty { features.append(Feature("date.inPeriod")) }
        if isBesideInvoiceNumber(value, page) { features.append(Feature("date.besideNumber")) }
        return features
    }

    /// Whether an invoice number stands before the date: `Rechnung Nr. 4711 vom 01.02.2026`.
    private func isBesideInvoiceNumber(_ value: Int, _ index: Int) -> Bool {
        let page = pages[index]
        let segment = page.values[value].segment
        return page.valuesOfSegment[segment].contains { other in
            guard case .identifier = page.values[other].kind,
                page.values[other].words.upperBound <= page.values[value].words.lowerBound,
                page.values[value].words.lowerBound - page.values[other].words.upperBound <= 3
            else { return false }
            return claims.claims(on: other, page: index).contains {
                $0.role == .field(.invoiceNumber) && $0.prior > 0.5
            }
        }
    }
}
