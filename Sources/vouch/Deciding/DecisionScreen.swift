import Decisions
import Feel

/// Decisions and what was found in their tables, as lines.
enum DecisionScreen {
    /// What a decision came to, which rules fired, and why where it is null.
    static func lines(
        of outcome: DecisionOutcome, _ name: String, of library: DecisionLibrary
    ) -> [StyledText] {
        var lines = [StyledText(name, .strong) + StyledText(" = ") + StyledText(outcome.value.description)]
        for firing in outcome.firings {
            let rules = firing.rules.isEmpty ? "none" : firing.rules.map(String.init).joined(separator: ", ")
            lines.append(StyledText("  \(firing.table): rules that match: \(rules)", .quiet))
            for rule in library.words(of: firing) {
                lines.append(StyledText("    \(rule.number), line \(rule.line): \(rule.text)", .quiet))
            }
        }
        if outcome.value.isNull {
            lines += outcome.reasons.map { StyledText("  null because ", .quiet) + StyledText($0) }
        }
        return lines
    }

    /// What was found in tables, a line each.
    static func lines(of findings: [TableFinding]) -> [StyledText] {
        findings.map { finding in
            StyledText("? ", .doubtful) + StyledText("\(finding.table), line \(finding.line): ", .strong)
                + StyledText(finding.sentence)
        }
    }

    /// The text a fault lies in, and a caret below the place.
    static func lines(pointingAt fault: DecisionFault) -> [StyledText] {
        fault.pointer.map { StyledText("    \($0)", .quiet) }
    }

    /// Faults of a model and findings in its tables, and a line that says how many.
    static func lines(of library: DecisionLibrary, _ findings: [TableFinding]) -> [StyledText] {
        let faults = library.faults.flatMap { fault in
            [StyledText("✗ ", .bad) + StyledText(fault.description)] + lines(pointingAt: fault)
        }
        let found = lines(of: findings)
        let sum =
            "\(library.faults.count.counted("fault")), \(findings.count.counted("finding")) in tables"
        return faults + found + [StyledText(sum)]
    }
}
