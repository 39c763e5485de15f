import Domain

/// Reads the cells of a decision table: literals, comparisons, ranges, lists, `not(...)` and `-`.
enum UnaryTestReader {
    /// The test of a cell; `nil` for what this part of FEEL does not have.
    static func test(_ text: String) -> UnaryTest? {
        let cell = String(text.trimmingWhitespace)
        if cell == "-" || cell.isEmpty { return .any }
        if cell.hasPrefix("not("), cell.hasSuffix(")") {
            return list(String(cell.dropFirst(4).dropLast())).map { .not($0) }
        }
        guard let tests = list(cell) else { return nil }
        return tests.count == 1 ? tests[0] : .oneOf(tests)
    }

    /// The value of a literal: a text in quotes, a number, or `null`.
    static func value(_ text: String) -> DecisionValue? {
        let cell = text.trimmingWhitespace
        if cell == "null" || cell == "-" || cell.isEmpty { return DecisionValue.none }
        if cell.hasPrefix("\""), cell.hasSuffix("\""), cell.utf8.count >= 2 {
            let inner = cell.dropFirst().dropLast()
            return inner.contains("\"") ? nil : .text(String(inner))
        }
        return Rational.printed(cell).map { .number($0.number) }
    }

    private static func list(_ text: String) -> [UnaryTest]? {
        var tests: [UnaryTest] = []
        for part in parts(text) {
            guard let test = single(part) else { return nil }
            tests.append(test)
        }
        return tests.isEmpty ? nil : tests
    }

    /// The parts between commas that stand outside quotes.
    private static func parts(_ text: String) -> [String] {
        var parts = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }

    private static func single(_ text: String) -> UnaryTest? {
        let cell = String(text.trimmingWhitespace)
        for relation in UnaryTest.Relation.allCases where cell.hasPrefix(relation.rawValue) {
            return Rational.printed(cell.dropFirst(relation.rawValue.count).trimmingWhitespace)
                .map { .compares(relation, $0.number) }
        }
        return range(cell) ?? value(cell).flatMap { cell.isEmpty || cell == "-" ? nil : .equal($0) }
    }

    /// `[1..5]`, `(1..5)`, `]1..5[`.
    private static func range(_ cell: String) -> UnaryTest? {
        guard let first = cell.first, let last = cell.last, "[(]".contains(first), "])[".contains(last),
            let dots = cell.firstRange(of: ".."),
            let lower = Rational.printed(
                cell[cell.index(after: cell.startIndex)..<dots.lowerBound].trimmingWhitespace),
            let upper = Rational.printed(cell[dots.upperBound...].dropLast().trimmingWhitespace)
        else { return nil }
        return .within(
            lower: lower.number, includesLower: first == "[", upper: upper.number, includesUpper: last == "]")
    }
}
