import Domain
import Pipeline
import Reviewing

/// What `vouch review --no-tty` says: one JSON object a line, each with its `type`; version 2 of the form.
enum ReviewJSON {
    /// The version of the form; raised when a program that speaks it would misunderstand.
    static let version = 2

    /// A document that was taken up, with its values and how many questions there are.
    static func document(_ hand: ReviewDesk.Case) -> [UInt8] {
        line("document") { writer in
            writer.member("protocol", version)
            writer.member("document", Int(hand.id.rawValue))
            writer.member("version", hand.version)
            writer.member("name", hand.record.summary.name)
            writer.member("kind", hand.review.draft.kind.rawValue)
            writer.member("state", hand.state.name)
            writer.member("questions", hand.review.questions.count)
            writer.key("fields")
            writer.object { writer in
                for name in FieldName.allCases {
                    guard let field = hand.review.draft.fields[name] else { continue }
                    writer.key(name.rawValue)
                    writer.object { writer in
                        writer.member("value", field.value.canonical)
                        writer.key("accepted")
                        writer.bool(field.isAccepted)
                    }
                }
            }
            writer.key("findings")
            writer.array { writer in
                for finding in hand.review.findings {
                    writer.element()
                    writer.string(finding.message)
                }
            }
        }
    }

    /// A question.
    static func question(_ question: Question, on hand: ReviewDesk.Case) -> [UInt8] {
        line("question") { writer in
            writer.member("document", Int(hand.id.rawValue))
            writer.member("version", hand.version)
            switch question.subject {
            case .field(let name): writer.member("field", name.rawValue)
            case .kind: kinds(&writer)
            case .finding(let finding): writer.member("finding", finding.rule)
            }
            if let field = question.field {
                writer.member("value", field.value.canonical)
                writer.member("raw", field.raw)
                writer.key("confidence")
                writer.number(field.confidence, places: 4)
            }
            writer.key("why")
            writer.array { writer in
                for reason in question.reasons {
                    writer.element()
                    writer.string(reason)
                }
            }
            if let region = question.region { place(region, &writer) }
            writer.key("alternatives")
            writer.array { writer in
                for (index, offer) in question.offers.enumerated() {
                    writer.element()
                    writer.object { writer in
                        writer.member("pick", index + 1)
                        writer.member("value", offer.value.canonical)
                    }
                }
            }
            if case .finding = question.subject,
                let repair = SumRepair.only(in: hand.review.draft, arrival: hand.review.arrival)
            {
                writer.member("proposal", repair.sentence)
            }
        }
    }

    /// Nothing is left to ask; an answer is waited for all the same.
    static func done(_ hand: ReviewDesk.Case) -> [UInt8] { outcome("done", id: nil, on: hand) }

    /// What became of an answer: `kept`, `known`, `doubt`, `several`, `refused`, `outdated`, `claimed`, `closed`.
    static func outcome(
        _ type: String, id: String?, on hand: ReviewDesk.Case, _ sentences: [String] = []
    ) -> [UInt8] {
        line(type) { writer in
            if let id { writer.member("id", id) }
            writer.member("document", Int(hand.id.rawValue))
            writer.member("version", hand.version)
            writer.member("state", hand.state.name)
            guard !sentences.isEmpty else { return }
            writer.key("why")
            writer.array { writer in
                for sentence in sentences {
                    writer.element()
                    writer.string(sentence)
                }
            }
        }
    }

    /// The pages of a document are others' now.
    static func moved(_ document: DocumentID, to others: [DocumentID], id: String?) -> [UInt8] {
        line("moved") { writer in
            if let id { writer.member("id", id) }
            writer.member("document", Int(document.rawValue))
            writer.key("documents")
            writer.array { writer in
                for other in others {
                    writer.element()
                    writer.integer(Int(other.rawValue))
                }
            }
        }
    }

    /// A document that cannot be taken up, and why.
    static func passed(_ document: DocumentID, why: String) -> [UInt8] {
        line("passed") { writer in
            writer.member("document", Int(document.rawValue))
            writer.member("why", why)
        }
    }

    /// The end.
    static var end: [UInt8] { line("end") { _ in } }

    private static func kinds(_ writer: inout JSONWriter) {
        writer.key("kinds")
        writer.array { writer in
            for kind in DocumentKind.allCases {
                writer.element()
                writer.string(kind.rawValue)
            }
        }
    }

    private static func place(_ region: Region, _ writer: inout JSONWriter) {
        writer.member("page", region.page)
        writer.key("box")
        writer.array { writer in
            for edge in [region.box.left, region.box.top, region.box.right, region.box.bottom] {
                writer.element()
                writer.number(edge, places: 1)
            }
        }
    }

    private static func line(_ type: String, _ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(isLaidOut: false)
        writer.object { writer in
            writer.member("type", type)
            members(&writer)
        }
        writer.newline()
        return writer.bytes
    }
}
