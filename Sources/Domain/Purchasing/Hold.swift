/// One thing that keeps a bill from being paid: what is, what should be, and what would release it.
public struct Hold: Hashable, Sendable {
    /// The part of the bill it concerns.
    public enum Scope: Hashable, Sendable, CustomStringConvertible {
        case document
        case line(String)
        case link(line: String, orderLine: OrderLineID)
        case order(String)
        case orderLine(OrderLineID)
        case charge(String)
        case tax(Rational)

        /// `document`, `line:L1`, `link:L1>O1/10`, `order:O1`, `order_line:O1/10`, `charge:FREIGHT`, `tax:20`.
        public var description: String {
            switch self {
            case .document: "document"
            case .line(let line): "line:\(line)"
            case .link(let line, let orderLine): "link:\(line)>\(orderLine)"
            case .order(let order): "order:\(order)"
            case .orderLine(let orderLine): "order_line:\(orderLine)"
            case .charge(let code): "charge:\(code)"
            case .tax(let rate): "tax:\(rate)"
            }
        }
    }

    /// A number that was compared, or a name.
    public enum Value: Hashable, Sendable, CustomStringConvertible {
        case number(Rational)
        case text(String)

        /// The number in canonical form, or the name.
        public var description: String {
            switch self {
            case .number(let number): number.description
            case .text(let text): text
            }
        }
    }

    /// The bound on one variable that surely releases the hold, everything else unchanged.
    public struct Counterfactual: Hashable, Sendable {
        /// What would have to change.
        public enum Variable: String, Hashable, Sendable, CaseIterable {
            case received
            case accepted
            case quantity
            case unitPrice = "unit_price"
            case lineAmount = "line_amount"
            case cumulativeAmount = "cumulative_amount"
            case documentAmount = "document_amount"
            case charge
            case tax
            case creditAmount = "credit_amount"
        }

        /// On which side of the bound it would have to be.
        public enum Relation: String, Hashable, Sendable, CaseIterable {
            case atMost = "<="
            case atLeast = ">="
        }

        /// What would have to change.
        public var variable: Variable
        /// On which side of the bound it would have to be.
        public var relation: Relation
        /// The bound.
        public var bound: Rational

        /// Makes a bound.
        public init(_ variable: Variable, _ relation: Relation, _ bound: Rational) {
            self.variable = variable
            self.relation = relation
            self.bound = bound
        }
    }

    /// What is wrong.
    public var code: HoldCode
    /// The part of the bill it concerns.
    public var scope: Scope
    /// What is.
    public var actual: Value
    /// What should be.
    public var expected: Value
    /// The tolerance row that applied; `nil` where none applies.
    public var row: String?
    /// What would surely release it.
    public var counterfactual: Counterfactual?

    /// Makes a hold.
    public init(
        _ code: HoldCode, _ scope: Scope, actual: Value, expected: Value, row: String? = nil,
        counterfactual: Counterfactual? = nil
    ) {
        self.code = code
        self.scope = scope
        self.actual = actual
        self.expected = expected
        self.row = row
        self.counterfactual = counterfactual
    }
}
