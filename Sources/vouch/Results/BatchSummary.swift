import Domain
import Exchange
import Pipeline

/// What a batch came to: how many in which state and of which kind, amounts by currency, what needs a person and why.
struct BatchSummary {
    /// What was settled.
    let tally: Tally
    /// What became of the files.
    let taken: BatchIntake.Tally
    /// Why documents need a person, the most frequent reason first.
    let reasons: [(reason: String, count: Int)]
    /// Whether it was stopped before its end.
    let wasStopped: Bool
    /// How long it took.
    let duration: Duration

    /// Reasons that are shown.
    private static let mostReasons = 12
    /// Columns of the names, so that the numbers of all sections stand one below the other.
    private static let nameWidth = 34

    /// The lines of the summary.
    func lines(width: Int) -> [StyledText] {
        var lines = [headline]
        for section in [states, kinds, amounts, needs] where !section.rows.isEmpty {
            lines += [""] + section.lines(width: width)
        }
        if let next { lines += ["", next] }
        return lines
    }

    private var headline: StyledText {
        let pace = Double(tally.documents) / max(0.001, duration.inSeconds)
        let start = wasStopped ? "Stopped; start again to go on. " : ""
        let known = taken.known > 0 ? ", \(taken.known.grouped) known from an earlier run" : ""
        let again = taken.duplicates > 0 ? ", \(taken.duplicates.counted("duplicate"))" : ""
        let speed = tally.documents > 0 ? ", \(ProgressEstimate.paceText(pace))" : ""
        let count = tally.documents > 0 ? tally.documents.counted("document") : "Nothing new"
        return StyledText(start, .doubtful) + StyledText(count, .strong)
            + StyledText(" in \(duration.spelled)\(speed)\(known)\(again)", .quiet)
    }

    private var states: TextTable {
        table(
            titled: "Status", DocumentState.names.compactMap { name in tally.states[name].map { (name, $0) } }
        )
    }

    private var kinds: TextTable {
        table(
            titled: "Kind",
            DocumentKind.allCases.compactMap { kind in tally.kinds[kind].map { (kind.label, $0) } })
    }

    private var needs: TextTable {
        table(
            titled: "Needs a person because", reasons.prefix(Self.mostReasons).map { ($0.reason, $0.count) })
    }

    private var amounts: TextTable {
        var table = TextTable(
            columns: [
                .init(title: "Totals that need nobody", minimum: 8),
                .init(title: "", alignment: .right, hasAlignedPoints: true),
            ], indent: 1)
        table.rows = tally.amounts.sorted { $0.key.rawValue < $1.key.rawValue }.map { currency, amount in
            [
                StyledText(currency.rawValue.padding(toColumns: Self.nameWidth)),
                StyledText(amount.grouped, .strong),
            ]
        }
        return table
    }

    private func table(titled title: String, _ counts: [(String, Int)]) -> TextTable {
        var table = TextTable(
            columns: [.init(title: title, minimum: 8), .init(title: "", alignment: .right)], indent: 1)
        table.rows = counts.map {
            [StyledText($0.0.padding(toColumns: Self.nameWidth)), StyledText($0.1.grouped)]
        }
        return table
    }

    private var next: StyledText? {
        guard tally.troubled > 0 else { return nil }
        let states = DocumentState.names.filter {
            ["needs-review", "rejected", "quarantined", "failed"].contains($0) && tally.states[$0] != nil
        }
        let command = "vouch list" + states.map { " --state \($0)" }.joined()
        return StyledText("See them with: ", .quiet) + StyledText(command)
    }
}

extension FixedDecimal {
    /// With a comma before every three digits of the whole part: `12,345.60`.
    var grouped: String {
        let parts = magnitude.description.split(separator: ".", maxSplits: 1)
        let whole = parts.first.flatMap { Int($0) }?.grouped ?? ""
        return (isNegative ? "-" : "") + whole + (parts.count > 1 ? "." + parts[1] : "")
    }
}
