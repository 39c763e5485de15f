package import Feel

/// A rule of a table, as its cells say it.
package struct RuleWords: Hashable, Sendable {
    /// The number of the rule, from 1.
    package let number: Int
    /// Its line in the file.
    package let line: Int
    /// Its conditions and conclusions: `Amount >= 1000, Category "IT" → "manager"`.
    package let text: String
}

extension DecisionLibrary {
    /// The rules that fired, as their cells say them.
    package func words(of firing: RuleFiring) -> [RuleWords] {
        guard let table = tables.first(where: { $0.name == firing.table }) else { return [] }
        return firing.rules.filter { table.rules.indices.contains($0 - 1) }.map { number in
            let rule = table.rules[number - 1]
            let conditions = zip(table.inputs, rule.tests).filter { $1.text.trimmed != "-" }
                .map { "\($0.text) \($1.text.trimmed)" }
            let conclusions = rule.conclusions.map { conclusion in
                if case .literal(let expression) = conclusion { expression.text.trimmed } else { "null" }
            }
            let before = conditions.isEmpty ? "anything" : conditions.joined(separator: ", ")
            return RuleWords(
                number: number, line: rule.line, text: "\(before) → \(conclusions.joined(separator: ", "))")
        }
    }
}
