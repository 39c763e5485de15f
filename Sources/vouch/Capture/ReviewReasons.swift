import Domain
import Pipeline
import Synchronization

/// Counts why documents need a person, while they are read.
final class ReviewReasons: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    /// The reasons and how many documents each holds up, the most frequent first.
    var all: [(reason: String, count: Int)] {
        counts.withLock { counts in
            counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
        }
    }

    /// Counts what a reading means.
    func count(_ meaning: Interpretation) {
        guard meaning.needsReview else { return }
        let missing = meaning.unsettledFields.map { name in
            let state = meaning.draft.fields[name] == nil ? "not found" : "not sure"
            return "\(name.label.lowercasedFirst) \(state)"
        }
        let found = Set(meaning.findings.map(\.reason))
        let reasons = missing + found
        counts.withLock { counts in
            for reason in reasons { counts[reason, default: 0] += 1 }
            if reasons.isEmpty { counts["kind of document not known", default: 0] += 1 }
        }
    }
}
