import Domain
public import Extraction
import Foundation
import Yams

extension ModelsFolder {
    /// The vendor templates in `vendors/*.yml`; none where there is no such folder.
    public func vendorTemplates() throws(ModelsFailure) -> [VendorTemplate] {
        var templates: [VendorTemplate] = []
        for file in try files(in: "vendors", extension: "yml") {
            let text = try text(of: file)
            do {
                templates.append(try YAMLDecoder().decode(VendorFile.self, from: text).template())
            } catch let failure as VendorFile.Mistake {
                throw .invalid(file.path, failure.text)
            } catch {
                throw .invalid(file.path, "\(error)")
            }
        }
        return templates
    }
}

/// A vendor template as it is written.
private struct VendorFile: Decodable {
    var name: String
    var known_by: KnownBy
    var fields: [String: [Rule]]

    struct KnownBy: Decodable {
        var vat_ids: [String]?
        var ibans: [String]?
        var phrases: [String]?
    }

    struct Rule: Decodable {
        var right_of: String?
        var below: String?
        var region: [Double]?
        var fixed: String?
        var shape: String?
        var page: Int?
    }

    struct Mistake: Error {
        var text: String
    }

    func template() throws -> VendorTemplate {
        var rules: [FieldName: [VendorTemplate.Rule]] = [:]
        for (name, written) in fields {
            guard let field = FieldName(rawValue: name) else { throw Mistake(text: "unknown field \(name)") }
            rules[field] = try written.map { rule in
                VendorTemplate.Rule(position: try position(rule, name), shape: rule.shape, page: rule.page)
            }
        }
        return VendorTemplate(
            name: name, vatIDs: known_by.vat_ids ?? [], ibans: known_by.ibans ?? [],
            phrases: known_by.phrases ?? [], rules: rules)
    }

    private func position(_ rule: Rule, _ field: String) throws -> VendorTemplate.Position {
        if let anchor = rule.right_of { return .rightOf(anchor) }
        if let anchor = rule.below { return .below(anchor) }
        if let text = rule.fixed { return .fixed(text) }
        guard let region = rule.region, region.count == 4, region[0] <= region[2], region[1] <= region[3]
        else {
            throw Mistake(
                text: "a rule of \(field) needs right_of, below, fixed, or region: [left, top, right, bottom]"
            )
        }
        return .region(Box(left: region[0], top: region[1], right: region[2], bottom: region[3]))
    }
}
