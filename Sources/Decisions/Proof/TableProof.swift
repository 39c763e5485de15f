package import Feel

/// What is true of a decision table whatever is put in, or why that could not be found out.
package struct TableFinding: Hashable, Sendable {
    /// What was found.
    package enum Kind: Hashable, Sendable {
        /// Inputs no rule matches, in words.
        case gap(String)
        /// Rules, from 1, that match the same inputs where only one may, or with other conclusions.
        case overlap([Int], String)
        /// A rule, from 1, that never decides.
        case unreachable(Int)
        /// Why the table could not be looked through.
        case unproved(String)
    }

    /// The decision or function the table belongs to.
    package let table: String
    /// The line of the table, or of the rule.
    package let line: Int
    /// What was found.
    package let kind: Kind

    /// A sentence.
    package var sentence: String {
        switch kind {
        case .gap(let inputs): "no rule matches where \(inputs)"
        case .overlap(let rules, let inputs):
            "rules \(rules.map(String.init).joined(separator: " and ")) both match where \(inputs)"
        case .unreachable(let rule): "rule \(rule) never decides"
        case .unproved(let reason): "gaps and overlaps are not known: \(reason)"
        }
    }
}

extension DecisionLibrary {
    /// Gaps, overlaps and unreachable rules of all tables.
    ///
    /// Inputs that are null are left aside.
    package func tableFindings(_ environment: FeelEnvironment) -> [TableFinding] {
        var environment = environment
        environment.types = types
        return tables.flatMap { table in
            TableProof(table, types: types, Evaluator(environment)).findings
        }
    }
}

/// Goes through all pieces of all columns of a table.
private struct TableProof {
    private let table: DecisionTable
    private var axes: [TableAxis] = []
    private var cost = 0
    private var gaps: [String] = []
    private var overlaps: [[Int]: String] = [:]
    private var deciding: Set<Int> = []
    private(set) var findings: [TableFinding] = []

    /// Pieces looked at before the proof is given up, and findings of a kind that are told.
    private static let maximumCost = 2_000_000
    private static let maximumFindings = 20

    init(_ table: DecisionTable, types: [String: FeelType], _ evaluator: Evaluator) {
        self.table = table
        for (index, input) in table.inputs.enumerated() {
            let axis = TableAxis(
                input.text.isEmpty ? "input \(index + 1)" : input.text,
                tests: table.rules.map { $0.tests[index] },
                domain: input.values ?? types.allowed(input.type), isBoolean: types.isBoolean(input.type),
                isDay: types.isDay(input.type), evaluator)
            guard let axis else {
                add(.unproved("tests of \(input.text) depend on other values"))
                return
            }
            axes.append(axis)
        }
        guard search(0, Array(table.rules.indices), []) else {
            add(.unproved("there are too many combinations"))
            return
        }
        conclude()
    }

    private mutating func add(_ kind: TableFinding.Kind, line: Int? = nil) {
        findings.append(TableFinding(table: table.name, line: line ?? table.line, kind: kind))
    }

    private mutating func conclude() {
        for gap in gaps { add(.gap(gap)) }
        for (rules, inputs) in overlaps.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }).prefix(
            Self.maximumFindings)
        {
            add(.overlap(rules.map { $0 + 1 }, inputs), line: table.rules[rules[1]].line)
        }
        for rule in table.rules.indices where !deciding.contains(rule) {
            add(.unreachable(rule + 1), line: table.rules[rule].line)
        }
    }

    /// Looks at the columns from one on, for the rules that match so far; false where that costs too much.
    private mutating func search(_ column: Int, _ rules: [Int], _ words: [String]) -> Bool {
        guard !rules.isEmpty else {
            note(gap: words)
            return true
        }
        guard column < axes.count else {
            note(rules, words)
            return true
        }
        let axis = axes[column]
        var matching = [[Int]](repeating: [], count: axis.pieces.count)
        cost += matching.count
        for rule in rules {
            cost += axis.width(of: rule)
            guard cost <= Self.maximumCost else { return false }
            for piece in axis.passing[rule].joined() { matching[piece].append(rule) }
        }
        var pieces: [[Int]: [Int]] = [:]
        for (piece, rules) in matching.enumerated() where axis.isAllowed[piece] {
            pieces[rules, default: []].append(piece)
        }
        for (rules, chosen) in pieces.sorted(by: { $0.value[0] < $1.value[0] }) {
            let inner = words + [axis.text(chosen)].compactMap { $0 }
            guard search(column + 1, rules, inner) else { return false }
        }
        return true
    }

    private static func joined(_ words: [String]) -> String {
        guard words.count > 1 else { return words.first ?? "anything is put in" }
        return words.map { $0.contains(" or ") ? "(\($0))" : $0 }.joined(separator: " and ")
    }

    private mutating func note(gap words: [String]) {
        let isSingle: Bool =
            switch table.hitPolicy {
            case .unique, .any, .first, .priority: true
            case .ruleOrder, .outputOrder, .collect: false
            }
        guard isSingle, !table.outputs.contains(where: { $0.standard != nil }),
            gaps.count < Self.maximumFindings
        else { return }
        gaps.append(Self.joined(words))
    }

    private mutating func note(_ rules: [Int], _ words: [String]) {
        switch table.hitPolicy {
        case .first: deciding.insert(rules[0])
        default: deciding.formUnion(rules)
        }
        guard rules.count > 1, overlaps.count < 1_000 else { return }
        for (left, right) in zip(rules, rules.dropFirst())
        where conflicts(left, right) && overlaps[[left, right]] == nil {
            overlaps[[left, right]] = Self.joined(words)
        }
    }

    private func conflicts(_ left: Int, _ right: Int) -> Bool {
        switch table.hitPolicy {
        case .unique: true
        case .any: table.rules[left].conclusionTexts != table.rules[right].conclusionTexts
        case .first, .priority, .ruleOrder, .outputOrder, .collect: false
        }
    }
}

extension DecisionTable.Rule {
    fileprivate var conclusionTexts: [String] {
        conclusions.map { if case .literal(let expression) = $0 { expression.text.trimmed } else { "" } }
    }
}

extension [String: FeelType] {
    /// The values a type allows, where it says so.
    fileprivate func allowed(_ type: FeelType) -> UnaryTests? {
        switch type {
        case .constrained(_, let tests): tests
        case .named(let key): self[key].flatMap { allowed($0) }
        default: nil
        }
    }

    fileprivate func isBoolean(_ type: FeelType) -> Bool {
        if case .boolean = plain(type) { true } else { false }
    }

    fileprivate func isDay(_ type: FeelType) -> Bool {
        if case .date = plain(type) { true } else { false }
    }

    /// The type without its name and its tests.
    private func plain(_ type: FeelType) -> FeelType {
        switch type {
        case .constrained(let base, _): plain(base)
        case .named(let key): self[key].map { plain($0) } ?? .any
        default: type
        }
    }
}
