import Controls
public import Domain

/// Tells a bill that came before under other bytes: mailed as a PDF, then scanned from paper.
public struct KnownBills: Sendable {
    private let store: any Store

    /// Looks among the documents of a store.
    public init(in store: any Store) {
        self.store = store
    }

    /// What to tell a person when a seller's number was read before; `nil` when it is new.
    ///
    /// The document that came with the arrival itself does not count, so that it can be read again.
    public func finding(on draft: InvoiceDraft, of arrival: Arrival) async throws(StoreFailure) -> Finding? {
        guard let number = draft.text(.invoiceNumber), let key = Duplicates.key(of: draft) else { return nil }
        for id in try await store.documents(with: number, in: .invoiceNumber) {
            guard let record = try await store.record(of: id), let other = record.reading?.draft,
                !record.summary.isOf(arrival), other.kind == draft.kind,
                Duplicates.haveSameSeller(draft, other)
            else { continue }
            let what =
                Duplicates.key(of: other) == key
                ? "the same bill came before as" : "its number came before, with another total, on"
            return Finding(
                rule: "duplicate.number", message: "\(what) #\(id), \(record.summary.name)",
                fields: [.invoiceNumber],
                regions: [draft.fields[.invoiceNumber]?.source.region].compactMap(\.self))
        }
        return nil
    }
}

extension DocumentSummary {
    /// Whether the document has the bytes of an arrival.
    fileprivate func isOf(_ arrival: Arrival) -> Bool {
        guard case .bytes(let hash, _) = arrival.content else { return false }
        return self.hash == hash
    }
}
