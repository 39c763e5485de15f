public import Domain
import Formats
public import Foundation

/// What was read of a document, as far as it is judged.
public struct Prediction: Hashable, Sendable {
    /// A value that was read.
    public struct Value: Hashable, Sendable {
        /// The value, most often in its canonical spelling.
        public var text: String
        /// The probability it came with.
        public var confidence: Double?
        /// Whether it was said to need no person.
        public var isAccepted: Bool
        /// Where it stands.
        public var region: Region?

        /// Makes a value.
        public init(
            text: String, confidence: Double? = nil, isAccepted: Bool = false, region: Region? = nil
        ) {
            self.text = text
            self.confidence = confidence
            self.isAccepted = isAccepted
            self.region = region
        }
    }

    /// A line that was read.
    public struct Line: Hashable, Sendable {
        /// Quantity, unit price and line total, as far as they were read.
        public var amounts: [String: String]
        /// What was sold.
        public var description: String
    }

    /// The values, by field name.
    public var fields: [String: Value]
    /// The lines.
    public var lines: [Line]

    /// What a draft says.
    public init(_ draft: InvoiceDraft) {
        fields = [:]
        for (name, field) in draft.fields {
            fields[name.rawValue] = Value(
                text: field.value.canonical, confidence: field.confidence, isAccepted: field.isAccepted,
                region: field.source.region)
        }
        lines = draft.lines.map { line in
            let amounts = [
                "quantity": line.quantity, "unit_price": line.unitPrice, "line_total": line.lineTotal,
            ]
            return Line(amounts: amounts.compactMapValues(\.?.description), description: line.description)
        }
    }

    /// What a file says that `vouch read --format json` wrote, or another program in a like form.
    public init(file bytes: Data) throws {
        let file = try JSONTree(file: bytes)
        fields = [:]
        for (name, value) in file["fields"]?.members ?? [:] {
            guard let text = (value["value"] ?? value).scalar else { continue }
            fields[name] = Value(
                text: text, confidence: value["confidence"]?.number ?? file["confidence"]?[name]?.number,
                isAccepted: value["accepted"]?.isTrue ?? false)
        }
        lines = (file["line_items"]?.elements ?? []).map { line in
            var amounts: [String: String] = [:]
            for name in LineTruth.compared { amounts[name] = line[name]?.scalar }
            return Line(amounts: amounts, description: line["description"]?.scalar ?? "")
        }
    }
}
