public import Domain

/// How one field of a document came out.
public struct FieldVerdict: Hashable, Sendable {
    /// The ways a field can come out.
    public enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// What was read is right.
        case right
        /// Something else was read.
        case wrong
        /// Nothing was read.
        case missed
        /// Something was read where there is nothing.
        case invented
        /// Rightly nothing was read.
        case absent

        /// Whether no person would have to correct it.
        public var isFine: Bool { self == .right || self == .absent }
        /// Whether something was read.
        public var isPredicted: Bool { self == .right || self == .wrong || self == .invented }
    }

    /// The field.
    public var field: FieldName
    /// How it came out.
    public var outcome: Outcome
    /// What was read.
    public var value: Prediction.Value?
    /// What is right; `nil` for a field that is absent.
    public var truth: String?
}

/// How a document came out.
public struct Judgement: Hashable, Sendable {
    /// Its fields, in the order of reports.
    public var fields: [FieldVerdict]
    /// Its lines; `nil` where they are not judged.
    public var lines: LineVerdict?

    /// Judges what was read of a document; `nil` for one that was not read.
    public init(of prediction: Prediction?, by truth: DocumentTruth) {
        fields = Comparing.scored.compactMap { Self.verdict(on: $0, prediction, truth) }
        lines = LineVerdict(prediction?.lines ?? [], truth)
    }

    private static func verdict(
        on field: FieldName, _ prediction: Prediction?, _ truth: DocumentTruth
    ) -> FieldVerdict? {
        guard let label = truth.fields[field.rawValue] else { return nil }
        let value = prediction?.fields[field.rawValue].flatMap { Comparing.isBlank($0.text) ? nil : $0 }
        guard label != nil else {
            return FieldVerdict(
                field: field, outcome: value == nil ? .absent : .invented, value: value, truth: nil)
        }
        guard let value else {
            return FieldVerdict(field: field, outcome: .missed, value: nil, truth: label)
        }
        let isRight = truth.answers(field).contains {
            Comparing.isSame(value.text, as: $0, field, isCredit: truth.isCredit)
        }
        return FieldVerdict(field: field, outcome: isRight ? .right : .wrong, value: value, truth: label)
    }

    /// Whether all of these fields that were labelled came out right.
    public func isFine(_ names: [FieldName]) -> Bool {
        fields.allSatisfy { !names.contains($0.field) || $0.outcome.isFine }
    }
}

/// How the lines of a document came out.
public struct LineVerdict: Hashable, Sendable {
    /// Lines with quantity, price and total right.
    public var right = 0
    /// Lines that were read.
    public var read: Int
    /// Lines there are.
    public var labelled: Int
    /// How much of the description was read, for each line that was found.
    public var descriptions: [Double] = []

    /// Whether all lines came out right and none is too many.
    public var isFine: Bool { right == labelled && right == read }

    private struct Pair {
        var isRight: Bool
        var overlap: Double
        var line: Int
        var truth: Int

        static func isBetter(_ one: Pair, _ other: Pair) -> Bool {
            if one.isRight != other.isRight { return one.isRight }
            if one.overlap != other.overlap { return one.overlap > other.overlap }
            let (near, far) = (abs(one.line - one.truth), abs(other.line - other.truth))
            if near != far { return near < far }
            return (one.line, one.truth) > (other.line, other.truth)
        }
    }

    /// Pairs lines with labelled ones, the best first; `nil` where not all lines are labelled.
    init?(_ lines: [Prediction.Line], _ truth: DocumentTruth) {
        guard !truth.lines.isEmpty, truth.areLinesComplete else { return nil }
        read = lines.count
        labelled = truth.lines.count
        var pairs: [Pair] = []
        for (index, line) in lines.enumerated() {
            for (place, label) in truth.lines.enumerated() {
                let isRight = Self.isRight(line, label, isCredit: truth.isCredit)
                let overlap = Comparing.overlap(line.description, label.description)
                if isRight || overlap > 0.3 {
                    pairs.append(Pair(isRight: isRight, overlap: overlap, line: index, truth: place))
                }
            }
        }
        var (usedLines, usedTruths): (Set<Int>, Set<Int>) = ([], [])
        for pair in pairs.sorted(by: Pair.isBetter)
        where !usedLines.contains(pair.line) && !usedTruths.contains(pair.truth) {
            usedLines.insert(pair.line)
            usedTruths.insert(pair.truth)
            if pair.isRight { right += 1 }
            if truth.lines[pair.truth].isDescriptionVisible { descriptions.append(pair.overlap) }
        }
    }

    private static func isRight(_ line: Prediction.Line, _ truth: LineTruth, isCredit: Bool) -> Bool {
        let normal = { (text: String) in
            Comparing.normal(text, .netTotal, isCredit: isCredit)
        }
        return truth.amounts.allSatisfy { name, answers in
            guard let read = line.amounts[name].flatMap(normal) else { return false }
            return answers.contains { normal($0) == read }
        }
    }
}
