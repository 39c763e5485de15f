import Domain
import Extraction

extension VendorLearning.Outcome {
    /// What people are told; `nil` where there is nothing to tell.
    var note: StyledText? {
        switch self {
        case .nothing: nil
        case .adopted(let name, let trial):
            StyledText("Learnt ", .good) + StyledText(name, .strong) + StyledText(Self.effect(trial), .quiet)
        case .proposed(let name, let trial, let why):
            StyledText("Proposed ", .doubtful) + StyledText(name, .strong)
                + StyledText(": \(why)\(Self.effect(trial)). See: vouch vendor proposals", .quiet)
        }
    }

    private static func effect(_ trial: TemplateTrial) -> String {
        let open = trial.changes.count { $0.verdict == .open }
        let parts = [
            trial.fixed > 0 ? "\(trial.fixed.counted("value")) put right" : nil,
            trial.worsened > 0 ? "\(trial.worsened) made wrong" : nil,
            open > 0 ? "\(open.counted("other value")) changed" : nil,
        ].compactMap(\.self)
        let sum = parts.isEmpty ? "nothing changed" : parts.joined(separator: ", ")
        return " (\(sum) on \(trial.documents.counted("document")))"
    }
}

extension TemplateTrial {
    /// The changes for people, those for the worse first.
    var lines: [StyledText] {
        let order: [Change.Verdict] = [.worse, .better, .open]
        return order.flatMap { verdict in
            changes.filter { $0.verdict == verdict }.map { change in
                let mark: StyledText =
                    switch verdict {
                    case .worse: StyledText("✗ worse  ", .bad)
                    case .better: StyledText("✓ better ", .good)
                    case .open: StyledText("· open   ", .quiet)
                    }
                let (before, after) = (change.before ?? "nothing", change.after ?? "nothing")
                return StyledText("  ") + mark
                    + StyledText("#\(change.document) \(change.field.rawValue): ")
                    + StyledText("\(before.onOneLine) → \(after.onOneLine)")
            }
        }
    }
}
