import Domain

extension Gathering {
    /// Candidates for accounts and tax identifiers, which are told by their own form or by a label.
    func accountCandidates() -> [Candidate] {
        var found: [Candidate] = []
        for (index, page) in pages.enumerated() {
            for value in page.values.indices {
                guard case .identifier(let token) = page.values[value].kind else { continue }
                switch token.kind {
                case .iban, .doubtfulIBAN: found.append(account(token, .sellerIBAN, value, index))
                case .bic where isBankCode(token, value, index):
                    found.append(account(token, .sellerBIC, value, index))
                case .vat, .doubtfulVAT: found += taxIDs(token, value, index)
                case .number, .phone:
                    found += labelledTaxIDs(token, value, index) + bareTaxIDs(token, value, index)
                    found += malformedAccounts(token, value, index)
                case .paymentReference:
                    found.append(account(token, .paymentReference, value, index))
                case .creditorID, .email, .web, .bic: break
                }
            }
        }
        return found
    }

    /// Whether capitals that look like a bank's code are one: digits, a label or an account beside them tell.
    private func isBankCode(_ token: IdentifierToken, _ value: Int, _ page: Int) -> Bool {
        if token.value.utf8.contains(where: PlainBytes.isDigit) { return true }
        if claims.claims(on: value, page: page).contains(where: { $0.role == .field(.sellerBIC) }) {
            return true
        }
        let segment = pages[page].values[value].segment
        return pages[page].valuesOfSegment[segment].contains { other in
            guard case .identifier(let neighbour) = pages[page].values[other].kind else { return false }
            return neighbour.kind == .iban || neighbour.kind == .doubtfulIBAN
        }
    }

    private func account(
        _ token: IdentifierToken, _ field: FieldName, _ value: Int, _ page: Int
    ) -> Candidate {
        let claimed = claims.claims(on: value, page: page)
        var features = placeFeatures(of: value, page: page)
        features.append(Feature(token.kind == .doubtfulIBAN ? "check.wrong" : "check.right"))
        if token.isRepaired { features.append(Feature("check.repaired")) }
        if claimed.contains(where: { $0.role == .distractor(.iban) }) {
            features.append(Feature("label.iban"))
        }
        if claimed.contains(where: { $0.role == .distractor(.creditorID) }) {
            features.append(Feature("label.creditorID"))
        }
        if claimed.contains(where: { $0.role == .distractor(.payerAccount) }) {
            features.append(Feature("label.payerAccount"))
        }
        return Candidate(
            field: field, value: .text(token.value), raw: token.raw, region: pages[page].region(of: value),
            features: features, label: claimed.first.map(label(of:)) ?? "")
    }

    /// What is printed right behind a label as an account and is none by its length: a person must see it.
    ///
    /// On recognised pages a digit was lost more likely than printed too much.
    private func malformedAccounts(_ token: IdentifierToken, _ value: Int, _ page: Int) -> [Candidate] {
        let bytes = Array(token.value.utf8)
        guard (15...34).contains(bytes.count), bytes[..<2].allSatisfy(PlainBytes.isCapital),
            bytes[2...].allSatisfy(PlainBytes.isDigit), IBAN.length(country: Array(bytes[..<2])) != nil,
            !pages[page].layout.isRecognised,
            let claim = claims.claims(on: value, page: page).first, claim.role == .distractor(.iban),
            claim.link.skipped == 0
        else { return [] }
        var doubtful = token
        doubtful.kind = .doubtfulIBAN
        return [account(doubtful, .sellerIBAN, value, page)]
    }

    private func taxIDs(_ token: IdentifierToken, _ value: Int, _ page: Int) -> [Candidate] {
        let features = taxIDFeatures(token, value, page)
        return [FieldName.sellerVATID, .buyerVATID].map { field in
            Candidate(
                field: field, value: .text(token.value), raw: token.raw,
                region: pages[page].region(of: value), features: features,
                label: claims.claims(on: value, page: page).first.map(label(of:)) ?? "")
        }
    }

    /// Numbers without a country's letters count as tax ids behind a label alone: `VAT 123456789`.
    private func labelledTaxIDs(_ token: IdentifierToken, _ value: Int, _ page: Int) -> [Candidate] {
        let roles: Set<LabelRole> = [.distractor(.vatID), .field(.sellerVATID), .field(.buyerVATID)]
        let claimed = claims.claims(on: value, page: page)
        guard let best = claimed.first, roles.contains(best.role), best.link.skipped == 0 else { return [] }
        let whole = grouped(token, value, page)
        guard whole.value.utf8.count(where: PlainBytes.isDigit) >= 7, whole.value.utf8.count <= 20 else {
            return []
        }
        return taxIDs(whole, value, page)
    }

    /// A number printed in groups of digits, as one: `VAT 123 456 789`.
    private func grouped(_ token: IdentifierToken, _ value: Int, _ page: Int) -> IdentifierToken {
        let layout = pages[page].layout
        let place = pages[page].values[value]
        let groups = layout.segments[place.segment].words[place.words.lowerBound...].prefix { index in
            let text = layout.words[index].text.utf8
            return (2...4).contains(text.count) && text.allSatisfy(PlainBytes.isDigit)
        }
        let joined = groups.map { layout.words[$0].text }.joined()
        guard groups.count > 1, (7...12).contains(joined.utf8.count) else { return token }
        var whole = token
        whole.value = joined
        return whole
    }

    /// Spanish tax ids stand without their country's letters, and often without a label: the check tells.
    private func bareTaxIDs(_ token: IdentifierToken, _ value: Int, _ page: Int) -> [Candidate] {
        let bytes = Array(token.value.utf8)
        guard language == "es", bytes.count == 9, let first = bytes.first, PlainBytes.isCapital(first),
            bytes[1...7].allSatisfy(PlainBytes.isDigit), claims.claims(on: value, page: page).isEmpty,
            let number = VATNumber("ES\(token.value)"), number.check != .wrongCheckDigit
        else { return [] }
        var checked = token
        checked.kind = .vat
        return taxIDs(checked, value, page)
    }

    private func taxIDFeatures(_ token: IdentifierToken, _ value: Int, _ page: Int) -> [Feature] {
        var features = placeFeatures(of: value, page: page)
        let claimed = claims.claims(on: value, page: page)
        switch token.kind {
        case .vat: features.append(Feature("check.right"))
        case .doubtfulVAT: features.append(Feature("check.wrong"))
        case .iban, .creditorID, .bic, .doubtfulIBAN, .paymentReference, .phone, .email, .web, .number:
            features.append(Feature("check.none"))
        }
        if token.isRepaired { features.append(Feature("check.repaired")) }
        let sides: [(LabelRole, String)] = [
            (.distractor(.vatID), "label.vat"), (.field(.sellerVATID), "label.sellerVAT"),
            (.field(.buyerVATID), "label.buyerVAT"), (.distractor(.otherVATID), "label.otherVAT"),
        ]
        for (role, name) in sides {
            if let claim = claimed.first(where: { $0.role == role }) {
                features.append(Feature(name, claim.prior))
            }
        }
        let best = claimed.first { claim in !sides.contains { $0.0 == claim.role } }
        if let best { features.append(Feature("rival", best.prior)) }
        features += sideFeatures(of: value, page: page)
        if isBelowCustomerNumber(value, page: page) { features.append(Feature("side.customerNumber")) }
        return features
    }

    /// Whether the customer's number stands right above: a list of what the seller calls the customer by.
    private func isBelowCustomerNumber(_ value: Int, page index: Int) -> Bool {
        let page = pages[index]
        return page.layout.above(page.values[value].segment, reach: 1.5 * page.layout.bodyHeight).contains {
            page.hitsOfSegment[$0].contains { hit in
                page.hits[hit].entries.contains {
                    $0.role == .field(.customerNumber) && $0.strength == .strong
                }
            }
        }
    }

    /// Whose block a value stands in, by the heading above it.
    private func sideFeatures(of value: Int, page index: Int) -> [Feature] {
        let page = pages[index]
        let segment = page.values[value].segment
        let block = page.layout.blocks[page.layout.segments[segment].block]
        var above = block.segments.filter { $0 <= segment }
        above += page.layout.above(segment, reach: 14 * page.layout.bodyHeight)
        for candidate in above.sorted(by: >) {
            for hit in page.hitsOfSegment[candidate] where page.hits[hit].words.lowerBound == 0 {
                for entry in page.hits[hit].entries where entry.strength == .strong {
                    if case .party(let role) = entry.role { return [Feature("side.\(role.rawValue)")] }
                }
            }
        }
        return []
    }
}
