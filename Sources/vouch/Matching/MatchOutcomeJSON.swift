import Controls
import Domain
import Pipeline

/// Writes what a document of the store came to as JSON: what matching found, what the store keeps, line by line.
struct MatchOutcomeJSON {
    /// The bytes of the object, with a line feed at the end.
    static func bytes(of outcome: MatchOutcome) -> [UInt8] {
        var writer = JSONWriter(isLaidOut: true)
        let verdict = outcome.verdict
        writer.object(isSpread: true) { writer in
            writer.member("document", "\(verdict.file.document)")
            writer.member("outcome", outcome.isPosted ? "matched" : "held")
            writer.key("vendor")
            if let vendor = verdict.vendor { writer.string(vendor.id) } else { writer.null() }
            writer.member("payable", verdict.result.payable.description)
            writer.key("lines")
            writer.array(isSpread: true) { writer in
                for row in verdict.statement?.rows ?? [] {
                    writer.element()
                    write(row, to: &writer)
                }
            }
            writer.key("holds")
            writer.array(isSpread: true) { writer in
                for hold in outcome.holds {
                    writer.element()
                    write(hold, to: &writer)
                }
            }
        }
        writer.newline()
        return writer.bytes
    }

    private static func write(_ row: MatchStatement.Row, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("line", row.line)
            optional("order_line", row.order?.id.description, &writer)
            optional("ordered", row.order?.ordered?.description, &writer)
            optional("received", row.order?.received?.description, &writer)
            optional("billed_before", row.order?.billedBefore.description, &writer)
            writer.member("billed_now", row.billedNow.description)
            optional("left", row.order?.left?.description, &writer)
            optional("unit", row.order?.unit, &writer)
            optional("price", row.price?.description, &writer)
            optional("order_price", row.order?.price.description, &writer)
        }
    }

    /// Writes a hold of the store.
    static func write(_ stored: StoredHold, to writer: inout JSONWriter) {
        let hold = stored.hold
        writer.object { writer in
            writer.member("id", "\(stored.id)")
            writer.member("document", "\(stored.document)")
            writer.member("state", stored.state.name)
            writer.member("code", hold.code.rawValue)
            writer.member("scope", hold.scope.description)
            writer.member("actual", hold.actual.description)
            writer.member("expected", hold.expected.description)
            optional("row", hold.row, &writer)
            writer.member("owner", hold.owner.rawValue)
            writer.member("release", hold.release.rawValue)
            writer.member("raised", stored.raised.description)
            optional("closed", stored.closed?.description, &writer)
            switch stored.state {
            case .open: break
            case .released(let actor, let reason):
                writer.member("released_by", actor)
                writer.member("reason", reason)
            case .dropped(let why): writer.member("reason", why)
            }
            writer.member("discount_days_lost", "\(stored.discountDaysLost)")
            writer.member("sentence", hold.sentence)
            if let counterfactual = hold.counterfactual {
                writer.key("counterfactual")
                writer.object { writer in
                    writer.member("var", counterfactual.variable.rawValue)
                    writer.member("op", counterfactual.relation.rawValue)
                    writer.member("value", counterfactual.bound.description)
                }
            }
        }
    }

    private static func optional(_ name: String, _ value: String?, _ writer: inout JSONWriter) {
        writer.key(name)
        if let value { writer.string(value) } else { writer.null() }
    }
}
