public import Domain
import Formats
public import Foundation

/// What is known to be right about a document.
public struct DocumentTruth: Hashable, Sendable {
    /// What the document is.
    public var kind: String
    /// ISO 639-1 code of its language.
    public var language: String
    /// The fields that were labelled; `nil` for one that is known to be absent.
    public var fields: [String: String?]
    /// Further right answers of fields.
    public var accepted: [String: [String]]
    /// The lines, as far as they can be seen on the page.
    public var lines: [LineTruth]
    /// Whether all lines of the document are labelled.
    public var areLinesComplete: Bool

    /// Whether amounts are compared without their sign.
    public var isCredit: Bool { kind == DocumentKind.creditNote.rawValue }

    /// The right answers of a field that was labelled and can be seen.
    public func answers(_ field: FieldName) -> [String] {
        guard let truth = fields[field.rawValue] ?? nil else { return [] }
        return [truth] + accepted[field.rawValue, default: []]
    }
}

/// What is known to be right about a line.
public struct LineTruth: Hashable, Sendable {
    /// The right answers of quantity, unit price and line total; none where they are not compared.
    public var amounts: [String: [String]]
    /// What was sold.
    public var description: String
    /// Whether the description stands on the page as labelled.
    public var isDescriptionVisible: Bool
}

extension DocumentTruth {
    /// Reads a label file: fields that cannot be seen on the page are left out, absent ones kept.
    ///
    /// A file that does not say what can be seen means that everything can.
    public init(label bytes: Data) throws {
        let label = try JSONTree(file: bytes)
        let visible = label["visible"]
        kind = label["kind"]?.scalar ?? label["document"]?["kind"]?.scalar ?? "invoice"
        language = label["language"]?.scalar ?? label["document"]?["language"]?.scalar ?? "?"
        fields = [:]
        for (name, value) in label["fields"]?.members ?? [:] {
            let text = (value["value"] ?? value).scalar
            if text == nil {
                fields[name] = .some(nil)
            } else if visible == nil || visible?[name]?.isTrue == true {
                fields[name] = .some(text)
            }
        }
        accepted = (label["accept"]?.members ?? [:]).mapValues { $0.elements.compactMap(\.scalar) }
        areLinesComplete = label["lines_complete"].map(\.isTrue) ?? true
        let shared = accepted
        lines = (label["line_items"]?.elements ?? []).compactMap { line in
            guard line["visible"].map(\.isTrue) ?? true else { return nil }
            return LineTruth(line, acceptedOnDocument: shared)
        }
    }
}

extension LineTruth {
    /// The figures of a line that are compared.
    static let compared = ["quantity", "unit_price", "line_total"]

    fileprivate init(_ line: JSONTree, acceptedOnDocument shared: [String: [String]]) {
        amounts = [:]
        for name in Self.compared {
            guard let truth = line[name]?.scalar else { continue }
            let further = line["accept"]?[name]?.elements.compactMap(\.scalar) ?? []
            amounts[name] = [truth] + further + shared[name, default: []]
        }
        description = line["description"]?.scalar ?? ""
        isDescriptionVisible = line["description_visible"].map(\.isTrue) ?? true
    }
}
