import Domain

/// Describes where a name stands and what stands around it.
struct PartyNeighbourhood {
    let page: ReadPage
    let gathering: Gathering

    /// Adds features of place and surroundings, and the address below the name.
    func describe(_ name: inout PartyName) {
        let layout = page.layout
        let segment = layout.segments[name.segment]
        let height = max(1, layout.height)
        name.add("zone.height", min(1, max(0, segment.box.midY / height)))
        name.add("zone.right", min(1, max(0, segment.box.midX / max(1, layout.width))))
        if segment.box.midY < 0.15 * height { name.add("zone.head") }
        if segment.box.midY > 0.85 * height { name.add("zone.foot") }
        if name.page == 0 { name.add("page.first") }
        let size = segment.size / max(1, layout.bodyHeight)
        if size > 1.25 { name.add("type.large", min(1.5, size - 1)) }
        if size < 0.85 { name.add("type.small") }
        if layout.words(of: name.segment).allSatisfy(\.isBold) { name.add("type.bold") }
        name.add("order.line", 1 / Double(1 + segment.line))
        if gathering.isInTable(Region(page: layout.number, box: segment.box)) { name.add("zone.table") }
        describeBlock(&name, segment)
    }

    private func describeBlock(_ name: inout PartyName, _ segment: Segment) {
        let block = page.layout.blocks[segment.block]
        guard let position = block.segments.firstIndex(of: name.segment) else { return }
        if position == 0 { name.add("block.first") }
        if position > 0, AddressText.isSalutation(page.texts(of: block.segments[position - 1])) {
            name.add("name.person")
        }
        if AddressText.beginsWithSalutation(page.texts(of: name.segment)) { name.add("name.person") }
        var hasPostcode = false
        let following = following(name.segment, block)
        if name.address.isEmpty { name.address = AddressLines(following.map(addressLine)).texts() }
        for (offset, below) in following.enumerated() {
            let words = page.texts(of: below)
            let roles = page.hitsOfSegment[below].flatMap { page.hits[$0].entries.map(\.role) }
            describe(roles, &name)
            if offset < 5, AddressText.isStreet(words) { name.add("block.street") }
            if offset < 5, AddressText.hasPostcode(words) { hasPostcode = true }
        }
        if name.address.count > 1, !name.has("name.senderLine") { name.add("block.street") }
        if hasPostcode { name.add("block.address") }
    }

    /// A line below the name, as far as an address cares.
    private func addressLine(_ segment: Int) -> AddressLines.Line {
        let end = addressEnd(of: segment)
        let hits = page.hitsOfSegment[segment].filter { page.hits[$0].words.lowerBound < end }
        let roles = hits.flatMap { page.hits[$0].entries.map(\.role) }
        let values = page.valuesOfSegment[segment].filter { page.values[$0].words.lowerBound < end }
            .map { page.values[$0].kind }
        let hasContact = values.contains { value in
            guard case .identifier(let token) = value else { return false }
            return [.email, .web, .phone, .iban].contains(token.kind)
        }
        let hasFigure = values.contains { value in
            switch value {
            case .date: true
            case .number(let token): token.looksLikeMoney
            case .identifier: false
            }
        }
        return AddressLines.Line(
            words: Array(page.texts(of: segment)[..<end]), isLabelled: isContact(roles),
            hasContact: hasContact,
            hasFigure: hasFigure)
    }

    /// Where street and town of a line end: before the label of a phone number or the like behind the town.
    private func addressEnd(of segment: Int) -> Int {
        let words = page.texts(of: segment)
        let labels = page.hitsOfSegment[segment].filter { isContact(page.hits[$0].entries.map(\.role)) }
        let starts =
            labels.map { page.hits[$0].words.lowerBound }
            + page.valuesOfSegment[segment].compactMap { value in
                guard case .identifier(let token) = page.values[value].kind,
                    [.email, .web, .phone].contains(token.kind)
                else { return nil }
                return page.values[value].words.lowerBound
            }
        guard let first = starts.min(), first > 1, AddressText.hasPostcode(Array(words[..<first])) else {
            return words.count
        }
        var end = first
        while end > 1, AddressText.isSeparator(words[end - 1]) { end -= 1 }
        return end
    }

    /// The segments below the name: of its block, and of the block that follows closely.
    private func following(_ segment: Int, _ block: Block) -> [Int] {
        let box = page.layout.segments[segment].box
        let reach = 7 * max(page.layout.bodyHeight, box.height)
        let left = box.left
        return page.layout.below(segment, reach: reach).filter {
            let other = page.layout.segments[$0].box
            return abs(other.left - left) < 2 * page.layout.bodyHeight
                || abs(other.midX - box.midX) < 3 * page.layout.bodyHeight
        }
    }

    private func describe(_ roles: [LabelRole], _ name: inout PartyName) {
        for role in roles {
            switch role {
            case .field(.sellerPhone), .field(.sellerEmail), .field(.sellerWeb): name.add("block.contact")
            case .distractor(.vatID), .field(.sellerVATID), .field(.sellerTaxNumber): name.add("block.taxID")
            case .field(.buyerVATID): name.add("block.buyerTaxID")
            case .field(.sellerRegistration): name.add("block.registration")
            case .distractor(.iban), .distractor(.accountNumber): name.add("block.account")
            default: break
            }
        }
    }

    private func isContact(_ roles: [LabelRole]) -> Bool {
        roles.contains { role in
            switch role {
            case .field(let field): field != .issueDate && field.valueType != .date
            case .distractor(let distractor): distractor != .otherNumber
            case .kind: true
            case .party, .term: false
            }
        }
    }
}
