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
            for (index, rule) in (template.rules[field] ?? []).enumerated() where rule.isPlaced {
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

    private typealias WhyNot = RuleReader.WhyNot

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
        let reader = RuleReader(
            layouts: layouts, dateOrder: template.dateOrder,
            decimalMark: template.decimalMark ?? evidence.decimalMark)
        switch reader.read(rule, field) {
        case .success(let found):
            return .success(candidate(field, found.value, found.raw, found.region, name))
        case .failure(let reason): return .failure(reason)
        }
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
}
