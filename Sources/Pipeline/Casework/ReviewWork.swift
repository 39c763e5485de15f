/// What was answered about one document, for statistics.
public struct ReviewWork: Hashable, Sendable {
    /// Its seller, where one is known.
    public var seller: String?
    /// When the last answer was given.
    public var at: Timestamp
    /// Whether it is through: a person or their answers settled everything.
    public var isSettled: Bool
    /// How many fields, lines or findings were answered.
    public var answers: Int
    /// How many of the answers changed a value.
    public var changes: Int
    /// Seconds all answers took.
    public var seconds: Double
    /// Keys pressed.
    public var keystrokes: Int
    /// Whether it was keyed in by hand from nothing.
    public var isEntry: Bool

    /// Makes an entry.
    public init(
        seller: String?, at: Timestamp, isSettled: Bool, answers: Int, changes: Int, seconds: Double,
        keystrokes: Int, isEntry: Bool = false
    ) {
        self.seller = seller
        self.at = at
        self.isSettled = isSettled
        self.answers = answers
        self.changes = changes
        self.seconds = seconds
        self.keystrokes = keystrokes
        self.isEntry = isEntry
    }

    /// Whether it went through without a value being changed; what was only put off or rejected did not.
    public var isUntouched: Bool { isSettled && changes == 0 }
}
