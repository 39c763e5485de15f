import Dispatch
import Synchronization

/// Threads for calls that block, so that the cooperative pool never waits for a disk.
public final class BlockingThreads: Sendable {
    private let queues: [DispatchQueue]
    private let next = Atomic<Int>(0)

    /// Makes `count` threads; work is handed to them in turn.
    public init(count: Int, label: String) {
        precondition(count > 0, "work needs a thread")
        queues = (0..<count).map { DispatchQueue(label: "\(label).\($0)") }
    }

    /// Runs `work` on one of the threads and returns what it returns.
    public func run<Value: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let turn = next.wrappingAdd(1, ordering: .relaxed).oldValue
        let queue = queues[Int(UInt(bitPattern: turn) % UInt(queues.count))]
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Result(catching: work)) }
        }
        return try result.get()
    }
}
