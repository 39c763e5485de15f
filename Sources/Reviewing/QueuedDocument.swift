public import Domain

/// A document that waits for a person, with what its place in the queue depends on.
public struct QueuedDocument: Hashable, Sendable {
    /// Its number in the store.
    public var id: Int64
    /// How many of its values are wrong, as far as can be expected: the doubts of the fields that are not accepted.
    public var expectedErrors: Double
    /// How many fields or sums there are to look at.
    public var questions: Int
    /// What is to be paid, where it was read.
    public var total: FixedDecimal?

    /// Makes an entry.
    public init(id: Int64, expectedErrors: Double, questions: Int, total: FixedDecimal?) {
        self.id = id
        self.expectedErrors = expectedErrors
        self.questions = questions
        self.total = total
    }

    /// What a document without a total is taken to be worth, in units of its currency.
    private static let usualStake = 100.0
    /// The screen itself and its one key, counted as so many questions.
    private static let screenEffort = 1.0

    /// Expected errors × what is at stake ÷ effort; larger comes first.
    var urgency: Double {
        let stake = total.map { Double($0.magnitude.units) / Self.power(of: $0.scale) } ?? Self.usualStake
        return expectedErrors * stake / (Self.screenEffort + Double(questions))
    }

    private static func power(of scale: UInt8) -> Double {
        (0..<scale).reduce(1.0) { power, _ in power * 10 }
    }
}

extension Sequence<QueuedDocument> {
    /// The documents in the order a person takes them: the most urgent first, the older of two alike.
    public var inOrder: [QueuedDocument] {
        sorted { ($1.urgency, $0.id) < ($0.urgency, $1.id) }
    }
}
