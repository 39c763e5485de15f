import Domain

/// Writes what matching comes to as JSON: outcome, links, holds, and what is payable.
enum MatchResultJSON {
    /// The bytes of the object, with a line feed at the end.
    static func bytes(of result: MatchResult) -> [UInt8] {
        var writer = JSONWriter(isLaidOut: true)
        writer.object(isSpread: true) { writer in
            writer.member("outcome", result.isHeld ? "held" : "matched")
            writer.key("links")
            writer.array(isSpread: true) { writer in
                for link in result.links {
                    writer.element()
                    write(link, to: &writer)
                }
            }
            writer.key("holds")
            writer.array(isSpread: true) { writer in
                for hold in result.holds {
                    writer.element()
                    write(hold, to: &writer)
                }
            }
            writer.member("payable", result.payable.description)
        }
        writer.newline()
        return writer.bytes
    }

    private static func write(_ link: MatchResult.Link, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("line", link.line)
            writer.member("order_line", link.orderLine.description)
            writer.member("qty", link.quantity.description)
        }
    }

    private static func write(_ hold: Hold, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("code", hold.code.rawValue)
            writer.member("scope", hold.scope.description)
            writer.member("actual", hold.actual.description)
            writer.member("expected", hold.expected.description)
            writer.key("row")
            if let row = hold.row { writer.string(row) } else { writer.null() }
            writer.member("release", hold.release.rawValue)
            writer.member("owner", hold.owner.rawValue)
            guard let counterfactual = hold.counterfactual else { return }
            writer.key("counterfactual")
            writer.object { writer in
                writer.member("var", counterfactual.variable.rawValue)
                writer.member("op", counterfactual.relation.rawValue)
                writer.member("value", counterfactual.bound.description)
            }
        }
    }
}
