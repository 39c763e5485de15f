import Domain
public import Foundation

/// The outcome of an evaluation, to be kept and compared with later ones.
public struct RunRecord: Hashable, Sendable, Codable {
    /// How a field of a document came out.
    public struct Entry: Hashable, Sendable, Codable {
        /// The outcome's name.
        public var outcome: String
        /// What was read.
        public var value: String?
        /// The probability it came with.
        public var confidence: Double?
    }

    /// Figures by name; more is better but for calibration errors and times.
    public var figures: [String: Double]
    /// Outcomes by document and field.
    public var documents: [String: [String: Entry]]

    /// Makes a record of judged documents.
    public init(figures: [String: Double], judgements: [(id: String, judgement: Judgement)]) {
        self.figures = figures
        documents = [:]
        for (id, judgement) in judgements {
            var entries: [String: Entry] = [:]
            for verdict in judgement.fields {
                entries[verdict.field.rawValue] = Entry(
                    outcome: verdict.outcome.rawValue, value: verdict.value?.text,
                    confidence: verdict.value?.confidence)
            }
            documents[id] = entries
        }
    }

    /// Reads a record.
    public init(file bytes: Data) throws {
        self = try JSONDecoder().decode(RunRecord.self, from: bytes)
    }

    /// The record's file.
    public func bytes() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        return try encoder.encode(self)
    }
}

/// What is otherwise in a later evaluation.
public struct RunDifference: Sendable {
    /// A field that came out otherwise.
    public struct Change: Hashable, Sendable {
        /// The document.
        public var document: String
        /// The field.
        public var field: String
        /// What was read before.
        public var before: String?
        /// What is read now.
        public var after: String?
        /// How it comes out now.
        public var outcome: String
    }

    /// Fields that are right now and were not.
    public private(set) var mended: [Change] = []
    /// Fields that were right and are not now.
    public private(set) var broken: [Change] = []
    /// Figures that are otherwise: before and now.
    public private(set) var figures: [String: (before: Double, after: Double)] = [:]

    /// Compares two evaluations, document by document that is in both.
    public init(from earlier: RunRecord, to later: RunRecord) {
        for (id, fields) in later.documents.sorted(by: { $0.key < $1.key }) {
            guard let known = earlier.documents[id] else { continue }
            for (name, entry) in fields.sorted(by: { $0.key < $1.key }) {
                guard let before = known[name] else { continue }
                let change = Change(
                    document: id, field: name, before: before.value, after: entry.value,
                    outcome: entry.outcome)
                if Self.isFine(entry), !Self.isFine(before) { mended.append(change) }
                if !Self.isFine(entry), Self.isFine(before) { broken.append(change) }
            }
        }
        for (name, value) in later.figures {
            guard let before = earlier.figures[name], abs(before - value) > 0.00005 else { continue }
            figures[name] = (before, value)
        }
    }

    private static func isFine(_ entry: RunRecord.Entry) -> Bool {
        FieldVerdict.Outcome(rawValue: entry.outcome)?.isFine ?? false
    }
}
