public import Domain

/// Counts of outcomes.
public struct OutcomeCounts: Hashable, Sendable {
    /// How often each outcome came.
    public private(set) var counts: [FieldVerdict.Outcome: Int] = [:]

    /// How often an outcome came.
    public subscript(outcome: FieldVerdict.Outcome) -> Int { counts[outcome, default: 0] }

    /// Counts one more.
    mutating func count(_ outcome: FieldVerdict.Outcome) { counts[outcome, default: 0] += 1 }

    /// Adds other counts.
    mutating func add(_ other: OutcomeCounts) { counts.merge(other.counts, uniquingKeysWith: +) }

    /// Right ones, ones that were read, and ones there are.
    public var rates: Rates {
        let right = self[.right]
        return Rates(
            right: right, read: right + self[.wrong] + self[.invented],
            there: right + self[.wrong] + self[.missed])
    }
}

/// Precision, recall and their harmonic mean.
public struct Rates: Hashable, Sendable {
    /// How many were read right.
    public var right = 0
    /// How many were read.
    public var read = 0
    /// How many there are.
    public var there = 0

    /// Right ones of those read; `nil` where none was.
    public var precision: Double? { Self.share(right, read) }
    /// Right ones of those there are; `nil` where there are none.
    public var recall: Double? { Self.share(right, there) }
    /// The harmonic mean of the two; `nil` where there is nothing.
    public var f1: Double? { Self.share(2 * right, read + there) }

    /// A part of a whole; `nil` where there is nothing.
    public static func share(_ part: Int, _ whole: Int) -> Double? {
        whole == 0 ? nil : Double(part) / Double(whole)
    }
}

/// What a set of documents came out as.
public struct Scorecard: Sendable {
    /// How many documents there are.
    public private(set) var documents = 0
    /// Of those, how many were read at all.
    public private(set) var read = 0
    /// Documents with every header field right.
    public private(set) var allRight = 0
    /// Documents with number, date, total and seller right.
    public private(set) var coreRight = 0
    /// Outcomes by field.
    public private(set) var fields: [FieldName: OutcomeCounts] = [:]
    /// Lines.
    public private(set) var lines = Rates()
    /// How sure each value was and whether it was right.
    public private(set) var sureness: [Sureness] = []
    private var descriptions: (sum: Double, count: Int) = (0, 0)

    /// Makes an empty card.
    public init() {}

    /// The outcomes of the header fields together.
    public var header: OutcomeCounts {
        Comparing.header.reduce(into: OutcomeCounts()) { sum, name in
            if let counts = fields[name] { sum.add(counts) }
        }
    }

    /// How much of the descriptions was read, on lines that were found.
    public var descriptionOverlap: Double? {
        descriptions.count == 0 ? nil : descriptions.sum / Double(descriptions.count)
    }

    /// Counts a document.
    public mutating func count(_ judgement: Judgement, wasRead: Bool) {
        documents += 1
        read += wasRead ? 1 : 0
        allRight += judgement.isFine(Comparing.header) ? 1 : 0
        coreRight += judgement.isFine(Comparing.core) ? 1 : 0
        for verdict in judgement.fields {
            fields[verdict.field, default: OutcomeCounts()].count(verdict.outcome)
            guard let value = verdict.value, let confidence = value.confidence else { continue }
            sureness.append(
                Sureness(
                    confidence: confidence, isRight: verdict.outcome == .right, isAccepted: value.isAccepted))
        }
        guard let found = judgement.lines else { return }
        lines.right += found.right
        lines.read += found.read
        lines.there += found.labelled
        descriptions.sum += found.descriptions.reduce(0, +)
        descriptions.count += found.descriptions.count
    }
}

/// How sure a value was said to be, and whether it was right.
public struct Sureness: Hashable, Sendable {
    /// The probability it came with.
    public var confidence: Double
    /// Whether it was right.
    public var isRight: Bool
    /// Whether it was said to need no person.
    public var isAccepted: Bool

    /// Makes a pair.
    public init(confidence: Double, isRight: Bool, isAccepted: Bool = false) {
        self.confidence = confidence
        self.isRight = isRight
        self.isAccepted = isAccepted
    }
}
