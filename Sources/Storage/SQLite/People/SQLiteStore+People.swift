public import Domain
import GRDB
public import Pipeline

extension SQLiteStore {
    /// All people.
    public func directory() async throws(StoreFailure) -> Directory {
        try await ask { db in try PeopleTable.directory(in: db) }
    }
}
