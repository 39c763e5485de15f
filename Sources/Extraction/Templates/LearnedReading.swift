import Domain

/// What the templates of a document's vendor say of it that were learnt, as evidence to be weighed with all other.
struct LearnedReading {
    /// A value that rules of a template find.
    struct Finding {
        var field: FieldName
        var value: FieldValue
        var raw: String
        /// Where it stands; `nil` where it is known, but not printed.
        var region: Region?
        /// How much it tells by the make of its rules, 0...1.
        var strength: Double
        /// Whether the field was read right without the rules that found it.
        var isHint: Bool
        /// Whether the rules that found it may be of a wrong place.
        var isDoubtful = false
        /// Whether it is given only where the page itself gives nothing.
        var fillsGapsAlone = false
        var template: String
    }

    /// What was found.
    private(set) var findings: [Finding] = []
    /// Labels, folded, beside which the values of a field do not stand.
    private(set) var refused: [FieldName: Set<[UInt8]>] = [:]
    /// Fields that the vendor's documents do not have.
    private(set) var absent: Set<FieldName> = []
    /// How the vendor writes days and months.
    private(set) var dateOrder: DateOrder?
    /// Which rules fired, and why others did not.
    private(set) var traces: [TemplateTrace] = []
    /// The vendors that were known, with the signs.
    private(set) var known: [(template: String, signs: [VendorRecognition.Sign])] = []

    /// Fields of which another value is printed where the known one could stand.
    private var contradicted: Set<FieldName> = []

    private let layouts: [PageLayout]
    private let evidence: Evidence

    /// Reads by the templates whose vendor is known on the document.
    init(templates: [VendorTemplate], evidence: Evidence, layouts: [PageLayout]) {
        self.layouts = layouts
        self.evidence = evidence
        guard !templates.isEmpty, !layouts.isEmpty else { return }
        let recognition = VendorRecognition(layouts, evidence: evidence)
        var best: (template: VendorTemplate, signs: [VendorRecognition.Sign], weight: Double)?
        for template in templates {
            let signs = recognition.signs(of: template)
            let weight = signs.reduce(0) { $0 + $1.weight }
            guard VendorRecognition.areEnough(signs) else {
                traces.append(Self.whyUnknown(template, signs))
                continue
            }
            if weight > best?.weight ?? 0 { best = (template, signs, weight) }
        }
        guard let best else { return }
        known.append((best.template.name, best.signs))
        apply(best.template, isCertain: best.weight >= VendorRecognition.certain)
    }

    /// Whether there is anything to weigh.
    var isTelling: Bool { !known.isEmpty }

    private static func whyUnknown(
        _ template: VendorTemplate, _ signs: [VendorRecognition.Sign]
    ) -> TemplateTrace {
        let found = signs.map(\.text).joined(separator: " and ")
        return TemplateTrace(
            template: template.name, field: nil,
            outcome: signs.isEmpty
                ? "no sign of its vendor is on the document" : "\(found) alone: not enough",
            fired: false)
    }

    // MARK: Rules

    private mutating func apply(_ template: VendorTemplate, isCertain: Bool) {
        dateOrder = template.dateOrder
        let runs = FoldedRuns(layouts)
        let share = layouts.first.map { LayoutMarks($0).share(of: template.signs.layout) } ?? 0
        for field in FieldName.allCases {
            for (index, rule) in (template.rules[field] ?? []).enumerated() {
                let outcome = fire(rule, field, template, runs, layout: share, isCertain: isCertain)
                let text: String
                var fired = false
                switch outcome {
                case .success(nil): continue
                case .success(let finding?):
                    add(finding)
                    fired = true
                    text = "rule \(index + 1) found \(finding.value.canonical)"
                case .failure(let reason): text = "rule \(index + 1) did not fire: \(reason.text)"
                }
                traces.append(
                    TemplateTrace(template: template.name, field: field, outcome: text, fired: fired))
            }
        }
    }

    /// Rules that agree on a value and its place speak together.
    private mutating func add(_ finding: Finding) {
        let same = findings.firstIndex {
            $0.field == finding.field && $0.value == finding.value && $0.region == finding.region
        }
        guard let same else {
            findings.append(finding)
            return
        }
        findings[same].isHint = findings[same].isHint && finding.isHint
        findings[same].isDoubtful = findings[same].isDoubtful && finding.isDoubtful
        findings[same].strength = 1 - (1 - findings[same].strength) * (1 - finding.strength)
    }

    private mutating func fire(
        _ rule: VendorTemplate.Rule, _ field: FieldName, _ template: VendorTemplate, _ runs: FoldedRuns,
        layout share: Double, isCertain: Bool
    ) -> Result<Finding?, RuleReader.WhyNot> {
        switch rule.position {
        case .notBeside(let label):
            refused[field, default: []].insert(LabelText.folded(label))
            return .success(nil)
        case .absent:
            absent.insert(field)
            return .success(nil)
        case .pattern: return .failure(RuleReader.WhyNot(text: "patterns are for templates people write"))
        case .printed(let text):
            let found = printed(text, field, template.name, runs)
            if case .failure(let reason) = found, reason.isContradiction { contradicted.insert(field) }
            return found.map { $0 }
        case .fixed(let text):
            let isPrintedElse = template.rules[field]?.contains { other in
                if case .printed = other.position { return true }
                return false
            }
            guard !contradicted.contains(field) else {
                return .failure(RuleReader.WhyNot(text: "another is printed in its place"))
            }
            return .success(
                Self.value(text, of: field).map {
                    Finding(
                        field: field, value: $0, raw: "", region: nil,
                        strength: field == .currency ? 0.4 : 0.8, isHint: field == .currency,
                        fillsGapsAlone: !isCertain && isPrintedElse == true, template: template.name)
                })
        case .rightOf, .below, .region:
            return placed(rule, field, template, layout: share).map { $0 }
        }
    }

    private func placed(
        _ rule: VendorTemplate.Rule, _ field: FieldName, _ template: VendorTemplate, layout share: Double
    ) -> Result<Finding, RuleReader.WhyNot> {
        let reader = RuleReader(
            layouts: layouts, dateOrder: template.dateOrder,
            decimalMark: evidence.decimalMark ?? template.decimalMark)
        guard var strength = Self.strength(of: rule.position, layout: share) else {
            return .failure(RuleReader.WhyNot(text: "the page is laid out otherwise"))
        }
        var found = reader.read(rule, field)
        if case .success = found, let shape = rule.shape, ValueShape.isDistinctive(shape) {
            strength = max(strength, 0.6)
        }
        if rule.isDoubtful { strength *= 0.7 }
        if case .failure = found, let kin = reader.amongKin(rule, field) {
            found = .success(kin)
            strength *= 0.85
        }
        if case .failure = found, let shape = rule.shape, ValueShape.ofAnyLength(shape) != shape {
            // Numbers grow a digit: a reason for doubt, not against it.
            var loose = rule
            loose.shape = ValueShape.ofAnyLength(shape)
            found = reader.read(loose, field)
            strength *= 0.6
        }
        return found.flatMap { found in
            guard Self.isPlausible(found, field) else {
                return .failure(RuleReader.WhyNot(text: "what stands there cannot be its value"))
            }
            return .success(
                Finding(
                    field: field, value: found.value, raw: found.raw, region: found.region,
                    strength: strength, isHint: rule.isHint, isDoubtful: rule.isDoubtful,
                    template: template.name))
        }
    }

    /// How much a rule tells by its make, 0...1; `nil` for a place on a page of another layout.
    private static func strength(of position: VendorTemplate.Position, layout share: Double) -> Double? {
        switch position {
        case .rightOf(let anchor): strength(of: anchor)
        case .below(let anchor): strength(of: anchor) - 0.05
        case .region(VendorTemplate.wholePage): 0.5
        case .region: share >= 0.75 ? 0.6 : share >= 0.5 ? 0.4 : nil
        case .fixed, .pattern, .printed, .notBeside, .absent: nil
        }
    }

    /// Short words before a value say little of it: `vom`, `am`.
    private static func strength(of anchor: String) -> Double {
        switch LabelText.folded(anchor).count(where: PlainBytes.isLetter) {
        case ...3: 0.35
        case 4...5: 0.7
        default: 0.9
        }
    }

    /// Whether what stands at the place of a name may be one.
    private static func isPlausible(_ found: RuleReader.Found, _ field: FieldName) -> Bool {
        guard field.valueType == .name else { return true }
        return NameText.name(of: found.raw.split(separator: " ").map(String.init)[...]) != nil
    }

    // MARK: Known values

    /// Where a known value is printed, read right or nearly so.
    private func printed(
        _ text: String, _ field: FieldName, _ template: String, _ runs: FoldedRuns
    ) -> Result<Finding, RuleReader.WhyNot> {
        guard let value = Self.value(text, of: field),
            let place = runs.place(
                of: LabelText.folded(text), oneWrongIn: field.valueType == .name ? 5 : 8)
        else { return .failure(RuleReader.WhyNot(text: "\(text) is not printed")) }
        let page = layouts[place.page]
        let raw = place.words.map { page.words[$0].text }.joined(separator: " ")
        if place.errors > 0, Self.isAnotherNumber(place.words.map { page.words[$0] }) {
            return .failure(
                RuleReader.WhyNot(
                    text: "\(raw) has its check digits right and is another", isContradiction: true))
        }
        if place.errors > 0, Self.hasOtherWords(raw, text) {
            return .failure(
                RuleReader.WhyNot(
                    text: "\(raw) has a word more or less and is another", isContradiction: true))
        }
        let isOfVendor = field.isOfVendor
        return .success(
            Finding(
                field: field, value: value, raw: raw, region: page.region(of: place.words),
                strength: isOfVendor ? 0.9 : 0.5, isHint: place.errors > 0 && !isOfVendor,
                template: template))
    }

    /// Whether the words hold a number whose own check digits are right: then it is no misread one.
    private static func isAnotherNumber(_ words: [Word]) -> Bool {
        Identifiers.scan(words).contains { $0.kind == .iban || $0.kind == .vat }
    }

    /// Whether two texts differ by whole words alone: letters are misread, words hardly ever come or go.
    static func hasOtherWords(_ one: String, _ other: String) -> Bool {
        func words(_ text: String) -> [[UInt8]] {
            let text = LabelText(text.split(separator: " ").map(String.init))
            return text.tokens.map { Array(text.bytes[$0.range]) }
        }
        var (few, many) = (words(one), words(other))
        if few.count > many.count { swap(&few, &many) }
        guard few.count < many.count else { return false }
        var rest = many[...]
        return few.allSatisfy { word in
            guard let index = rest.firstIndex(of: word) else { return false }
            rest = rest[(index + 1)...]
            return true
        }
    }

    private static func value(_ text: String, of field: FieldName) -> FieldValue? {
        switch field.valueType {
        case .currency: Currency(rawValue: text).map { .currency($0) }
        case .identifier, .name, .text: .text(text)
        case .date, .amount, .number: nil
        }
    }
}

extension FieldName {
    /// Whether the field says the same on all documents of a vendor.
    var isOfVendor: Bool {
        switch self {
        case .sellerName, .sellerAddress, .sellerVATID, .sellerTaxNumber, .sellerRegistration, .sellerIBAN,
            .sellerBIC, .sellerPhone, .sellerEmail, .sellerWeb:
            true
        default: false
        }
    }
}
