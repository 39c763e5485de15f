/// An expression of FEEL as it was understood.
indirect enum FeelNode: Sendable {
    case literal(FeelValue)
    /// `@"…"`, or a temporal value whose zone must be looked up.
    case temporal(String)
    case variable(String)
    case path(FeelNode, String)
    case filter(FeelNode, FeelNode)
    case negation(FeelNode)
    case arithmetic(Arithmetic, FeelNode, FeelNode)
    case comparison(Comparison, FeelNode, FeelNode)
    case conjunction(FeelNode, FeelNode)
    case disjunction(FeelNode, FeelNode)
    case between(FeelNode, FeelNode, FeelNode)
    case membership(FeelNode, [FeelNode])
    case instance(FeelNode, FeelType)
    case conditional(FeelNode, FeelNode, FeelNode)
    case iteration([Iteration], FeelNode)
    case quantified(isSome: Bool, [Iteration], FeelNode)
    case list([FeelNode])
    case context([(name: String, value: FeelNode)])
    case range(RangeNode)
    case comparisonRange(Comparison, FeelNode)
    case lambda([FeelFunction.Parameter], FeelNode)
    case call(FeelNode, Arguments)
    /// A function that only another language could run.
    case external([FeelFunction.Parameter])
}

/// The operators of arithmetic.
enum Arithmetic: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "**"
}

/// A name that goes through a list, or from one value to another.
struct Iteration: Sendable {
    let name: String
    let domain: Domain

    enum Domain: Sendable {
        case list(FeelNode)
        case steps(from: FeelNode, to: FeelNode)
    }
}

/// `[1..3)` before its ends are known.
struct RangeNode: Sendable {
    let start: FeelNode
    let end: FeelNode
    let includesStart: Bool
    let includesEnd: Bool
}

/// What a function is called with.
enum Arguments: Sendable {
    case positional([FeelNode])
    case named([(name: String, value: FeelNode)])
}

/// What a value must pass: the entry of a decision table, or the values an item definition allows.
package struct UnaryTests: Sendable {
    /// The text it was read from.
    package let text: String
    let body: Body

    enum Body: Sendable {
        case any
        case oneOf([FeelNode])
        case noneOf([FeelNode])
    }
}
