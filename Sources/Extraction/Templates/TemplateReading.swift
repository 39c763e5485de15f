import Domain

/// Reads a document by the templates of its vendor.
struct TemplateReading {
    private let pages: [Page]
    private let evidence: Evidence
    private lazy var layouts = pages.map(PageLayout.init)
    private lazy var spacedText = PatternText(layouts)
    private lazy var compactText = PatternText(layouts, isCompact: true)
    private(set) var candidates: [Candidate] = []
    private(set) var traces: [TemplateTrace] = []

    init(templates: [VendorTemplate], evidence: Evidence, pages: [Page]) {
        self.pages = pages
        self.evidence = evidence
        let words = Self.foldedWords(pages)
        var known: [VendorTemplate] = []
        for template in templates {
            if isKnown(template, words) {
                known.append(template)
                continue
            }
            traces.append(
                TemplateTrace(
                    template: template.name, field: nil,
                    outcome: "neither its tax ids, accounts nor phrases are on the document", fired: false))
        }
        for template in known { apply(template) }
    }

    /// The text a template's patterns are looked for in.
    private mutating func text(for template: VendorTemplate) -> PatternText {
        template.isCompact ? compactText : spacedText
    }

    // MARK: Whose document it is

    private static func foldedWords(_ pages: [Page]) -> [UInt8] {
        LabelText(pages.flatMap(\.words).map(\.text)).bytes
    }

    private mutating func isKnown(_ template: VendorTemplate, _ words: [UInt8]) -> Bool {
        let evidence = evidence
        func has(_ numbers: [String], _ fields: Set<FieldName>) -> Bool {
            let wanted = Set(numbers.map { LabelText.folded($0) })
            return evidence.candidates.contains {
                fields.contains($0.field) && wanted.contains(LabelText.folded($0.value.canonical))
            }
        }
        let hasPatterns = !template.patterns.isEmpty || !template.unless.isEmpty
        let text = hasPatterns ? text(for: template).scalars : []
        if template.unless.contains(where: { $0.occurs(in: text) }) { return false }
        if has(template.vatIDs, [.sellerVATID]) || has(template.ibans, [.sellerIBAN]) { return true }
        guard !template.phrases.isEmpty || !template.patterns.isEmpty else { return false }
        return template.phrases.allSatisfy { Self.contains(words, LabelText.folded($0)) }
            && template.patterns.allSatisfy { $0.occurs(in: text) }
    }

    private static func contains(_ all: [UInt8], _ part: [UInt8]) -> Bool {
        guard !part.isEmpty, part.count <= all.count else { return false }
        return (0...(all.count - part.count)).contains { all[$0...].starts(with: part) }
    }

    // MARK: Rules

    private mutating func apply(_ template: VendorTemplate) {
        for field in FieldName.allCases {
            for (index, rule) in (template.rules[field] ?? []).enumerated() {
                let outcome = fire(rule, field, template)
                let text =
                    switch outcome {
                    case .success(let candidate): "rule \(index + 1) found \(candidate.value.canonical)"
                    case .failure(let reason): "rule \(index + 1) did not fire: \(reason.text)"
                    }
                let fired = if case .success = outcome { true } else { false }
                traces.append(
                    TemplateTrace(template: template.name, field: field, outcome: text, fired: fired))
                if case .success(let candidate) = outcome {
                    candidates.append(candidate)
                    break
                }
            }
        }
    }

    private struct WhyNot: Error {
        var text: String
    }

    private mutating func fire(
        _ rule: VendorTemplate.Rule, _ field: FieldName, _ template: VendorTemplate
    ) -> Result<Candidate, WhyNot> {
        let name = template.name
        if case .fixed(let text) = rule.position {
            let region = Region(page: 1, box: Box(left: 0, top: 0, right: 0, bottom: 0))
            let currency = field == .currency ? Currency(rawValue: text) : nil
            let value = currency.map { FieldValue.currency($0) } ?? .text(text)
            return .success(candidate(field, value, text, region, name))
        }
        if case .pattern(let pattern) = rule.position {
            return match(pattern, rule, field, template)
        }
        let pages = layouts.filter { layout in
            rule.page.map { $0 == layout.number || ($0 == -1 && layout.number == layouts.count) } ?? true
        }
        guard !pages.isEmpty else { return .failure(WhyNot(text: "there is no page \(rule.page ?? 0)")) }
        var reason = "the anchor is not on the page"
        for page in pages {
            for words in places(rule.position, on: page) {
                guard let found = value(field, in: words, of: page, shape: rule.shape) else {
                    reason = "no value of the right type and shape stands there"
                    continue
                }
                return .success(candidate(field, found.0, found.1, found.2, name))
            }
        }
        return .failure(WhyNot(text: reason))
    }

    /// The value that a pattern finds in the text of the pages.
    private mutating func match(
        _ pattern: Pattern, _ rule: VendorTemplate.Rule, _ field: FieldName, _ template: VendorTemplate
    ) -> Result<Candidate, WhyNot> {
        let text = text(for: template)
        guard let found = pattern.firstMatch(in: text.scalars) else {
            return .failure(WhyNot(text: "its pattern is not in the text"))
        }
        let group = rule.group.flatMap { pattern.names[$0] ?? Int($0) } ?? min(1, found.groups.count - 1)
        guard found.groups.indices.contains(group), let range = found.groups[group], !range.isEmpty,
            let region = text.place(of: range),
            let value = PatternValue(text, range, template, evidence.decimalMark).value(of: field)
        else { return .failure(WhyNot(text: "what its pattern found is no value of the right type")) }
        return .success(candidate(field, value, text.text(in: range), region, template.name))
    }

    private func candidate(
        _ field: FieldName, _ value: FieldValue, _ raw: String, _ region: Region, _ name: String
    ) -> Candidate {
        Candidate(
            field: field, value: value, raw: raw, region: region, features: [Feature("template")], label: name
        )
    }

    /// Runs of words in which the value may stand, the likeliest first.
    private func places(_ position: VendorTemplate.Position, on page: PageLayout) -> [[Int]] {
        switch position {
        case .rightOf(let anchor):
            AnchorFinder(page).anchors(anchor).map { found in
                page.lines[found.line].words.filter {
                    page.words[$0].box.left >= found.box.right - 1 && !found.words.contains($0)
                }
            }.filter { !$0.isEmpty }
        case .below(let anchor):
            AnchorFinder(page).anchors(anchor).flatMap { found in
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
        case .fixed, .pattern: []
        }
    }

    private func value(
        _ field: FieldName, in indices: [Int], of page: PageLayout, shape: String?
    ) -> (FieldValue, String, Region)? {
        let words = indices.map { page.words[$0] }
        func result(_ value: FieldValue, _ range: Range<Int>) -> (FieldValue, String, Region)? {
            let raw = words[range].map(\.text).joined(separator: " ")
            guard shape.map({ ValueShape.matches($0, raw) }) ?? true else { return nil }
            return (value, raw, page.region(of: indices[range]))
        }
        switch field.valueType {
        case .date:
            return Dates.scan(words).lazy.compactMap { token in
                token.date().flatMap { result(.date($0), token.words) }
            }.first
        case .amount, .number:
            return Numbers.scan(words).lazy.filter { !$0.isPercentage }.compactMap { token in
                token.value(by: evidence.decimalMark).flatMap { result(.amount($0), token.words) }
            }.first
        case .identifier:
            let exact = words.indices.lazy.filter { words[$0].text.utf8.contains(where: PlainBytes.isDigit) }
            return exact.compactMap { result(.text(words[$0].text.trimmingSigns()), $0..<($0 + 1)) }.first
        case .currency:
            return words.indices.lazy.compactMap { index in
                CurrencyMarks.currency(of: words[index].text).flatMap {
                    result(.currency($0), index..<(index + 1))
                }
            }.first
        case .name, .text:
            return result(.text(words.map(\.text).joined(separator: " ")), 0..<words.count)
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

    /// The places of an anchor in reading order.
    func anchors(_ text: String) -> [Anchor] {
        let wanted = LabelText.folded(text)
        guard !wanted.isEmpty else { return [] }
        return page.lines.indices.flatMap { line in anchors(wanted, in: line) }
    }

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
}
