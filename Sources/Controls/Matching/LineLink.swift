import Domain

/// A line of the bill that bills a line of an order, with the value that goes with the quantity.
struct LineLink: Sendable {
    /// Which way it bills, and whether it moves quantities.
    enum Kind: Hashable, Sendable {
        case debit
        case credit
        case subsequentDebit
        case valueCredit

        /// Whether quantity is billed or taken back.
        var movesQuantity: Bool { self == .debit || self == .credit }
    }

    /// The place of the line in the bill.
    let line: Int
    /// The place of the order line in the book.
    let balance: Int
    /// Which way it bills.
    let kind: Kind
    /// Order units, never negative; zero where no quantity is moved.
    let quantity: Rational
    /// The part of the line it is, 0...1.
    let share: Rational
    /// The part of the line's value, never negative.
    let value: Rational

    /// Whether it lessens what is billed.
    var takesBack: Bool { kind == .credit || kind == .valueCredit }

    /// The quantity with its sign: negative for goods taken back.
    var signedQuantity: Rational { kind == .credit ? -quantity : quantity }
}

/// What a bill moves at one line of an order.
struct LineMovement: Sendable {
    /// Quantity billed.
    private(set) var debit = Rational.zero
    /// Quantity taken back.
    private(set) var credit = Rational.zero
    /// Value billed, later debits included.
    private(set) var debitValue = Rational.zero
    /// Value taken back, price reductions included.
    private(set) var creditValue = Rational.zero
    /// How many links lead here.
    private(set) var links = 0
    /// Whether a later debit does.
    private(set) var hasSubsequentDebit = false

    /// Adds what a link moves.
    mutating func add(_ link: LineLink) {
        links += 1
        switch link.kind {
        case .debit:
            debit += link.quantity
            debitValue += link.value
        case .credit:
            credit += link.quantity
            creditValue += link.value
        case .subsequentDebit:
            hasSubsequentDebit = true
            debitValue += link.value
        case .valueCredit: creditValue += link.value
        }
    }
}
