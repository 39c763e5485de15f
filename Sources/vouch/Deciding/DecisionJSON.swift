import Decisions
import Feel

/// Decisions and what was found in their tables, for programs.
enum DecisionJSON {
    static func bytes(
        _ outcomes: [(String, DecisionOutcome)], _ findings: [TableFinding], of library: DecisionLibrary
    ) -> [UInt8] {
        var writer = JSONWriter(isLaidOut: true)
        writer.object(isSpread: true) { writer in
            writer.key("decisions")
            writer.array(isSpread: true) { writer in
                for (name, outcome) in outcomes {
                    writer.element()
                    put(outcome, name, library, &writer)
                }
            }
            writer.key("findings")
            writer.array(isSpread: true) { writer in
                for finding in findings {
                    writer.element()
                    writer.object { writer in
                        writer.member("table", finding.table)
                        writer.key("line")
                        writer.integer(finding.line)
                        writer.member("kind", kind(of: finding))
                        writer.member("finding", finding.sentence)
                    }
                }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func put(
        _ outcome: DecisionOutcome, _ name: String, _ library: DecisionLibrary, _ writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.member("decision", name)
            writer.key("value")
            put(outcome.value, &writer)
            writer.key("fired")
            writer.array { writer in
                for firing in outcome.firings {
                    for rule in library.words(of: firing) {
                        writer.element()
                        writer.object { writer in
                            writer.member("table", firing.table)
                            writer.key("rule")
                            writer.integer(rule.number)
                            writer.key("line")
                            writer.integer(rule.line)
                            writer.member("says", rule.text)
                        }
                    }
                }
            }
            writer.key("reasons")
            writer.array { writer in
                for reason in outcome.reasons {
                    writer.element()
                    writer.string(reason)
                }
            }
        }
    }

    private static func kind(of finding: TableFinding) -> String {
        switch finding.kind {
        case .gap: "gap"
        case .overlap: "overlap"
        case .unreachable: "unreachable"
        case .unproved: "unproved"
        }
    }

    /// A value; what JSON has no word for is text as FEEL writes it, and so are numbers, which JSON readers round.
    private static func put(_ value: FeelValue, _ writer: inout JSONWriter) {
        switch value {
        case .null: writer.null()
        case .boolean(let bool): writer.bool(bool)
        case .number(let number):
            if let whole = number.integer { writer.integer(whole) } else { writer.string(number.description) }
        case .string(let text): writer.string(text)
        case .list(let elements):
            writer.array { writer in
                for element in elements {
                    writer.element()
                    put(element, &writer)
                }
            }
        case .context(let context):
            writer.object { writer in
                for (name, value) in context.entries {
                    writer.key(name)
                    put(value, &writer)
                }
            }
        default: writer.string(value.description)
        }
    }
}
