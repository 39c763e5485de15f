/// Splits stacks, joins pages that came apart, and takes either back.
public struct PageDesk: Sendable {
    private let store: any Store
    private let archive: any Archive
    private let world: World
    private let actor: String
    private let session: String

    /// Opens it for a person in a session.
    public init(store: any Store, archive: any Archive, world: World, actor: String, session: String) {
        self.store = store
        self.archive = archive
        self.world = world
        self.actor = actor
        self.session = session
    }

    /// Documents around one that may hold its further pages, those that came in next to it first.
    public func neighbours(of document: DocumentID) async throws(StoreFailure) -> [DocumentSummary] {
        let states: Set = [DocumentState.needsReview.name, DocumentState.read.name]
        let near = DocumentID(rawValue: document.rawValue + Int64(Self.reach))
        let found = try await store.summaries(
            DocumentQuery(states: states, before: near, limit: 2 * Self.reach))
        return found.filter { $0.id != document && ($0.pages ?? 0) > 0 }
            .sorted { Self.distance($0.id, document) < Self.distance($1.id, document) }
    }

    /// Those of some documents whose pages have not become other documents', in their order.
    public func standing(_ documents: [DocumentID]) async throws(StoreFailure) -> [DocumentID] {
        var standing: [DocumentID] = []
        for document in documents where try await store.record(of: document)?.summary.state != .unpacked {
            standing.append(document)
        }
        return standing
    }

    /// How far around a document others are looked for.
    private static let reach = 20

    /// What came right after a document is likelier to be more of it than what came right before.
    private static func distance(_ other: DocumentID, _ document: DocumentID) -> Int64 {
        let apart = other.rawValue - document.rawValue
        return apart > 0 ? 2 * apart - 1 : -2 * apart
    }

    /// Splits a document: a new one begins at each of these pages.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - version: The version it was looked at in.
    ///   - starts: Pages at which a new document begins, from 2.
    ///   - key: The act's own id, where it may be reported again; fresh when `nil`.
    /// - Returns: What became of it; `nil` where no page begins a new document.
    /// - Throws: What is wrong with the store or the archive; nothing was done then.
    public func split(
        _ document: DocumentID, version: Int, before starts: Set<Int>, key: String? = nil
    ) async throws -> RearrangementReceipt? {
        guard let record = try await store.record(of: document), let pages = record.summary.pages,
            pages > 1, !starts.isEmpty, starts.allSatisfy({ (2...pages).contains($0) })
        else { return nil }
        let bounds = [1] + starts.sorted() + [pages + 1]
        let runs = zip(bounds, bounds.dropFirst()).map { first, next in
            [Rearrangement.PageRun(source: document, pages: first...(next - 1))]
        }
        return try await make(
            runs, of: [(record, version)], key: key,
            name: { "\(record.summary.name), \(Self.spelled(runs[$0][0].pages))" })
    }

    /// Joins documents into one, in this order.
    ///
    /// - Parameters:
    ///   - documents: The documents, each with the version it was looked at in, or the newest where that is `nil`.
    ///   - key: The act's own id, where it may be reported again; fresh when `nil`.
    /// - Returns: What became of it; `nil` where there is nothing to join.
    /// - Throws: What is wrong with the store or the archive; nothing was done then.
    public func join(
        _ documents: [(id: DocumentID, version: Int?)], key: String? = nil
    ) async throws -> RearrangementReceipt? {
        var sources: [(DocumentRecord, Int)] = []
        var runs: [Rearrangement.PageRun] = []
        for (id, version) in documents {
            guard let file = try await store.reviewFile(of: id), let pages = file.record.summary.pages,
                pages > 0
            else { return nil }
            sources.append((file.record, version ?? file.version))
            runs.append(Rearrangement.PageRun(source: id, pages: 1...pages))
        }
        guard let first = sources.first, sources.count > 1 else { return nil }
        let more = sources.count - 1
        return try await make(
            [runs], of: sources, key: key, name: { _ in "\(first.0.summary.name) and \(more) more" })
    }

    /// Takes the newest rearrangement back that a document was made by or gave its pages to.
    public func takeBack(_ document: DocumentID) async throws(StoreFailure) -> RearrangementReceipt {
        try await store.takeBack(document, session: session, by: actor, at: world.now())
    }

    private func make(
        _ runs: [[Rearrangement.PageRun]], of sources: [(record: DocumentRecord, version: Int)], key: String?,
        name: (Int) -> String
    ) async throws -> RearrangementReceipt? {
        let key = key ?? world.newID()
        let at = world.now()
        var products: [Rearrangement.Product] = []
        for (index, runs) in runs.enumerated() {
            let excerpts = runs.flatMap { run in
                sources.first { $0.record.summary.id == run.source }?.record.excerpts(run.pages) ?? []
            }
            let note = Self.note(of: excerpts, key: key)
            let hash = try await archive.keep(note)
            products.append(
                Rearrangement.Product(
                    arrival: Arrival(
                        key: "pages:\(key):\(index)", content: .bytes(hash, size: Int64(note.count)),
                        name: name(index), inbox: sources.first?.record.summary.inbox,
                        defaults: sources.first?.record.arrivals.first?.defaults ?? InboxDefaults(),
                        excerpts: excerpts, at: at), runs: runs))
        }
        let act = Rearrangement(
            key: key, session: session, actor: actor, at: at,
            sources: sources.map { record, version in
                Rearrangement.Source(
                    document: record.summary.id, version: version, pageCount: record.summary.pages ?? 0)
            }, documents: products)
        guard let act else { return nil }
        return try await store.rearrange(act)
    }

    /// What is kept in the archive for a document that is made of pages of others; no two are the same.
    private static func note(of excerpts: [Excerpt], key: String) -> [UInt8] {
        let lines = excerpts.map {
            "Pages \($0.pages.lowerBound)-\($0.pages.upperBound) of document \($0.document), sha256 \($0.hash)\n"
        }
        return Array("Made of pages of other documents.\n\(lines.joined())Act: \(key)\n".utf8)
    }

    private static func spelled(_ pages: ClosedRange<Int>) -> String {
        pages.count == 1
            ? "page \(pages.lowerBound)" : "pages \(pages.lowerBound)–\(pages.upperBound)"
    }
}

extension DocumentRecord {
    /// Pages of the document as pages of originals.
    public func excerpts(_ pages: ClosedRange<Int>) -> [Excerpt] {
        let own = arrivals.first?.excerpts ?? []
        guard own.isEmpty else { return own.slice(pages) }
        return [
            Excerpt(
                document: summary.id, hash: summary.hash, pages: pages, pageCount: summary.pages ?? 0)
        ]
    }
}
