import Domain
public import Extraction
import Foundation
import Yams

extension ModelsFolder {
    /// The vendor templates in `vendors/*.yml`; none where there is no such folder.
    public func vendorTemplates() throws(ModelsFailure) -> [VendorTemplate] {
        var templates: [VendorTemplate] = []
        for file in try files(in: "vendors", extension: "yml") {
            templates.append(try VendorTemplate(yaml: try text(of: file), named: file.path))
        }
        return templates
    }
}

extension VendorTemplate {
    /// Reads a template; `place` is what a mistake in it is told with.
    public init(yaml text: String, named place: String) throws(ModelsFailure) {
        do {
            self = try YAMLDecoder().decode(VendorFile.self, from: text).template()
        } catch let failure as VendorFile.Mistake {
            throw .invalid(place, failure.text)
        } catch {
            throw .invalid(place, "\(error)")
        }
    }
}

/// A vendor template as it is written.
struct VendorFile: Codable {
    var name: String
    var known_by: KnownBy
    var fields: [String: [Rule]]
    var reading: Reading?
    var learned: Learned?

    struct Learned: Codable {
        var documents: [String]
    }

    struct Mark: Codable {
        var text: String
        var at: [Double]
    }

    struct KnownBy: Codable {
        var vat_ids: [String]?
        var ibans: [String]?
        var phrases: [String]?
        var patterns: [String]?
        var unless: [String]?
        var names: [String]?
        var numbers: [String]?
        var domains: [String]?
        var words: [String]?
        var addresses: [String]?
        var layout: [Mark]?

        func signs() throws -> VendorSigns {
            let marks = try (layout ?? []).map { mark in
                guard mark.at.count == 2 else {
                    throw Mistake(text: "a mark of the layout needs text and at: [left, middle]")
                }
                return LayoutMark(text: mark.text, x: mark.at[0], y: mark.at[1])
            }
            return VendorSigns(
                names: names ?? [], numbers: numbers ?? [], domains: domains ?? [], words: words ?? [],
                addresses: addresses ?? [], layout: marks)
        }
    }

    struct Reading: Codable {
        var decimal: String?
        var dates: String?
        var compact: Bool?
    }

    struct Rule: Codable {
        var right_of: String?
        var below: String?
        var region: [Double]?
        var fixed: String?
        var pattern: String?
        var group: String?
        var shape: String?
        var page: Int?
        var printed: String?
        var not_beside: String?
        var absent: Bool?
        var take: Int?
        var right: Int?
        var hint: Bool?
        var doubtful: Bool?
    }

    struct Mistake: Error {
        var text: String
    }

    func template() throws -> VendorTemplate {
        var rules: [FieldName: [VendorTemplate.Rule]] = [:]
        for (name, written) in fields {
            guard let field = FieldName(rawValue: name) else { throw Mistake(text: "unknown field \(name)") }
            rules[field] = try written.map { rule in
                VendorTemplate.Rule(
                    position: try position(rule, name), shape: rule.shape, page: rule.page, group: rule.group,
                    take: rule.take, right: rule.right, isHint: rule.hint ?? false,
                    isDoubtful: rule.doubtful ?? false)
            }
        }
        var template = VendorTemplate(
            name: name, vatIDs: known_by.vat_ids ?? [], ibans: known_by.ibans ?? [],
            phrases: known_by.phrases ?? [], rules: rules)
        template.signs = try known_by.signs()
        template.learned = learned.map { VendorTemplate.Learned(documents: $0.documents) }
        template.patterns = try (known_by.patterns ?? []).map { try Self.pattern($0, "known_by") }
        template.unless = try (known_by.unless ?? []).map { try Self.pattern($0, "known_by") }
        template.decimalMark = try Self.choice(
            reading?.decimal, "decimal", ["point": .point, "comma": .comma])
        template.dateOrder = try Self.choice(
            reading?.dates, "dates", ["day_first": .dayFirst, "month_first": .monthFirst])
        template.isCompact = reading?.compact ?? false
        return template
    }

    private static func choice<Value>(
        _ text: String?, _ name: String, _ values: [String: Value]
    ) throws -> Value? {
        guard let text else { return nil }
        guard let value = values[text] else {
            throw Mistake(text: "\(name) is \(values.keys.sorted().joined(separator: " or ")), not \(text)")
        }
        return value
    }

    private static func pattern(_ text: String, _ place: String) throws -> Pattern {
        do throws(PatternMistake) {
            return try Pattern(text)
        } catch {
            throw Mistake(text: "a pattern of \(place) cannot be understood: \(error.text)")
        }
    }

    private func position(_ rule: Rule, _ field: String) throws -> VendorTemplate.Position {
        if let anchor = rule.right_of { return .rightOf(anchor) }
        if let anchor = rule.below { return .below(anchor) }
        if let text = rule.fixed { return .fixed(text) }
        if let text = rule.printed { return .printed(text) }
        if let label = rule.not_beside { return .notBeside(label) }
        if rule.absent == true { return .absent }
        if let pattern = rule.pattern {
            return .pattern(try Self.pattern(pattern, field))
        }
        guard let region = rule.region, region.count == 4, region[0] <= region[2], region[1] <= region[3]
        else {
            throw Mistake(
                text:
                    "a rule of \(field) needs right_of, below, fixed, printed, pattern, not_beside, absent, or "
                    + "region: [left, top, right, bottom]"
            )
        }
        return .region(Box(left: region[0], top: region[1], right: region[2], bottom: region[3]))
    }
}
