import Domain
import Pipeline
import Synchronization

/// Counts what becomes of a batch and moves its progress.
///
/// A file that brings no new document is done once it was looked at, the others once they are settled.
final class BatchLog: Sendable {
    private let screen: Screen
    private let state = Mutex(State())

    private struct State {
        var tally = Tally()
        var receivedSinceLook = 0
    }

    /// Makes a log that has nothing counted.
    init(screen: Screen) {
        self.screen = screen
    }

    /// What has been settled so far.
    var tally: Tally { state.withLock { $0.tally } }

    /// Takes an event of intake or capture.
    @Sendable
    func report(_ event: CaptureEvent) {
        switch event {
        case .received: state.withLock { $0.receivedSinceLook += 1 }
        case .arrivedAgain(let id, let name):
            screen.note(StyledText("\(name) is the same as #\(id)", .quiet), atLeast: .verbose)
        case .refused(let name, let reason):
            state.withLock { $0.tally.count(.rejected(reason: reason), kind: nil, total: nil, in: nil) }
            screen.note(StyledText("\(name): \(reason)", .bad), atLeast: .verbose)
        case .settled(let summary):
            state.withLock { $0.tally.count(summary) }
            screen.advance(isTroubled: summary.state.needsPerson)
            screen.note(LandingLine(summary, at: .now).text(width: screen.errors.columns), atLeast: .verbose)
        case .delayed(_, let name, let reason): screen.warn("\(name) is tried again: \(reason)")
        case .trouble(let sentence): screen.warn(sentence)
        }
    }

    /// Counts files that were looked at.
    @Sendable
    func lookedAt(_ count: Int) {
        let received = state.withLock { state in
            defer { state.receivedSinceLook = 0 }
            return state.receivedSinceLook
        }
        screen.skip(max(0, count - received))
    }
}

extension Tally {
    /// Counts a document of the store.
    mutating func count(_ summary: DocumentSummary) {
        count(
            summary.state, kind: summary.kind,
            total: summary.values[.grandTotal].flatMap { FixedDecimal(canonical: $0) },
            in: summary.values[.currency].flatMap { Currency(rawValue: $0) })
    }
}
