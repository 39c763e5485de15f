/// An expression of FEEL, understood once and evaluated as often as wanted.
package struct FeelExpression: Sendable {
    /// The text it was read from.
    package let text: String
    let node: FeelNode

    /// Understands a text; names with spaces, signs or keywords in them must be given.
    ///
    /// In the condition of a filter the entries of its elements are names as well.
    package init(
        _ text: String, names: FeelNames = FeelNames(), isFilter: Bool = false
    ) throws(FeelSyntaxError) {
        self.text = text
        var parser = FeelParser(text, names: names)
        parser.filters = isFilter ? 1 : 0
        node = try parser.whole()
    }

    /// The value with the names of a context in scope, and why it or a part of it became null.
    package func outcome(
        in context: FeelContext = FeelContext(), _ environment: FeelEnvironment = FeelEnvironment()
    ) -> FeelOutcome {
        let evaluator = Evaluator(environment)
        let value = value(in: Scope(context), evaluator)
        return FeelOutcome(
            value: evaluator.isExhausted ? .null : value, reasons: evaluator.reasons,
            missing: evaluator.missing)
    }

    /// The value in a scope.
    package func value(in scope: Scope, _ evaluator: Evaluator) -> FeelValue { evaluator.value(node, scope) }
}

extension FeelExpression {
    private init(text: String, node: FeelNode) {
        self.text = text
        self.node = node
    }

    /// The expressions of a text with commas in between; `nil` where it is none.
    package static func list(_ text: String, names: FeelNames = FeelNames()) -> [FeelExpression]? {
        var parser = FeelParser("[" + text + "]", names: names)
        guard case .list(let nodes)? = try? parser.whole() else { return nil }
        return nodes.map { FeelExpression(text: text, node: $0) }
    }
}

/// A value, and why it or a part of it is null.
package struct FeelOutcome: Sendable {
    /// The value.
    package let value: FeelValue
    /// Reasons in the order they were met; most are harmless.
    package let reasons: [String]
    /// Names that were asked for and that nobody gave.
    package let missing: Set<String>

    /// Makes an outcome.
    package init(value: FeelValue, reasons: [String], missing: Set<String> = []) {
        self.value = value
        self.reasons = reasons
        self.missing = missing
    }
}

extension UnaryTests {
    /// Understands the text of tests: `-`, `< 5`, `"a", "b"`, `not(1)`, `? > 3`.
    package init(_ text: String, names: FeelNames = FeelNames()) throws(FeelSyntaxError) {
        self.text = text
        var scanner = FeelScanner(text)
        if scanner.take("-"), case () = scanner.skipSpace(), scanner.peek() == nil {
            body = .any
            return
        }
        var names = names
        names.add(variable: "?")
        if let nodes = Self.negated(text, names) {
            body = .noneOf(nodes)
            return
        }
        var parser = FeelParser(text, names: names)
        body = .oneOf(try parser.unaryTests())
        try parser.expectEnd()
    }

    private static func negated(_ text: String, _ names: FeelNames) -> [FeelNode]? {
        var parser = FeelParser(text, names: names)
        guard parser.scanner.takeWord("not") else { return nil }
        do {
            try parser.expect("(")
            let nodes = try parser.unaryTests()
            try parser.expect(")")
            try parser.expectEnd()
            return nodes
        } catch {
            return nil
        }
    }
}
