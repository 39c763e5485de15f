import Dispatch
import Domain
import Pipeline
import Reading
import Synchronization

/// A document of page images that several processes read at the same time: the pages that nobody has taken yet, and
/// those that were read, put in their order whoever finishes first.
final class SharedReading: Sendable {
    /// How the document is to be read.
    let request: ReadRequest
    /// When all of it must have been read.
    let deadline: Deadline
    /// Told each page that is turned to, by any process.
    let onProgress: @Sendable (ReadingProgress) -> Void
    private let limits: ReadingLimits
    private let language: String

    private struct State {
        var waiting: [ClosedRange<Int>]
        var parts: [HaltedReading]
        var taken = 0
        var bytesLeft: Int
        var end: Result<ReadAnswer, ReaderUnavailable>?
    }

    private let state: Mutex<State>
    private let change = DispatchSemaphore(value: 0)

    /// How often each process comes back for more pages, about: the last to finish is waited for.
    private static let turns = 4

    /// Begins with the part that holds the first page.
    init(
        _ request: ReadRequest, onProgress: @escaping @Sendable (ReadingProgress) -> Void,
        first: HaltedReading, bytes: Int, readers: Int, limits: ReadingLimits, deadline: Deadline
    ) {
        self.request = request
        self.onProgress = onProgress
        self.limits = limits
        self.deadline = deadline
        language = first.halt.language
        state = Mutex(
            State(
                waiting: Self.ranges(from: 2, to: first.halt.pageCount, readers: readers), parts: [first],
                bytesLeft: limits.answerBytes - bytes))
    }

    /// Cuts pages into ranges.
    private static func ranges(from first: Int, to last: Int, readers: Int) -> [ClosedRange<Int>] {
        let size = max(1, (last - first + 1) / (turns * readers))
        return stride(from: first, through: last, by: size).map { $0...min(last, $0 + size - 1) }
    }

    /// The order for the next pages that nobody has taken; `nil` where none are left or the document is lost.
    ///
    /// Who takes one must give back what came of it.
    func take() -> ReadingOrder? {
        let range: ClosedRange<Int>? = state.withLock { state in
            guard state.end == nil, !state.waiting.isEmpty else { return nil }
            state.taken += 1
            return state.waiting.removeFirst()
        }
        return range.map {
            ReadingOrder(limits: limits, request: request, share: .pages($0, language: language))
        }
    }

    /// Takes in pages that were read.
    func give(_ part: HaltedReading, bytes: Int) {
        finish { state in
            state.parts.append(part)
            state.bytesLeft -= bytes
            if state.bytesLeft < 0, state.end == nil {
                state.end = .success(.refused(.badAnswer("answer over \(limits.answerBytes) bytes")))
            }
        }
    }

    /// Takes in why pages were not read: the document is lost, its other pages need not be read.
    func give(_ end: Result<ReadAnswer, ReaderUnavailable>) {
        finish { state in
            if state.end == nil { state.end = end }
        }
    }

    private func finish(_ change: (inout State) -> Void) {
        state.withLock { state in
            state.taken -= 1
            change(&state)
        }
        self.change.signal()
    }

    /// Waits for the pages that others still read; returns the order for what follows from all pages, and what read
    /// them, or the end that the document has come to.
    func joined() -> Result<Joined, Lost> {
        while state.withLock({ $0.taken > 0 }) { change.wait() }
        return state.withLock { state in
            if let end = state.end { return .failure(Lost(end: end)) }
            let parts = state.parts.sorted { $0.pages[0].number < $1.pages[0].number }
            var engines: [String] = []
            for engine in parts.flatMap(\.halt.engines) where !engines.contains(engine) {
                engines.append(engine)
            }
            let order = ReadingOrder(
                limits: limits, request: request, share: .close(parts.flatMap(\.pages)))
            return .success(Joined(order: order, engines: engines))
        }
    }

    /// All pages, in order, with what remains to be done.
    struct Joined {
        var order: ReadingOrder
        var engines: [String]
    }

    /// The document was lost with one of its parts.
    struct Lost: Error {
        var end: Result<ReadAnswer, ReaderUnavailable>
    }
}
