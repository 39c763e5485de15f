import Domain

/// Reads the values that stand where a rule says.
struct RuleReader {
    let layouts: [PageLayout]
    let dateOrder: DateOrder?
    let decimalMark: DecimalMark?

    /// A value that a rule found.
    struct Found {
        var value: FieldValue
        var raw: String
        var region: Region
        /// Its words, as indices into the page's.
        var words: [Int]
    }

    /// Why a rule did not fire, for people.
    struct WhyNot: Error {
        var text: String
        /// Whether something else was seen in the place of a known value.
        var isContradiction = false
    }

    /// Whether words that begin like an anchor stand for it.
    private(set) var takesKin = false

    /// The value beside a word that begins like the rule's anchor; `nil` where there is none.
    func amongKin(_ rule: VendorTemplate.Rule, _ field: FieldName) -> Found? {
        var reader = self
        reader.takesKin = true
        guard case .success(let found) = reader.read(rule, field) else { return nil }
        return found
    }

    /// The value of a field where a rule says that it stands; rules without a place are not for this.
    func read(_ rule: VendorTemplate.Rule, _ field: FieldName) -> Result<Found, WhyNot> {
        let pages = layouts.filter { layout in
            rule.page.map { $0 == layout.number || ($0 == -1 && layout.number == layouts.count) } ?? true
        }
        guard !pages.isEmpty else { return .failure(WhyNot(text: "there is no page \(rule.page ?? 0)")) }
        if rule.position == .region(VendorTemplate.wholePage) { return onlyOne(rule, field, pages) }
        var reason = "the anchor is not on the page"
        for page in pages {
            for place in places(rule.position, on: page) {
                let words = field.valueType == .name ? whole(place, rule.position, on: page) : place
                let values = values(of: field, in: words, on: page, shape: rule.shape)
                guard let found = Self.take(rule.take, of: values) else {
                    reason = "no value of the right type and shape stands there"
                    continue
                }
                return .success(found)
            }
        }
        return .failure(WhyNot(text: reason))
    }

    /// The one value of the shape on all pages.
    private func onlyOne(
        _ rule: VendorTemplate.Rule, _ field: FieldName, _ pages: [PageLayout]
    ) -> Result<Found, WhyNot> {
        let all = pages.flatMap { page in
            page.lines.flatMap { values(of: field, in: $0.words, on: page, shape: rule.shape) }
        }
        guard let first = all.first else {
            return .failure(WhyNot(text: "no value of the right type and shape is on the page"))
        }
        guard all.allSatisfy({ $0.value == first.value }) else {
            return .failure(WhyNot(text: "several values of the right type and shape are on the page"))
        }
        return .success(first)
    }

    private static func take(_ which: Int?, of values: [Found]) -> Found? {
        let index = which.map { $0 < 0 ? values.count + $0 : $0 - 1 } ?? 0
        return values.indices.contains(index) ? values[index] : nil
    }

    // MARK: Places

    /// Runs of words in which the value may stand, the likeliest first.
    func places(_ position: VendorTemplate.Position, on page: PageLayout) -> [[Int]] {
        switch position {
        case .rightOf(let anchor):
            anchors(anchor, on: page).map { found in
                page.lines[found.line].words.filter {
                    page.words[$0].box.left >= found.box.right - 1 && !found.words.contains($0)
                }
            }.filter { !$0.isEmpty }
        case .below(let anchor):
            anchors(anchor, on: page).flatMap { found in
                page.lines.indices.dropFirst(found.line + 1).prefix(4).map { line in
                    page.lines[line].words.filter { page.words[$0].box.horizontalOverlap(found.box) > 0 }
                }
            }.filter { !$0.isEmpty }
        case .region(let box):
            page.lines.map { line in
                line.words.filter { word in
                    let place = page.words[word].box
                    let x = place.midX / max(1, page.width)
                    let y = place.midY / max(1, page.height)
                    return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
                }
            }.filter { !$0.isEmpty }
        case .fixed, .pattern, .printed, .notBeside, .absent: []
        }
    }

    private func anchors(_ text: String, on page: PageLayout) -> [AnchorFinder.Anchor] {
        takesKin ? AnchorFinder(page).kin(of: text) : AnchorFinder(page).anchors(text)
    }

    /// A name is all of the piece of a line that it begins in, and nothing beyond.
    private func whole(
        _ words: [Int], _ position: VendorTemplate.Position, on page: PageLayout
    ) -> [Int] {
        guard let first = words.first,
            let segment = page.segments.first(where: { $0.words.contains(first) })
        else { return words }
        switch position {
        case .rightOf: return words.filter { segment.words.contains($0) }
        case .below: return segment.words
        case .region, .fixed, .pattern, .printed, .notBeside, .absent: return words
        }
    }

    // MARK: Values

    /// The values of a field's type and shape among words of one line, from left to right.
    func values(
        of field: FieldName, in indices: [Int], on page: PageLayout, shape: String? = nil
    ) -> [Found] {
        let words = indices.map { page.words[$0] }
        func found(_ value: FieldValue, _ range: Range<Int>) -> Found? {
            let raw = words[range].map(\.text).joined(separator: " ")
            guard
                shape.map({ ValueShape.matches($0, raw.trimmingSigns()) || ValueShape.matches($0, raw) })
                    ?? true
            else { return nil }
            return Found(
                value: value, raw: raw, region: page.region(of: indices[range]), words: Array(indices[range]))
        }
        switch field.valueType {
        case .date:
            let printed = Dates.scan(words).compactMap { token in
                token.date(by: dateOrder).flatMap { found(.date($0), token.words) }
            }
            guard printed.isEmpty, page.isRecognised else { return printed }
            return words.indices.compactMap { index in
                RunTogetherDate(words[index], order: dateOrder).flatMap {
                    found(.date($0.date), index..<(index + 1))
                }
            }
        case .amount, .number:
            return Numbers.scan(words).filter { !$0.isPercentage }.compactMap { token in
                token.value(by: decimalMark).flatMap { found(.amount($0), token.words) }
            }
        case .identifier where field == .sellerIBAN:
            return Identifiers.scan(words).compactMap { token in
                token.kind == .iban || token.kind == .doubtfulIBAN
                    ? found(.text(token.value), token.words) : nil
            }
        case .identifier:
            let width = shape.map { $0.count { $0 == " " } + 1 } ?? 1
            return words.indices.dropLast(width - 1).compactMap { start in
                let range = start..<(start + width)
                let text = words[range].map(\.text).joined(separator: " ")
                guard words[start..<(start + width)].allSatisfy({ !$0.text.isEmpty }),
                    text.utf8.contains(where: PlainBytes.isDigit)
                else { return nil }
                return found(.text(text.trimmingSigns()), range)
            }
        case .currency:
            return words.indices.compactMap { index in
                CurrencyMarks.currency(of: words[index].text).flatMap {
                    found(.currency($0), index..<(index + 1))
                }
            }
        case .name, .text:
            return found(.text(words.map(\.text).joined(separator: " ")), 0..<words.count).map { [$0] } ?? []
        }
    }
}

/// Finds the words of an anchor on a page.
struct AnchorFinder {
    private let page: PageLayout

    init(_ page: PageLayout) {
        self.page = page
    }

    /// A place where the anchor stands.
    struct Anchor {
        var line: Int
        var words: [Int]
        var box: Box
    }

    /// The places of an anchor in reading order; on recognised pages one letter may be wrong where none is right.
    func anchors(_ text: String) -> [Anchor] {
        let wanted = LabelText.folded(text)
        guard !wanted.isEmpty else { return [] }
        let exact = page.lines.indices.flatMap { line in anchors(wanted, in: line) }
        guard exact.isEmpty, page.isRecognised, wanted.count >= 6, let search = ApproximateSearch(wanted)
        else { return exact }
        return page.lines.indices.compactMap { line in anchor(search, in: line) }
    }

    /// The places of words that begin like a long one, or as which it begins: `Fälligkeit` for `Fälligkeitstag`.
    func kin(of text: String) -> [Anchor] {
        let wanted = LabelText.folded(text)
        guard wanted.count >= Self.leastKin, LabelText([text]).tokens.count == 1 else { return [] }
        return page.lines.indices.flatMap { line -> [Anchor] in
            let words = page.lines[line].words
            let text = LabelText(words.map { page.words[$0].text })
            return text.tokens.compactMap { token in
                let word = text.bytes[token.range]
                guard word.count >= Self.leastKin, word.count != wanted.count,
                    3 * min(word.count, wanted.count) >= 2 * max(word.count, wanted.count),
                    word.starts(with: wanted) || wanted.starts(with: word)
                else { return nil }
                let member = words[token.word]
                return Anchor(line: line, words: [member], box: page.words[member].box)
            }
        }
    }

    /// Fewest letters that words have in common that stand for each other.
    private static let leastKin = 8

    private func anchors(_ wanted: [UInt8], in line: Int) -> [Anchor] {
        let words = page.lines[line].words
        let text = LabelText(words.map { page.words[$0].text })
        var found: [Anchor] = []
        for (start, token) in text.tokens.enumerated() where token.mayBegin {
            guard text.bytes[token.range.lowerBound...].starts(with: wanted) else { continue }
            let end = token.range.lowerBound + wanted.count
            guard let last = text.tokens[start...].first(where: { $0.range.upperBound == end }) else {
                continue
            }
            let members = Array(words[token.word...last.word])
            found.append(Anchor(line: line, words: members, box: page.words.box(around: members)))
        }
        return found
    }

    /// The place of an anchor of which one letter in six was misread.
    private func anchor(_ search: ApproximateSearch, in line: Int) -> Anchor? {
        let words = page.lines[line].words
        let text = LabelText(words.map { page.words[$0].text })
        guard let match = search.best(in: text.bytes, limit: max(1, search.length / 6)) else { return nil }
        let members = text.tokens.filter { token in
            2 * token.range.clamped(to: match.range).count > token.range.count
        }
        guard let first = members.first, let last = members.last else { return nil }
        let range = Array(words[first.word...last.word])
        return Anchor(line: line, words: range, box: page.words.box(around: range))
    }
}
