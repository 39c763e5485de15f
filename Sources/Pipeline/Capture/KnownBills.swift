import Controls
public import Domain
import Synchronization

/// Tells a bill that came before under other bytes: mailed as a PDF, then scanned from paper.
public final class KnownBills: Sendable {
    /// Bills that are remembered until the store has them; more than are ever on the way at once.
    private static let mostOnTheWay = 600

    /// Documents with a bill's number that are opened to compare their sellers.
    private static let mostLookedAt = 20

    private let store: any Store
    private let onTheWay = Mutex<[Bill]>([])

    private struct Bill {
        var hash: ContentHash?
        var place: String
        var draft: InvoiceDraft
        var number: String

        init(_ draft: InvoiceDraft, hash: ContentHash? = nil, place: String = "") {
            self.hash = hash
            self.place = place
            self.draft = draft
            number = draft.text(.invoiceNumber).map { Duplicates.normalized(number: $0) } ?? ""
        }
    }

    /// Looks among the documents of a store, and those that are being read.
    public init(in store: any Store) {
        self.store = store
    }

    /// What to tell a person when a seller's number was read before; `nil` when it is new.
    ///
    /// The document that came with the arrival itself does not count, so that it can be read again.
    public func finding(on draft: InvoiceDraft, of arrival: Arrival) async throws(StoreFailure) -> Finding? {
        guard case .bytes(let hash, _) = arrival.content, let number = draft.text(.invoiceNumber),
            let key = Duplicates.key(of: draft)
        else { return nil }
        let bill = Bill(draft.header, hash: hash, place: arrival.name)
        // Remembered before the store is asked, so that of two read at once one sees the other.
        let before = remember(bill)
        let stored = try await Self.stored(number, like: bill, in: store)
        guard let other = stored ?? before.first(where: { Self.isSame($0, bill) }) else { return nil }
        return Self.finding(on: draft, key: key, like: other)
    }

    /// What to tell a person whose own values make a document the same bill as another one of the store; `nil` when
    /// it is new.
    static func finding(
        on draft: InvoiceDraft, of document: DocumentID, in store: any Store
    ) async throws(StoreFailure) -> Finding? {
        guard let number = draft.text(.invoiceNumber), let key = Duplicates.key(of: draft) else { return nil }
        let other = try await stored(number, like: Bill(draft.header), in: store, besides: document)
        return other.map { finding(on: draft, key: key, like: $0) }
    }

    private static func finding(on draft: InvoiceDraft, key: String, like other: Bill) -> Finding {
        let what =
            Duplicates.key(of: other.draft) == key
            ? "the same bill came before as" : "its number came before, with another total, on"
        return Finding(
            rule: "duplicate.number", message: "\(what) \(other.place)", fields: [.invoiceNumber],
            regions: [draft.fields[.invoiceNumber]?.source.region].compactMap(\.self))
    }

    /// The first bill of the store that is the same; short numbers are many sellers', so only some are looked at.
    ///
    /// A document whose pages are other documents' by now is no bill of its own any more.
    private static func stored(
        _ number: String, like bill: Bill, in store: any Store, besides document: DocumentID? = nil
    ) async throws(StoreFailure) -> Bill? {
        for id in try await store.documents(with: number, in: .invoiceNumber).prefix(mostLookedAt) {
            guard id != document, let draft = try await store.draft(of: id), isAlike(Bill(draft), bill),
                let summary = try await store.record(of: id)?.summary, summary.hash != bill.hash,
                summary.state != .unpacked
            else { continue }
            return Bill(draft, hash: summary.hash, place: "#\(id), \(summary.name)")
        }
        return nil
    }

    /// Forgets the bill of bytes that the store has by now, where people may correct it.
    public func forget(_ hash: ContentHash) {
        onTheWay.withLock { $0.removeAll { $0.hash == hash } }
    }

    /// Adds a bill to those on the way; returns the ones before it.
    private func remember(_ bill: Bill) -> [Bill] {
        onTheWay.withLock { bills in
            let before = bills
            bills.append(bill)
            if bills.count > Self.mostOnTheWay { bills.removeFirst(bills.count - Self.mostOnTheWay) }
            return before
        }
    }

    private static func isSame(_ one: Bill, _ other: Bill) -> Bool {
        one.hash != other.hash && isAlike(one, other)
    }

    private static func isAlike(_ one: Bill, _ other: Bill) -> Bool {
        one.number == other.number && one.draft.kind == other.draft.kind
            && Duplicates.haveSameSeller(one.draft, other.draft)
    }
}

extension InvoiceDraft {
    /// The draft without its lines.
    fileprivate var header: InvoiceDraft {
        var header = self
        header.lines = []
        header.taxBreakdown = []
        return header
    }
}
