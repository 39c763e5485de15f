import Domain
import Evaluation

/// How learning from one corrected document came out, for a terminal.
struct LearningScreen {
    let width: Int

    /// The lines: a row a vendor, the sums, and what became wrong.
    func lines(of outcomes: [LearningOutcome]) -> [StyledText] {
        guard !outcomes.isEmpty else {
            return [StyledText("No vendor has \(LearningRun.fewest) documents or more.")]
        }
        let titles = ["Documents", "Without", "Untaught", "With", "Fall", "Spoilt", "Accepted"]
        var table = TextTable(
            columns: [.init(title: "Wrong on the vendor's others")]
                + titles.map { .init(title: $0, alignment: .right) })
        for outcome in outcomes {
            table.rows.append(row(outcome.vendor, "\(outcome.documents)", outcome.all))
        }
        table.rows.append(Array(repeating: "", count: titles.count + 1))
        let sums: [(String, KeyPath<LearningOutcome, LearningCount>)] = [
            ("all", \.all), ("without other versions of the same original", \.others),
            ("of these, of one layout", \.alike),
            ("all, after documents with something wrong", \.corrected),
            ("after all others were corrected", \.afterAll),
        ]
        for (name, path) in sums {
            let sum = outcomes.reduce(into: LearningCount()) { $0.add($1[keyPath: path]) }
            table.rows.append(row(name, "", sum))
        }
        let legend = StyledText(
            "Untaught: the corrected document says nothing of the field, or the other cannot be read there.",
            .quiet)
        return table.lines(width: width) + [legend] + changes(of: outcomes)
    }

    private func row(_ name: String, _ documents: String, _ count: LearningCount) -> [StyledText] {
        let fall = count.fall.map { "\(Int(($0 * 100).rounded())) %" } ?? "–"
        return [
            StyledText(name.onOneLine), StyledText(documents), StyledText("\(count.before)"),
            StyledText("\(count.untaught)"), StyledText("\(count.after)"), StyledText(fall),
            StyledText("\(count.spoilt)"),
            StyledText("\(count.spoiltAndAccepted)", count.spoiltAndAccepted > 0 ? .bad : .plain),
        ]
    }

    /// Fields that were right and became wrong.
    private func changes(of outcomes: [LearningOutcome]) -> [StyledText] {
        let spoilt = outcomes.flatMap(\.changes).filter { $0.before.outcome.isFine }
        return spoilt.map { change in
            let (before, after) = (
                change.before.value?.text ?? "nothing", change.after.value?.text ?? "nothing"
            )
            return StyledText("✗ ", .bad)
                + StyledText("\(change.pupil) after \(change.teacher), \(change.field.rawValue): ")
                + StyledText("\(before.onOneLine) → \(after.onOneLine)")
        }
    }
}
