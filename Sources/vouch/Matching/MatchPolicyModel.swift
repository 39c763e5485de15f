import Decisions
import Domain
import Feel

/// How bills are compared, decided by the tables of a DMN model: `Match level`, `Tolerances` and `Duplicates`, each by
/// entity, vendor, category and amount.
struct MatchPolicyModel: Sendable {
    private let library: DecisionLibrary
    /// The ids of the rules of `Tolerances`, in their order.
    private let toleranceIDs: [String]
    /// Policies are the same at every time of day.
    private static let environment = FeelEnvironment()

    /// Reads a model; a row that is not understood is an error, because a limit that is null is none.
    ///
    /// - Throws: `DecisionFault` naming the row and what is wrong with it.
    init(reading bytes: [UInt8], file: String) throws(DecisionFault) {
        let model = try DMNModel(reading: bytes, file: file)
        let library = DecisionLibrary(deploying: [model.withOpenInputs])
        if let fault = library.faults.first { throw fault }
        guard try Self.rows("Match level", in: library, file) != nil,
            let tolerances = try Self.rows("Tolerances", in: library, file)
        else {
            throw DecisionFault(
                file: file, element: "definitions", line: 1,
                reason: "it has no decisions called Match level and Tolerances")
        }
        _ = try Self.rows("Duplicates", in: library, file)
        self.library = library
        toleranceIDs = tolerances.map(\.id)
    }

    /// The rows of a decision, each of them sound; `nil` where there is no such decision.
    private static func rows(
        _ name: String, in library: DecisionLibrary, _ file: String
    ) throws(DecisionFault) -> [TableRow]? {
        guard library.decisionNames.contains(name) else { return nil }
        let probe = inputs(entity: "", vendor: "", category: "", amount: 0)
        guard let rows = library.rows(ofDecision: name, trying: probe, environment) else {
            throw DecisionFault(file: file, element: name, line: 1, reason: "it is no decision table")
        }
        for row in rows {
            guard let reason = row.problem ?? problem(row.conclusion, of: name) else { continue }
            throw DecisionFault(file: file, element: row.id, line: row.line, reason: reason)
        }
        return rows
    }

    /// The policy for a bill.
    func policy(
        entity: String, vendor: String, category: String, amount: Rational, accountingCurrency: Currency
    ) -> MatchPolicy {
        let inputs = Self.inputs(entity: entity, vendor: vendor, category: category, amount: amount)
        let level = decided("Match level", inputs).first?.value
        var rows: [ToleranceRow] = []
        for (rule, value) in decided("Tolerances", inputs) {
            let id = rule.flatMap { toleranceIDs.indices.contains($0 - 1) ? toleranceIDs[$0 - 1] : nil }
            guard let row = ToleranceRow(value, id: id ?? "rule"),
                // The first row of a kind counts; below it stand the general ones.
                !rows.contains(where: { $0.kind == row.kind && $0.code == row.code })
            else { continue }
            rows.append(row)
        }
        return MatchPolicy(
            level: level.flatMap(MatchLevel.init) ?? .threeWay, accountingCurrency: accountingCurrency,
            tolerances: rows,
            duplicates: decided("Duplicates", inputs).first.flatMap { MatchPolicy.DuplicateWindow($0.value) })
    }

    /// What a table comes to, each value with the number of its rule where that is known.
    private func decided(_ name: String, _ inputs: FeelContext) -> [(rule: Int?, value: FeelValue)] {
        guard let outcome = try? library.outcome(ofDecision: name, inputs: inputs, Self.environment),
            !outcome.value.isNull
        else { return [] }
        let values = outcome.value.list ?? [outcome.value]
        let rules = outcome.firings.last?.rules ?? []
        return values.enumerated().map { place, value in
            (values.count == rules.count || place == 0 ? rules.dropFirst(place).first : nil, value)
        }
    }

    private static func inputs(entity: String, vendor: String, category: String, amount: Rational)
        -> FeelContext
    {
        FeelContext([
            ("entity", .string(entity)), ("vendor", .string(vendor)), ("category", .string(category)),
            ("amount", FeelNumber(nearest: amount).map { .number($0) } ?? .null),
        ])
    }

    private static func problem(_ conclusion: FeelValue, of decision: String) -> String? {
        switch decision {
        case "Match level":
            MatchLevel(conclusion) == nil ? "the level is none of totals, 2-way, 3-way, 4-way" : nil
        case "Tolerances":
            ToleranceRow(conclusion, id: "") == nil
                ? "the row needs a known kind, and limits that are numbers or null" : nil
        default:
            MatchPolicy.DuplicateWindow(conclusion) == nil
                ? "the row needs an amount and a whole number of days" : nil
        }
    }
}

extension MatchLevel {
    /// The level a table names; of several columns `level`.
    fileprivate init?(_ value: FeelValue) {
        guard let text = value.string ?? value.context?["level"]?.string else { return nil }
        self.init(rawValue: text)
    }
}

extension ToleranceRow {
    /// The row of columns kind, code, and the limits; `nil` for an unknown kind, and for limits that are no numbers.
    fileprivate init?(_ value: FeelValue, id: String) {
        guard let columns = value.context, let kind = columns["kind"]?.string.flatMap(Kind.init(rawValue:)),
            columns["code"].isTextOrNull, columns["row"].isTextOrNull
        else { return nil }
        let names = ["over percent", "over amount", "under percent", "under amount"]
        let limits = names.map { columns[$0] ?? .null }
        let numbers = limits.map { $0.number.flatMap { Rational(parsing: $0.description) } }
        guard zip(limits, numbers).allSatisfy({ $0.isNull || $1 != nil }) else { return nil }
        self.init(
            id: columns["row"]?.string ?? id, kind: kind, code: columns["code"]?.string,
            over: .init(percent: numbers[0], amount: numbers[1]),
            under: .init(percent: numbers[2], amount: numbers[3]))
    }
}

extension FeelValue? {
    fileprivate var isTextOrNull: Bool {
        switch self {
        case nil, .null?, .string?: true
        default: false
        }
    }
}

extension MatchPolicy.DuplicateWindow {
    /// The window of columns amount and days.
    fileprivate init?(_ value: FeelValue) {
        guard let amount = value.context?["amount"]?.number.flatMap({ Rational(parsing: $0.description) }),
            let days = value.context?["days"]?.number?.integer
        else { return nil }
        self.init(amount: amount, days: days, pageBits: 3)
    }
}

extension FeelNumber {
    /// The number of 34 digits next to a quotient; `nil` where it is too large.
    fileprivate init?(nearest value: Rational) {
        let parts = value.description.split(separator: "/")
        guard let top = parts.first.flatMap({ FeelNumber($0) }) else { return nil }
        guard parts.count == 2 else {
            self = top
            return
        }
        guard let bottom = FeelNumber(parts[1]), let quotient = top.divided(by: bottom) else { return nil }
        self = quotient
    }
}
