package import Domain

/// How bills are compared, decided by the tables of a DMN model: `Match level`, `Tolerances` and `Duplicates`, each by
/// entity, vendor, category and amount.
package struct MatchPolicyModel: Hashable, Sendable {
    private let level: DecisionTable
    private let tolerances: DecisionTable
    private let duplicates: DecisionTable?

    /// Reads a model.
    ///
    /// - Throws: `FormatError` naming what is wrong.
    package init(parsing bytes: [UInt8]) throws(FormatError) {
        let model = try DecisionModel(parsing: bytes)
        guard let level = model.tables["Match level"], let tolerances = model.tables["Tolerances"] else {
            throw .damaged("it has no decisions called Match level and Tolerances")
        }
        self.level = level
        self.tolerances = tolerances
        duplicates = model.tables["Duplicates"]
        for rule in level.rules {
            guard rule.outputs.allSatisfy({ $0.text.flatMap(MatchLevel.init(rawValue:)) != nil }) else {
                throw .damaged("\(rule.id) of Match level is none of totals, 2-way, 3-way, 4-way")
            }
        }
        for rule in tolerances.rules where Self.row(rule.id, tolerances, rule) == nil {
            throw .damaged("\(rule.id) of Tolerances is no row: it needs a known kind and numbers or null")
        }
    }

    /// The policy for a bill.
    package func policy(
        entity: String, vendor: String, category: String, amount: Rational, accountingCurrency: Currency
    ) -> MatchPolicy {
        let inputs: [String: DecisionValue] = [
            "entity": .text(entity), "vendor": .text(vendor), "category": .text(category),
            "amount": .number(amount),
        ]
        let level = level.outcomes(inputs).first?.values["level"]?.text.flatMap(MatchLevel.init(rawValue:))
        var rows: [ToleranceRow] = []
        for outcome in tolerances.outcomes(inputs) {
            guard let row = Self.row(outcome.rule, outcome.values),
                // The first row of a kind counts; below it stand the general ones.
                !rows.contains(where: { $0.kind == row.kind && $0.code == row.code })
            else { continue }
            rows.append(row)
        }
        return MatchPolicy(
            level: level ?? .threeWay, accountingCurrency: accountingCurrency, tolerances: rows,
            duplicates: duplicates?.outcomes(inputs).first.flatMap { Self.window($0.values) })
    }

    private static func row(_ id: String, _ table: DecisionTable, _ rule: DecisionTable.Rule) -> ToleranceRow?
    {
        row(id, Dictionary(zip(table.outputs, rule.outputs)) { first, _ in first })
    }

    private static func row(_ id: String, _ values: [String: DecisionValue]) -> ToleranceRow? {
        guard let kind = values["kind"]?.text.flatMap(ToleranceRow.Kind.init(rawValue:)) else { return nil }
        func limit(_ name: String) -> Rational? { values[name]?.number }
        return ToleranceRow(
            id: values["row"]?.text ?? id, kind: kind, code: values["code"]?.text,
            over: .init(percent: limit("over percent"), amount: limit("over amount")),
            under: .init(percent: limit("under percent"), amount: limit("under amount")))
    }

    private static func window(_ values: [String: DecisionValue]) -> MatchPolicy.DuplicateWindow? {
        guard let amount = values["amount"]?.number,
            let days = values["days"]?.number.flatMap({ Int($0.description) })
        else { return nil }
        return .init(amount: amount, days: days, pageBits: 3)
    }
}
