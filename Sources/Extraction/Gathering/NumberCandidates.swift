import Domain

extension Gathering {
    private static let numberFields: [FieldName] = [
        .invoiceNumber, .precedingInvoice, .purchaseOrder, .customerNumber, .contract, .deliveryNote,
        .project,
        .paymentReference, .sellerTaxNumber, .sellerRegistration, .sellerPhone,
    ]

    /// Candidates for numbers of documents and parties, all found by labels.
    func numberCandidates() -> [Candidate] {
        var found: [Candidate] = []
        for field in Self.numberFields {
            for claim in bestClaims(for: field) where claim.link.skipped == 0 || claim.link.relation == .below
            {
                guard case .identifier(let token) = pages[claim.page].values[claim.value].kind,
                    Self.fits(token, field)
                else { continue }
                guard let number = number(token, claim, field) else { continue }
                let features =
                    features(of: claim, field) + placeFeatures(of: claim.value, page: claim.page)
                    + numberFeatures(number.text, claim)
                found.append(
                    Candidate(
                        field: field, value: .text(number.text), raw: number.text,
                        region: Region(page: pages[claim.page].layout.number, box: number.box),
                        features: features, label: label(of: claim)))
            }
        }
        return found + netCandidates()
    }

    private static func fits(_ token: IdentifierToken, _ field: FieldName) -> Bool {
        switch token.kind {
        case .number: true
        case .phone: field == .sellerPhone || field == .sellerTaxNumber || field == .invoiceNumber
        case .paymentReference: field == .paymentReference || field == .invoiceNumber
        case .vat, .doubtfulVAT, .doubtfulIBAN, .bic: field == .invoiceNumber || field == .purchaseOrder
        case .iban, .creditorID, .email, .web: false
        }
    }

    /// The number as printed, with a short prefix of capitals before it: `AB 2203/0417`.
    private func number(_ token: IdentifierToken, _ claim: Claim) -> (text: String, box: Box) {
        let page = claim.page
        let place = pages[page].values[claim.value]
        let segment = pages[page].layout.segments[place.segment]
        let hit = pages[page].hits[claim.link.hit]
        if hit.isGlued, claim.link.relation == .inline, place.words.lowerBound == hit.words.upperBound - 1 {
            let rest = hit.rest.trimmingSigns()
            if rest.utf8.contains(where: PlainBytes.isDigit) { return (rest, place.box) }
        }
        if token.kind == .number, let groups = grouped(from: place, page) { return groups }
        let text = token.kind == .number || token.kind == .phone ? token.value : token.raw
        let before = place.words.lowerBound - 1
        guard before >= 0,
            !pages[page].hitsOfSegment[place.segment].contains(where: {
                pages[page].hits[$0].words.contains(before)
            })
        else { return (text, place.box) }
        let prefix = pages[page].layout.words[segment.words[before]]
        let bytes = Array(prefix.text.utf8)
        guard (1...4).contains(bytes.count), bytes.allSatisfy(PlainBytes.isCapital),
            place.box.left - prefix.box.right < prefix.box.height
        else { return (text, place.box) }
        return ("\(prefix.text) \(text)", place.box.union(prefix.box))
    }

    /// What speaks for the claim; a faint label alone on its line is a weak one where no other is there.
    private func features(of claim: Claim, _ field: FieldName) -> [Feature] {
        let features = claimFeatures(of: claim)
        let hit = pages[claim.page].hits[claim.link.hit]
        guard field == .invoiceNumber, claim.entry.strength == .faint, claim.entry.length > 4,
            !claim.isForeign,
            hit.words.count == pages[claim.page].layout.segments[hit.segment].words.count,
            !claims.all.contains(where: {
                $0.role == claim.role && ($0.value != claim.value || $0.page != claim.page)
            })
        else { return features }
        return features.map { $0.name == "label.faint" ? Feature("label.weak", $0.value) : $0 }
    }

    private func number(
        _ token: IdentifierToken, _ claim: Claim, _ field: FieldName
    ) -> (text: String, box: Box)? {
        switch field {
        case .sellerPhone: phone(token, claim)
        case .sellerRegistration: registration(token, claim) ?? number(token, claim)
        default: number(token, claim)
        }
    }

    /// A number of a register in groups of three digits: `HRB 118 402`.
    private func registration(_ token: IdentifierToken, _ claim: Claim) -> (text: String, box: Box)? {
        let place = pages[claim.page].values[claim.value]
        let layout = pages[claim.page].layout
        let rest = layout.segments[place.segment].words[place.words.lowerBound...]
        guard (1...3).contains(token.value.utf8.count), token.value.utf8.allSatisfy(PlainBytes.isDigit) else {
            return nil
        }
        let groups = rest.dropFirst().prefix { index in
            let text = layout.words[index].text.utf8
            return text.count == 3 && text.allSatisfy(PlainBytes.isDigit)
        }
        guard (1...3).contains(groups.count) else { return nil }
        let words = rest.prefix(1 + groups.count)
        return (words.map { layout.words[$0].text }.joined(separator: " "), layout.words.box(around: words))
    }

    /// A telephone number behind its label, also where it begins with no zero or plus: `Tel. 914 555 639`.
    private func phone(_ token: IdentifierToken, _ claim: Claim) -> (text: String, box: Box)? {
        let place = pages[claim.page].values[claim.value]
        if token.kind == .phone { return (token.value, place.box) }
        guard claim.entry.strength == .strong, claim.link.relation != .below else { return nil }
        let layout = pages[claim.page].layout
        let rest = layout.segments[place.segment].words[place.words.lowerBound...].prefix { index in
            layout.words[index].text.utf8.allSatisfy {
                PlainBytes.isDigit($0) || [0x28, 0x29, 0x2D, 0x2E, 0x2F].contains($0)
            }
        }
        let digits = rest.flatMap { layout.words[$0].text.utf8.filter(PlainBytes.isDigit) }
        guard (8...13).contains(digits.count), !rest.isEmpty else { return nil }
        return (String(decoding: digits, as: UTF8.self), layout.words.box(around: rest))
    }

    /// A number printed in groups of digits to the end of its line: `2 31 0007 0004410982`.
    private func grouped(from place: PageValue, _ page: Int) -> (text: String, box: Box)? {
        let layout = pages[page].layout
        let rest = layout.segments[place.segment].words[place.words.lowerBound...]
        let texts = rest.map { layout.words[$0].text }
        guard (2...6).contains(texts.count), texts[0].utf8.count <= 4,
            texts.allSatisfy({ $0.utf8.allSatisfy(PlainBytes.isDigit) }),
            (8...24).contains(texts.reduce(0) { $0 + $1.utf8.count })
        else { return nil }
        return (texts.joined(separator: " "), layout.words.box(around: rest))
    }

    private func numberFeatures(_ text: String, _ claim: Claim) -> [Feature] {
        let bytes = PlainBytes.of(text)
        let digits = bytes.count(where: PlainBytes.isDigit)
        var features: [Feature] = []
        features.append(Feature("number.digits", min(1, Double(digits) / 6)))
        if digits < 3 { features.append(Feature("number.short")) }
        if bytes.contains(where: PlainBytes.isLetter) { features.append(Feature("number.letters")) }
        if bytes.count > 20 { features.append(Feature("number.long")) }
        if case .number(let token)? = overlappingNumber(claim)?.kind {
            if token.currency != nil || token.isPercentage { features.append(Feature("number.isAmount")) }
            if token.readings.contains(where: { $0.value.scale == 2 }) {
                features.append(Feature("number.looksLikeMoney"))
            }
        }
        if case .identifier(let token) = pages[claim.page].values[claim.value].kind, token.kind != .number {
            features.append(Feature("number.otherKind"))
        }
        if isInTable(pages[claim.page].region(of: claim.value)) { features.append(Feature("zone.table")) }
        return features
    }

    private func overlappingNumber(_ claim: Claim) -> PageValue? {
        let page = pages[claim.page]
        let value = page.values[claim.value]
        for index in page.valuesOfSegment[value.segment] where page.values[index].words.overlaps(value.words)
        {
            if case .number = page.values[index].kind { return page.values[index] }
        }
        return nil
    }

    /// Addresses of the net, which need no label.
    private func netCandidates() -> [Candidate] {
        var found: [Candidate] = []
        for (index, page) in pages.enumerated() {
            for value in page.values.indices {
                guard case .identifier(let token) = page.values[value].kind,
                    token.kind == .email || token.kind == .web
                else { continue }
                found.append(
                    Candidate(
                        field: token.kind == .email ? .sellerEmail : .sellerWeb, value: .text(token.value),
                        raw: token.raw, region: page.region(of: value),
                        features: placeFeatures(of: value, page: index)))
            }
        }
        return found
    }
}
