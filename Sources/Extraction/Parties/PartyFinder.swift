import Domain

/// Finds the texts of a document that may be names of seller or buyer.
struct PartyFinder {
    let gathering: Gathering
    private let domains: PartyDomains

    init(_ gathering: Gathering) {
        self.gathering = gathering
        domains = PartyDomains(of: gathering.pages)
    }

    /// All names, each place once.
    func names() -> [PartyName] {
        var found: [PartyName] = []
        for page in gathering.pages.indices.prefix(3) {
            let headed = headed(page)
            found += headed
            let read = gathering.pages[page]
            let joining = NameJoining(page: read) { segment in
                read.hitsOfSegment[segment].contains { startsLabel($0, read) }
            }
            found += headed.filter { !$0.has("heading.inline") }.compactMap(joining.whole)
            for segment in read.layout.segments.indices {
                if let name = senderName(segment, page) { found.append(name) }
                if let name = plainName(segment, page) {
                    found.append(name)
                    if let whole = joining.whole(name) { found.append(whole) }
                }
            }
        }
        return annotate(merge(found))
    }

    // MARK: Where names stand

    /// Names behind or below headings such as `Bill to`.
    private func headed(_ index: Int) -> [PartyName] {
        let page = gathering.pages[index]
        var found: [PartyName] = []
        for hit in page.hits where !AddressText.isSalutation(page.texts(of: hit.segment)) {
            for entry in hit.entries {
                guard case .party(let role) = entry.role else { continue }
                guard let place = namePlace(of: hit, page) else { continue }
                var name = PartyName(
                    text: place.text, page: index, segment: place.segment,
                    box: page.layout.segments[place.segment].box, features: [])
                let strength = entry.language == gathering.languageIndex || entry.length > 5 ? 1.0 : 0.6
                name.add("heading.\(role.rawValue)", strength * (hit.words.lowerBound == 0 ? 1 : 0.5))
                if place.isInline { name.add("heading.inline") }
                if !place.isInline, hit.words.count < page.layout.segments[hit.segment].words.count {
                    name.add("heading.partial")
                }
                found.append(name)
                if !place.isInline, let company = company(below: name, page) { found.append(company) }
                break
            }
        }
        return found
    }

    /// The company below the department or person that a heading names first.
    private func company(below name: PartyName, _ page: ReadPage) -> PartyName? {
        guard !LegalForms.isIn(name.text.split(separator: " ").map(String.init)),
            let next = page.layout.below(name.segment, reach: page.layout.bodyHeight).first,
            let text = NameText.name(of: page.texts(of: next)[...]), isName(text, segment: next, page),
            LegalForms.isIn(text.split(separator: " ").map(String.init))
        else { return nil }
        var company = name
        company.text = text
        company.segment = next
        company.box = page.layout.segments[next].box
        return company
    }

    private typealias Place = (text: String, segment: Int, isInline: Bool)

    private func namePlace(of hit: LabelHit, _ page: ReadPage) -> Place? {
        let texts = page.texts(of: hit.segment)
        let rest = texts[hit.words.upperBound...]
        if !rest.isEmpty, hit.words.lowerBound <= 1 {
            let next = page.hitsOfSegment[hit.segment].first {
                page.hits[$0].words.lowerBound >= hit.words.upperBound
            }
            let end = next.map { page.hits[$0].words.lowerBound } ?? texts.count
            let isColon = texts[hit.words.upperBound - 1].hasSuffix(":") || rest.first?.hasPrefix(":") == true
            if isColon || !hit.isFuzzy && hit.entries.contains(where: { $0.length > 4 }),
                let name = NameText.name(of: texts[hit.words.upperBound..<max(end, hit.words.upperBound)]),
                isName(name, segment: nil, page)
            {
                return (name, hit.segment, true)
            }
            if !isColon { return nil }
        }
        guard hit.words.lowerBound == 0 else { return nil }
        if let right = page.layout.right(of: hit.segment),
            page.layout.segments[right].box.left - hit.box.right < 12 * page.layout.bodyHeight,
            texts[hit.words.upperBound - 1].hasSuffix(":"), page.hitsOfSegment[right].isEmpty,
            let name = NameText.name(of: page.texts(of: right)[...]), isName(name, segment: right, page)
        {
            return (name, right, true)
        }
        for below in page.layout.below(hit.segment, reach: 3.5 * page.layout.bodyHeight).prefix(4) {
            let words = page.texts(of: below)
            if AddressText.isSalutation(words) { continue }
            guard abs(page.layout.segments[below].box.left - hit.box.left) < 8 * page.layout.bodyHeight else {
                continue
            }
            guard page.hitsOfSegment[below].allSatisfy({ !startsLabel($0, page) }) else { continue }
            if let name = NameText.name(of: words[...]), isName(name, segment: below, page) {
                return (name, below, false)
            }
        }
        return nil
    }

    /// `Muster GmbH • Weg 1 • 12345 Stadt` in small type over the address window.
    private func senderName(_ segment: Int, _ index: Int) -> PartyName? {
        let page = gathering.pages[index]
        let texts = page.texts(of: segment)
        guard texts.count >= 5, AddressText.hasPostcode(texts),
            let place = linePlace(of: segment, page),
            let text = NameText.name(of: texts[..<senderEnd(texts)]), isName(text, segment: nil, page)
        else { return nil }
        var name = PartyName(
            text: text, page: index, segment: segment, box: page.layout.segments[segment].box, features: [])
        name.add(place)
        let address = AddressText.addressInLine(texts[senderEnd(texts)...])
        if !address.isEmpty { name.address = [address] }
        return name
    }

    /// The feature of a line with name and address by where it stands: over the address window, or at the foot.
    private func linePlace(of segment: Int, _ page: ReadPage) -> String? {
        let top = page.layout.segments[segment].box.top
        if top < 0.45 * page.layout.height { return "name.senderLine" }
        return top > 0.85 * page.layout.height ? "name.footLine" : nil
    }

    /// Where the name of a sender line ends: at a separator, a comma, or where the street begins.
    private func senderEnd(_ texts: [String]) -> Int {
        let sign = AddressText.separator(in: texts) ?? texts.count
        let comma =
            (texts.firstIndex { $0.hasSuffix(",") || $0.hasSuffix(";") }).map { $0 + 1 } ?? texts.count
        return min(sign, comma)
    }

    /// Any line that could be a name: the first of its block, with a legal form, or large.
    private func plainName(_ segment: Int, _ index: Int) -> PartyName? {
        let page = gathering.pages[index]
        var texts = withoutTitle(segment, page)
        if texts.count > 1, texts.count < 8,
            texts[0].hasSuffix(":") || texts.dropFirst().first?.hasPrefix(":") == true
        {
            texts.removeFirst()
        }
        guard page.hitsOfSegment[segment].allSatisfy({ !startsLabel($0, page) }),
            let text = NameText.name(of: texts[...]), isName(text, segment: segment, page)
        else { return nil }
        let block = page.layout.blocks[page.layout.segments[segment].block]
        let isFirst = block.segments.first == segment
        let hasForm = LegalForms.isIn(text.split(separator: " ").map(String.init))
        let isHigh = page.layout.segments[segment].box.top < 0.5 * page.layout.height
        guard
            hasForm || (isFirst && isHigh) || isLarge(segment, page)
                || isAfterSalutation(segment, block, page)
        else { return nil }
        return PartyName(
            text: text, page: index, segment: segment, box: page.layout.segments[segment].box, features: [])
    }

    /// The words of a line without a title of the document set behind a company: `Muster GmbH RECHNUNG`.
    private func withoutTitle(_ segment: Int, _ page: ReadPage) -> [String] {
        let texts = page.texts(of: segment)
        let title = page.hitsOfSegment[segment].last {
            page.hits[$0].words.upperBound == texts.count
                && page.hits[$0].entries.contains { entry in
                    if case .kind = entry.role { return entry.strength == .strong }
                    return false
                }
        }
        guard let title, page.hits[title].words.lowerBound > 0 else { return texts }
        let name = Array(texts[..<page.hits[title].words.lowerBound])
        return LegalForms.isIn(name) ? name : texts
    }

    private func isAfterSalutation(_ segment: Int, _ block: Block, _ page: ReadPage) -> Bool {
        guard let position = block.segments.firstIndex(of: segment), position > 0 else { return false }
        return AddressText.isSalutation(page.texts(of: block.segments[position - 1]))
    }

    private func isLarge(_ segment: Int, _ page: ReadPage) -> Bool {
        page.layout.segments[segment].size > 1.3 * page.layout.bodyHeight
            && page.layout.segments[segment].box.top < 0.4 * page.layout.height
    }

    // MARK: What is no name

    /// Whether a strong label begins the segment, so that it is not a name.
    private func startsLabel(_ hit: Int, _ page: ReadPage) -> Bool {
        let hit = page.hits[hit]
        let count = page.layout.segments[hit.segment].words.count
        if isCompany(behind: hit, page) { return false }
        return hit.entries.contains { entry in
            switch entry.role {
            case .kind, .party: hit.words.lowerBound == 0 && hit.words.count == count
            case .term: false
            case .field, .distractor:
                hit.words.lowerBound == 0
                    && (hit.words.count == count || entry.strength != .faint && entry.length > 3)
            }
        }
    }

    /// Whether what seems a label is the first word of a company: `Kunden AG Nord`.
    private func isCompany(behind hit: LabelHit, _ page: ReadPage) -> Bool {
        let texts = page.texts(of: hit.segment)
        guard hit.words == 0..<1, texts.count > 1, texts[0].utf8.last.map(PlainBytes.isLetter) == true,
            !texts.contains(where: { $0.utf8.contains(where: PlainBytes.isDigit) })
        else { return false }
        return texts.dropFirst().contains(where: LegalForms.contains)
    }

    /// Whether the text as a whole is a label.
    private func isLabel(_ text: String) -> Bool {
        gathering.lexicon.entries(for: LabelText.folded(text)[...]).contains { entry in
            switch entry.role {
            case .field, .distractor: entry.length > 2
            case .kind: entry.strength == .strong
            case .party, .term: false
            }
        }
    }

    /// Whether all words stand over columns of tables: `Produkt Beschreibung`.
    private func isColumnHeading(_ text: String) -> Bool {
        let words = TableLexicon.words(of: text)
        let covered = gathering.lexicon.tables.columnHits(in: words).reduce(0) { $0 + $1.words.count }
        return !words.isEmpty && covered == words.count
    }

    private func isName(_ text: String, segment: Int?, _ page: ReadPage) -> Bool {
        let words = text.split(separator: " ").map(String.init)
        guard words.count <= 9, !text.contains("@"), !text.contains("www."), !text.contains("://") else {
            return false
        }
        if words.allSatisfy(LegalForms.contains) || isLabel(text) || NameText.isFormText(words) {
            return false
        }
        if words.count > 1, text.contains(":") { return false }
        if isColumnHeading(text) { return false }
        if AddressText.isSalutation(words) || AddressText.hasPostcode(words) || AddressText.isStreet(words)
            || AddressText.endsInCountry(words)
        {
            return false
        }
        if words.count == 1, text.contains(":") || text.unicodeScalars.count < 3 { return false }
        guard let segment else { return true }
        if page.layout.segments[segment].text.hasSuffix(":") { return false }
        if let right = page.layout.right(of: segment), page.layout.segments[right].text.hasPrefix(":") {
            return false
        }
        return !page.valuesOfSegment[segment].contains { index in
            switch page.values[index].kind {
            case .date: true
            case .number(let token): token.looksLikeMoney || token.isPercentage
            case .identifier(let token): token.kind != .number && token.kind != .bic
            }
        }
    }

    // MARK: Joining and looking closer

    /// One entry a place and text; what was seen about each is kept.
    private func merge(_ names: [PartyName]) -> [PartyName] {
        var merged: [PartyName] = []
        for name in names {
            if let index = merged.firstIndex(where: {
                $0.page == name.page && $0.segment == name.segment && $0.text == name.text
            }) {
                for feature in name.features { merged[index].add(feature.name, feature.value) }
            } else {
                merged.append(name)
            }
        }
        return merged
    }

    private func annotate(_ names: [PartyName]) -> [PartyName] {
        let folded = names.map { LabelText.folded($0.text) }
        return names.enumerated().map { index, name in
            var name = name
            let page = gathering.pages[name.page]
            if name.has("name.joined") { inheritHeadings(&name, from: names) }
            PartyNeighbourhood(page: page, gathering: gathering).describe(&name)
            let words = name.text.split(separator: " ").map(String.init)
            if LegalForms.isIn(words) { name.add("name.legalForm") }
            if domains.belong(to: words) { name.add("name.domain") }
            let others = folded.indices.filter { $0 != index && folded[$0] == folded[index] }.count
            if others > 0 { name.add("name.repeated", Double(min(3, others))) }
            if words.count > 5 { name.add("name.long") }
            if words.count == 1 { name.add("name.oneWord") }
            if name.text.unicodeScalars.count(where: \.properties.isAlphabetic) <= 3 {
                name.add("name.short")
            }
            if isPart(index, of: names, folded) { name.add("name.part") }
            if !name.has("name.legalForm"), isOverCompany(index, of: names) { name.add("name.brand") }
            if isShortened(index, folded, names) { name.add("name.shortened") }
            if !name.has("name.legalForm"), isTitle(name, page) { name.add("name.title") }
            if words.contains(where: BusinessWords.contains) { name.add("name.business") }
            let read = page.layout.words(of: name.segment)
            let doubt = read.isEmpty ? 0 : read.reduce(0) { $0 + (1 - $1.confidence) } / Double(read.count)
            if doubt > 0.1 { name.add("recognised.badly", min(1, 2 * doubt)) }
            if index == 0 { name.add("order.first") }
            return name
        }
    }

    /// A heading over the first line of a name is one over all of it.
    private func inheritHeadings(_ name: inout PartyName, from names: [PartyName]) {
        for other in names where other.page == name.page && other.segment == name.segment {
            for feature in other.features where feature.name.hasPrefix("heading.") {
                name.add(feature.name, feature.value)
            }
        }
    }

    /// Whether a longer name begins at the same place or covers this one.
    private func isPart(_ index: Int, of names: [PartyName], _ folded: [[UInt8]]) -> Bool {
        names.indices.contains { other in
            names[other].page == names[index].page && names[other].has("name.joined")
                && folded[other].count > folded[index].count
                && names[other].box.verticalOverlap(names[index].box) > names[index].box.height / 2
                && names[other].box.horizontalOverlap(names[index].box) > 0
        }
    }

    /// Whether the name of a company stands right below this one, as the owner's below the sign of a shop.
    private func isOverCompany(_ index: Int, of names: [PartyName]) -> Bool {
        let name = names[index]
        let layout = gathering.pages[name.page].layout
        let place = layout.segments[name.segment].box
        return names.contains { other in
            guard other.page == name.page else { return false }
            let lower = layout.segments[other.segment].box
            let gap = lower.top - place.bottom
            return gap > -2 && gap < 3 * layout.bodyHeight && lower.top > place.top + 2
                && other.box.horizontalOverlap(name.box) > 0
                && LegalForms.isIn(other.text.split(separator: " ").map(String.init))
        }
    }

    /// Whether a longer name on the page begins with this one: `Cobalt` beside `Cobalt Interior`.
    private func isShortened(_ index: Int, _ folded: [[UInt8]], _ names: [PartyName]) -> Bool {
        guard folded[index].count >= 4, !names[index].text.contains(" ") else { return false }
        return names.indices.contains { other in
            names[other].page == names[index].page && other != index
                && (2...3).contains(names[other].text.split(separator: " ").count)
                && folded[other].starts(with: folded[index])
                && names[other].text.split(separator: " ")[0].count == names[index].text.count
        }
    }

    /// Whether a word of the name says what the document is: `Kopie Factuur`.
    private func isTitle(_ name: PartyName, _ page: ReadPage) -> Bool {
        page.hitsOfSegment[name.segment].contains { index in
            !page.hits[index].isFuzzy
                && page.hits[index].entries.contains { entry in
                    guard case .kind = entry.role else { return false }
                    return entry.strength != .faint && entry.length > 4
                }
        }
    }
}
