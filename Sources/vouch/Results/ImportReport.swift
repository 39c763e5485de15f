import Formats
import Pipeline

/// What an import came to, for a person.
struct ImportReport {
    /// Mistakes shown at most.
    static let maximumMistakes = 50

    /// What the file holds.
    var kind: Import.Kind
    /// The file.
    var file: String
    /// Whether nothing was to be changed.
    var isRehearsal: Bool

    /// Mistakes one below the other, and that nothing was taken.
    func lines(of mistakes: [RecordMistake]) -> [StyledText] {
        let shown = mistakes.prefix(Self.maximumMistakes).map { mistake in
            let row = mistake.line.map { "row \($0)" } ?? "mapping"
            let column = mistake.column.map { ", column \(SafeText($0).text)" } ?? ""
            return StyledText("✗ ", .bad) + StyledText(row + column + "  ", .strong)
                + StyledText(SafeText(mistake.sentence).text)
        }
        let more = mistakes.count - shown.count
        return shown + (more > 0 ? [StyledText("  and \(more) more", .quiet)] : []) + [
            StyledText("\(mistakes.count.counted("mistake")) in \(SafeText(file).text); nothing was taken.")
        ]
    }

    /// What changed, or would change.
    func lines(of outcome: ImportOutcome, isDetailed: Bool) -> [StyledText] {
        let changes = outcome.changes.filter { $0.effect != .unchanged }
        let details = changes.map { change in
            StyledText(change.effect == .added ? "+ " : "~ ", .good) + StyledText(SafeText(change.name).text)
        }
        let counts =
            "\(outcome.count(.added)) added, \(outcome.count(.changed)) changed, "
            + "\(outcome.count(.unchanged)) unchanged"
        let end = isRehearsal ? StyledText("  A dry run: nothing was taken.", .quiet) : ""
        return (isDetailed ? details : []) + [
            StyledText("✓ ", .good) + StyledText("\(kind.rawValue): \(counts).") + end
        ]
    }
}
