import Dispatch
import Pipeline
import Reading
import Synchronization

/// Documents that wait for a reader process, first come, first served; many threads take from it.
final class RequestQueue: Sendable {
    /// A document that waits.
    struct Job: Sendable {
        var request: ReadRequest
        var onProgress: @Sendable (ReadingProgress) -> Void
        var done: CheckedContinuation<Result<ReadAnswer, ReaderUnavailable>, Never>
    }

    /// What a thread takes.
    enum Work: Sendable {
        /// A document.
        case document(Job)
        /// Pages of a document that another thread has begun; comes before the documents that wait.
        case share(SharedReading)
    }

    private struct State {
        var waiting: [Job] = []
        var shares: [SharedReading] = []
        var busy = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let available = DispatchSemaphore(value: 0)

    /// Adds a job; one that comes after the close is answered at once.
    func add(_ job: Job) {
        let isAdded = state.withLock { state in
            guard !state.isClosed else { return false }
            state.waiting.append(job)
            return true
        }
        guard isAdded else {
            job.done.resume(
                returning: .failure(ReaderUnavailable(reason: "the readers are closed", isTransient: false)))
            return
        }
        available.signal()
    }

    /// Asks so many other threads to help with a document; who comes late finds nothing left to do.
    func add(_ share: SharedReading, helpers: Int) {
        state.withLock { state in
            for _ in 0..<helpers { state.shares.append(share) }
        }
        for _ in 0..<helpers { available.signal() }
    }

    /// How many of `width` threads have nothing to do and nothing waiting for them.
    func free(of width: Int) -> Int {
        state.withLock { max(0, width - $0.busy - $0.waiting.count - $0.shares.count) }
    }

    /// Waits for work, blocking the thread; `nil` once the queue is closed and empty.
    ///
    /// The thread is busy until it says that it is done.
    func next() -> Work? {
        available.wait()
        let work: Work? = state.withLock { state in
            let work: Work? =
                if !state.shares.isEmpty {
                    .share(state.shares.removeFirst())
                } else if !state.waiting.isEmpty {
                    .document(state.waiting.removeFirst())
                } else {
                    nil
                }
            if work != nil { state.busy += 1 }
            return work
        }
        // Nothing there means closed: the signal is handed on to the next thread that waits.
        if work == nil { available.signal() }
        return work
    }

    /// Tells that a thread has done what it took.
    func finish() {
        state.withLock { $0.busy -= 1 }
    }

    /// Takes no more jobs; those that wait are still served.
    func close() {
        let wasClosed = state.withLock { state in
            defer { state.isClosed = true }
            return state.isClosed
        }
        if !wasClosed { available.signal() }
    }
}
