import Domain
import Evaluation
import Extraction
import Foundation

/// What was seen about all candidates and chosen values, one document a line: what `scripts/fit` fits weights to.
enum CandidateFile {
    /// The file's bytes.
    static func bytes(of documents: [JudgedDocument]) -> [UInt8] {
        var bytes: [UInt8] = []
        for judged in documents {
            var writer = JSONWriter(isLaidOut: false)
            writer.object { write(judged, to: &$0) }
            writer.newline()
            bytes += writer.bytes
        }
        return bytes
    }

    private static func write(_ judged: JudgedDocument, to writer: inout JSONWriter) {
        writer.member("id", judged.document.id)
        writer.member("corpus", judged.document.corpus)
        writer.member("group", judged.document.group)
        writer.member("kind", judged.document.truth.kind)
        let seller = judged.document.truth.answers(.sellerName).first
        writer.member("seller", seller.map(Comparing.folded))
        writer.key("labelled")
        writer.array { writer in
            for verdict in judged.judgement.fields where verdict.truth != nil {
                writer.element()
                writer.string(verdict.field.rawValue)
            }
        }
        writer.key("candidates")
        writer.array { writer in
            for candidate in judged.evidence?.candidates ?? [] {
                guard let isRight = isRight(candidate.value, candidate.field, judged) else { continue }
                writer.element()
                writer.object { writer in
                    writer.member("field", candidate.field.rawValue)
                    writer.member("value", candidate.value.canonical)
                    writer.key("right")
                    writer.bool(isRight)
                    write(candidate.features, to: &writer)
                }
            }
        }
        writer.key("chosen")
        writer.array { writer in
            for (field, features) in (judged.account?.seen ?? [:]).sorted(by: {
                $0.key.rawValue < $1.key.rawValue
            }) {
                guard let value = judged.account?.draft.fields[field] else { continue }
                writer.element()
                writer.object { writer in
                    writer.member("field", field.rawValue)
                    writer.member("value", value.value.canonical)
                    writer.key("right")
                    if let isRight = isRight(value.value, field, judged) {
                        writer.bool(isRight)
                    } else {
                        writer.null()
                    }
                    writer.key("confidence")
                    writer.number(value.confidence, places: 6)
                    write(features, to: &writer)
                }
            }
        }
    }

    /// Whether a value is right; `nil` where that is not known.
    private static func isRight(
        _ value: FieldValue, _ field: FieldName, _ judged: JudgedDocument
    ) -> Bool? {
        let truth = judged.document.truth
        guard let label = truth.fields[field.rawValue] else { return nil }
        guard label != nil else { return false }
        return truth.answers(field).contains {
            Comparing.isSame(value.canonical, as: $0, field, isCredit: truth.isCredit)
        }
    }

    private static func write(_ features: [Feature], to writer: inout JSONWriter) {
        writer.key("features")
        writer.object { writer in
            var seen: Set<String> = []
            for feature in features where seen.insert(feature.name).inserted {
                writer.key(feature.name)
                writer.number(feature.value, places: 5)
            }
        }
    }
}
