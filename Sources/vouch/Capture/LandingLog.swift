import Domain
import Pipeline
import Synchronization

/// Prints a line for each document as it lands, and counts.
final class LandingLog: Sendable {
    private let screen: Screen
    private let format: List.Format
    private let counted = Mutex(Tally())

    /// Makes a log that nothing has landed on.
    init(screen: Screen, format: List.Format) {
        self.screen = screen
        self.format = format
    }

    /// What has landed so far.
    var tally: Tally { counted.withLock { $0 } }

    /// Takes an event of the capture.
    @Sendable
    func report(_ event: CaptureEvent) {
        switch event {
        case .received(let id, let name):
            screen.note(StyledText("#\(id) \(name) is safe and waits to be read", .quiet), atLeast: .verbose)
        case .arrivedAgain(let id, let name):
            print(name: name, state: .duplicateOf(id))
        case .refused(let name, let reason):
            print(name: name, state: .rejected(reason: reason))
        case .settled(let summary):
            count(summary.state, summary)
            put(LandingLine(summary, at: .now), summary)
        case .delayed(_, let name, let reason):
            screen.warn("\(name) is tried again: \(reason)")
        case .trouble(let sentence):
            screen.warn(sentence)
        }
    }

    private func print(name: String, state: DocumentState) {
        count(state, nil)
        put(LandingLine(name: name, state: state, at: .now), nil)
    }

    private func count(_ state: DocumentState, _ summary: DocumentSummary?) {
        counted.withLock {
            $0.count(
                state, kind: summary?.kind,
                total: summary?.values[.grandTotal].flatMap { FixedDecimal(canonical: $0) },
                in: summary?.values[.currency].flatMap { Currency(rawValue: $0) })
        }
    }

    private func put(_ line: LandingLine, _ summary: DocumentSummary?) {
        switch (format, summary) {
        case (.json, let summary?): screen.put(SummaryJSON.bytes(of: summary))
        case (.json, nil): screen.put(line.json)
        case (.table, _): screen.put([line.text(width: screen.output.columns)])
        }
    }
}
