import GRDB
import Pipeline
import Synchronization

/// Carries out changes one after the other, and commits those that wait at the same time together.
///
/// An fsync costs about as much as twenty changes; each change still succeeds or fails for itself.
final class CommitQueue: Sendable {
    /// The most changes one commit takes along.
    static let batch = 64

    private struct Change: Sendable {
        /// Makes the change inside a savepoint; the failure stays with the change.
        var make: @Sendable (Database) throws -> Void
        /// Tells the caller how it ended, after the commit.
        var end: @Sendable (StoreFailure?) -> Void
    }

    private struct State {
        var changes: [Change] = []
        var isRunning = false
    }

    private let pool: DatabasePool
    private let state = Mutex(State())

    init(_ pool: DatabasePool) {
        self.pool = pool
    }

    /// Makes a change and returns its value once it is on the medium.
    func commit<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreFailure) -> Value {
        let result: Result<Value, StoreFailure> = await withCheckedContinuation { continuation in
            let value = Mutex<Value?>(nil)
            enqueue(
                Change(
                    make: { db in
                        let made = try body(db)
                        value.withLock { $0 = made }
                    },
                    end: { failure in
                        if let failure {
                            continuation.resume(returning: .failure(failure))
                        } else if let made = value.withLock({ $0 }) {
                            continuation.resume(returning: .success(made))
                        } else {
                            continuation.resume(returning: .failure(.broken("a change made no value")))
                        }
                    }))
        }
        return try result.get()
    }

    private func enqueue(_ change: Change) {
        let mustStart = state.withLock { state in
            state.changes.append(change)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if mustStart { pool.asyncWriteWithoutTransaction { db in self.drain(db) } }
    }

    private func drain(_ db: Database) {
        while let changes = nextBatch() {
            var failures = [StoreFailure?](repeating: nil, count: changes.count)
            do {
                try db.inTransaction(.immediate) {
                    for (index, change) in changes.enumerated() {
                        failures[index] = try Self.attempt(change, in: db)
                    }
                    return .commit
                }
            } catch {
                failures = failures.map { $0 ?? StoreFailure(error) }
            }
            for (change, failure) in zip(changes, failures) { change.end(failure) }
        }
    }

    private func nextBatch() -> [Change]? {
        state.withLock { state in
            guard !state.changes.isEmpty else {
                state.isRunning = false
                return nil
            }
            let batch = Array(state.changes.prefix(Self.batch))
            state.changes.removeFirst(batch.count)
            return batch
        }
    }

    /// Makes one change in a savepoint; throws only when the whole transaction is gone.
    private static func attempt(_ change: Change, in db: Database) throws -> StoreFailure? {
        var failure: StoreFailure?
        try db.inSavepoint {
            do {
                try change.make(db)
                return .commit
            } catch {
                failure = StoreFailure(error)
                return .rollback
            }
        }
        return failure
    }
}

extension StoreFailure {
    /// What an error of the database means to callers.
    init(_ error: any Error) {
        switch error {
        case let failure as StoreFailure:
            self = failure
        case let error as DatabaseError where error.resultCode == .SQLITE_FULL:
            self = .full
        case let error as DatabaseError
        where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED:
            self = .busy
        case let error as DatabaseError:
            self = .broken("\(error.resultCode.rawValue) \(error.message ?? "")")
        default:
            self = .broken("\(error)")
        }
    }
}
