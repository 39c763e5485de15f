import Domain
import GRDB
public import Pipeline

extension SQLiteStore {
    /// Takes a batch of records in: all of it, or, with a refusal or as a `rehearsal`, nothing.
    public func take(
        _ batch: RecordBatch, isRehearsal: Bool, by actor: String, at: Timestamp
    ) async throws(StoreFailure) -> ImportOutcome {
        try await changes.commit { db in
            var outcome = ImportOutcome()
            try db.inSavepoint {
                outcome = try RecordIntake.take(batch, by: actor, at: at, in: db)
                let counts = (outcome.count(.added), outcome.count(.changed))
                guard !isRehearsal, outcome.refusals.isEmpty, counts.0 + counts.1 > 0 else {
                    return .rollback
                }
                try AuditTrail.add(
                    "imported", to: nil, detail: "\(batch.noun): \(counts.0) added, \(counts.1) changed",
                    by: actor, at: at, in: db)
                return .commit
            }
            return outcome
        }
    }
}
