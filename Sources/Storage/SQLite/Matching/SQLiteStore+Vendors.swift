public import Domain
public import Pipeline

extension SQLiteStore {
    /// Who sent a document, among the vendors on record.
    public func vendor(of draft: InvoiceDraft) async throws(StoreFailure) -> VendorFinding {
        try await ask { db in try VendorSearch.finding(for: draft, in: db) }
    }
}
