import GRDB

/// Part of a transaction that is taken back alone.
enum Savepoint {
    /// Runs `body`; what it changed is taken back when it throws, and the rest of the transaction goes on.
    static func run<Value>(in db: Database, _ body: () throws -> Value) throws -> Value {
        var result: Result<Value, any Error>?
        try db.inSavepoint {
            do {
                result = .success(try body())
                return .commit
            } catch {
                result = .failure(error)
                return .rollback
            }
        }
        guard let result else { preconditionFailure("a savepoint runs its body") }
        return try result.get()
    }
}
