extension FeelParser {
    /// What stands between operators.
    mutating func operand() throws(FeelSyntaxError) -> FeelNode {
        scanner.skipSpace()
        guard let scalar = scanner.peek() else { throw failure("the expression ends too early") }
        switch scalar {
        case "0"..."9", ".": return try number()
        case "\"": return .literal(.string(try string()))
        case "@":
            scanner.at += 1
            guard scanner.peek() == "\"" else { throw failure("expected a string after @") }
            return Self.temporal(try string())
        case "[": return try listOrRange()
        case "]": return try openRange()
        case "(": return try parenthesised()
        case "{": return try context()
        default:
            guard scalar.isNameStart else { throw failure("unexpected \(scalar)") }
            return try named()
        }
    }

    private mutating func named() throws(FeelSyntaxError) -> FeelNode {
        var probe = scanner
        let word = probe.word()
        if !isLongName(word), let node = try keyword(word) { return node }
        var patterns = names.variables(beginningWith: word)
        if filters > 0 {
            patterns = longestFirst(
                patterns,
                longestFirst(names.members(beginningWith: word), declared.members(beginningWith: word)))
        }
        var known = scanner
        let pattern = known.take(patterns)
        var builtin = scanner
        if let name = builtin.take(Builtins.names.variables(beginningWith: word)),
            pattern.map({ $0.parts.count < name.parts.count && builtin.isBeforeCall }) ?? true
        {
            scanner = builtin
            return .variable(name.name)
        }
        if let pattern {
            scanner = known
            return .variable(pattern.name)
        }
        _ = scanner.word()
        return .variable(word)
    }

    /// Whether a name of several words stands here, which may begin with a keyword: `for sale`.
    private func isLongName(_ word: String) -> Bool {
        var probe = scanner
        return probe.take(names.variables(beginningWith: word).filter { $0.parts.count > 1 }) != nil
    }

    private mutating func keyword(_ word: String) throws(FeelSyntaxError) -> FeelNode? {
        switch word {
        case "true", "false", "null":
            guard names.variables(beginningWith: word).isEmpty else { return nil }
            _ = scanner.word()
            return .literal(word == "null" ? .null : .boolean(word == "true"))
        case "if":
            _ = scanner.word()
            let condition = try expression()
            try expectWord("then")
            let consequence = try expression()
            try expectWord("else")
            return .conditional(condition, consequence, try expression())
        case "for":
            _ = scanner.word()
            return try iterated(until: "return") { .iteration($0, $1) }
        case "some", "every":
            _ = scanner.word()
            return try iterated(until: "satisfies") { .quantified(isSome: word == "some", $0, $1) }
        case "function":
            _ = scanner.word()
            return try lambda()
        default: return nil
        }
    }

    private mutating func iterated(
        until word: String, _ make: ([Iteration], FeelNode) -> FeelNode
    ) throws(FeelSyntaxError) -> FeelNode {
        let outer = names
        defer { names = outer }
        var iterations: [Iteration] = []
        repeat {
            let name = try newName(until: "in")
            try expectWord("in")
            let start = try expression()
            if scanner.take("..") {
                iterations.append(Iteration(name: name, domain: .steps(from: start, to: try expression())))
            } else {
                iterations.append(Iteration(name: name, domain: .list(start)))
            }
            names.add(variable: name)
        } while scanner.take(",")
        try expectWord(word)
        names.add(variable: "partial")
        return make(iterations, try expression())
    }

    private mutating func lambda() throws(FeelSyntaxError) -> FeelNode {
        try expect("(")
        let outer = names
        defer { names = outer }
        var parameters: [FeelFunction.Parameter] = []
        while !scanner.take(")") {
            if !parameters.isEmpty { try expect(",") }
            let name = try newName(until: nil)
            let type = scanner.take(":") ? try type() : .any
            parameters.append(.init(name: name, type: type))
            names.add(variable: name)
        }
        if scanner.takeWord("external") {
            _ = try expression()
            return .external(parameters)
        }
        return .lambda(parameters, try expression())
    }

    /// A name that is new here: words and signs up to a keyword, or to a comma, colon or bracket.
    mutating func newName(until word: String?) throws(FeelSyntaxError) -> String {
        scanner.skipSpace()
        let start = scanner.at
        var end = start
        while let scalar = scanner.peek(), scalar.isNamePart || scalar.isNameSign || scalar.isFeelSpace {
            if scalar.isFeelSpace {
                scanner.at += 1
                continue
            }
            if let word, end > start, scanner.followsWord(word) { break }
            if scanner.follows("..") { break }
            if scanner.word().isEmpty { scanner.at += 1 }
            end = scanner.at
        }
        guard end > start else { throw failure("expected a name") }
        scanner.at = end
        return FeelNames.normal(scanner.text(from: start))
    }

    // MARK: Calls

    mutating func arguments() throws(FeelSyntaxError) -> Arguments {
        try expect("(")
        let outer = (isInRange, filters)
        isInRange = false
        defer { (isInRange, filters) = outer }
        if scanner.take(")") { return .positional([]) }
        if let first = argumentName() {
            var named = [(name: first, value: try expression())]
            while scanner.take(",") {
                guard let name = argumentName() else { throw failure("expected the name of an argument") }
                named.append((name, try expression()))
            }
            try expect(")")
            return .named(named)
        }
        var values = [try expression()]
        while scanner.take(",") { values.append(try expression()) }
        try expect(")")
        return .positional(values)
    }

    /// `name:` where it stands here.
    private mutating func argumentName() -> String? {
        var probe = self
        guard let name = try? probe.newName(until: nil), probe.scanner.take(":") else { return nil }
        scanner = probe.scanner
        return name
    }

    // MARK: Tests

    /// What follows `in`.
    mutating func membershipTests() throws(FeelSyntaxError) -> [FeelNode] {
        scanner.skipSpace()
        if scanner.peek() == "(" {
            let start = self
            if let tests = try? testsInParentheses() { return tests }
            try goBack(to: start)
        }
        if let comparison = takeComparison() { return [.comparisonRange(comparison, try sum())] }
        return [try sum()]
    }

    private mutating func testsInParentheses() throws(FeelSyntaxError) -> [FeelNode] {
        try expect("(")
        let tests = try unaryTests()
        try expect(")")
        scanner.skipSpace()
        return tests
    }

    mutating func unaryTests() throws(FeelSyntaxError) -> [FeelNode] {
        var tests = [try unaryTest()]
        while scanner.take(",") { tests.append(try unaryTest()) }
        return tests
    }

    mutating func unaryTest() throws(FeelSyntaxError) -> FeelNode {
        if let comparison = takeComparison() { return .comparisonRange(comparison, try sum()) }
        return try expression()
    }
}

extension FeelScanner {
    /// Whether a call's parenthesis comes next.
    fileprivate var isBeforeCall: Bool {
        var probe = self
        probe.skipSpace()
        return probe.peek() == "("
    }
}
