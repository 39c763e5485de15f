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

    private struct State {
        var waiting: [Job] = []
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

    /// Waits for a job, blocking the thread; `nil` once the queue is closed and empty.
    func next() -> Job? {
        available.wait()
        let job = state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
        // Nothing there means closed: the signal is handed on to the next thread that waits.
        if job == nil { available.signal() }
        return job
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
