import Workflow

/// What is said of a process in lines of text.
enum ProcessReport {
    /// Whether a process holds together: its ends, and what no way reaches.
    static func lines(of process: ProcessDefinition, _ finding: Simulation.Finding) -> [StyledText] {
        let ends = process.nodes.values.filter { if case .end = $0.kind { true } else { false } }
        let reached = ends.count { finding.ends[$0.id] != nil }
        let isWhole = finding.unreached.isEmpty && finding.stuck == 0
        var lines = [
            StyledText(isWhole ? "✓ " : "? ", isWhole ? .good : .doubtful)
                + StyledText(process.id, .strong) + StyledText("  \(name(process.name))", .quiet),
            StyledText(
                "    \(reached) of \(ends.count) ends reached, \(finding.walks) ways walked\(finding.isCut ? " of more" : ""), "
                    + "\(finding.completed) to an end of the process"),
        ]
        if finding.undecided > 0 {
            lines.append(StyledText("    \(finding.undecided) ways end where no condition holds", .quiet))
        }
        return lines + gaps(of: process, finding)
    }

    /// Where a process does not hold together: ways that stand still, and what no way reaches.
    static func gaps(of process: ProcessDefinition, _ finding: Simulation.Finding) -> [StyledText] {
        let stuck = finding.stuck > 0 ? ["    \(finding.stuck) ways stand still"] : []
        let unreached = finding.unreached.compactMap { process.nodes[$0] }.map {
            "    \(process.file):\($0.line): \($0.id): no way leads there"
        }
        return (stuck + unreached).map { StyledText($0, .doubtful) }
    }

    /// Whether one person alone could take an invoice to payment.
    static func lines(
        of process: ProcessDefinition, _ finding: LoneCheck.Finding, hasPeople: Bool
    ) -> [StyledText] {
        switch finding {
        case .noPayment: return []
        case .safe(let people, let states):
            let who =
                hasPeople ? "none of \(people.counted("person", "people"))" : "nobody, whatever their roles,"
            return [
                StyledText("✓ ", .good)
                    + StyledText("\(process.id): \(who) can take an invoice to payment alone")
                    + StyledText("  \(states) places searched", .quiet)
            ]
        case .unsafe(let person, let steps):
            let title =
                StyledText("✗ ", .bad)
                + StyledText("\(process.id): \(person) could take an invoice to payment alone:")
            return [title]
                + steps.enumerated().map { place, step in
                    StyledText("    \(place + 1). ", .quiet) + StyledText(SafeText(step).text)
                }
        case .undecided(let person, let states):
            return [
                StyledText("? ", .doubtful)
                    + StyledText(
                        "\(process.id): whether \(person) could take an invoice to payment alone is not known: "
                            + "there are more than \(states) places to search")
            ]
        }
    }

    /// The tasks of a process that people do, with who may take them.
    static func tasks(of process: ProcessDefinition) -> [StyledText] {
        let title = StyledText(process.id, .strong) + StyledText("  \(name(process.name))", .quiet)
        let nodes = process.nodes.values.sorted { ($0.line, $0.id) < ($1.line, $1.id) }
        return [title]
            + nodes.compactMap { node in
                guard case .task(.user(let groups)) = node.kind else { return nil }
                let title = node.name.isEmpty ? node.id : name(node.name)
                return StyledText("    \(title)".padding(to: 40)) + StyledText(candidates(groups), .quiet)
            }
    }

    private static func candidates(_ groups: FlowNode.CandidateGroups) -> String {
        switch groups {
        case .named([]): "anyone"
        case .named(let names): names.joined(separator: ", ")
        case .expression(let text): "= \(text)"
        }
    }

    /// A name in one line: modellers break names where they wrap.
    static func name(_ text: String) -> String {
        text.split { $0.isWhitespace }.joined(separator: " ")
    }
}

extension String {
    /// The text, filled with spaces to a number of columns.
    fileprivate func padding(to columns: Int) -> String {
        self + String(repeating: " ", count: max(1, columns - displayWidth))
    }
}
