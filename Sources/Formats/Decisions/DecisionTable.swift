package import Domain

/// A value a decision is made from, or comes to.
package enum DecisionValue: Hashable, Sendable {
    case text(String)
    case number(Rational)
    /// FEEL's `null`.
    case none

    /// The text; `nil` for anything else.
    package var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    /// The number; `nil` for anything else.
    package var number: Rational? {
        guard case .number(let number) = self else { return nil }
        return number
    }
}

/// A decision table of a DMN model, with cells in the part of FEEL that tables of limits need.
package struct DecisionTable: Hashable, Sendable {
    /// Which of the rules that fit count.
    package enum HitPolicy: String, Hashable, Sendable {
        case unique = "UNIQUE"
        case first = "FIRST"
        case ruleOrder = "RULE ORDER"
        case collect = "COLLECT"
    }

    /// A row: what each input has to be, and what then comes out.
    package struct Rule: Hashable, Sendable {
        /// Its id, for people.
        package var id: String
        package var tests: [UnaryTest]
        package var outputs: [DecisionValue]
    }

    /// Which of the rules that fit count.
    package var hitPolicy: HitPolicy
    /// What the columns of tests look at.
    package var inputs: [String]
    /// What the columns of outputs are called.
    package var outputs: [String]
    /// The rows, from top to bottom.
    package var rules: [Rule]

    /// What comes out for inputs by name: the rules that count, each with its outputs by name.
    package func outcomes(_ values: [String: DecisionValue]) -> [(
        rule: String, values: [String: DecisionValue]
    )] {
        let fitting = rules.filter { rule in
            zip(inputs, rule.tests).allSatisfy { name, test in test.holds(for: values[name] ?? .none) }
        }
        let counting = hitPolicy == .first ? Array(fitting.prefix(1)) : fitting
        return counting.map { rule in
            (rule.id, Dictionary(zip(outputs, rule.outputs)) { first, _ in first })
        }
    }
}

/// What a cell asks of its input (DMN 1.5, unary tests), as far as tables of limits need it.
package indirect enum UnaryTest: Hashable, Sendable {
    /// `-`: anything.
    case any
    /// `"V-17"`, `12`, `null`.
    case equal(DecisionValue)
    /// `< 100`, `>= 5`.
    case compares(Relation, Rational)
    /// `[100..500)`.
    case within(lower: Rational, includesLower: Bool, upper: Rational, includesUpper: Bool)
    /// `"a", "b"`.
    case oneOf([UnaryTest])
    /// `not("a", "b")`.
    case not([UnaryTest])

    /// How two numbers stand to each other.
    package enum Relation: String, Hashable, Sendable, CaseIterable {
        case atMost = "<="
        case atLeast = ">="
        case below = "<"
        case above = ">"
    }

    /// Whether a value is what the cell asks for.
    package func holds(for value: DecisionValue) -> Bool {
        switch self {
        case .any: true
        case .equal(let other): value == other
        case .compares(let relation, let bound): value.number.map { relation.holds($0, bound) } ?? false
        case .within(let lower, let includesLower, let upper, let includesUpper):
            value.number.map {
                ($0 > lower || (includesLower && $0 == lower))
                    && ($0 < upper || (includesUpper && $0 == upper))
            } ?? false
        case .oneOf(let tests): tests.contains { $0.holds(for: value) }
        case .not(let tests): !tests.contains { $0.holds(for: value) }
        }
    }
}

extension UnaryTest.Relation {
    fileprivate func holds(_ value: Rational, _ bound: Rational) -> Bool {
        switch self {
        case .atMost: value <= bound
        case .atLeast: value >= bound
        case .below: value < bound
        case .above: value > bound
        }
    }
}
