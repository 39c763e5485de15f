import Domain
public import Reviewing

/// Takes documents up for a person, and keeps every answer before the next is asked for.
public struct ReviewDesk: Sendable {
    /// How long a document stays a session's; those of processes that died are laid down at once.
    public static let lease = Duration.seconds(900)

    /// Who sits at it.
    public let actor: String
    /// The session, by an id of its own.
    public let session: String
    private let store: any Store
    private let world: World

    /// Opens a desk for a person.
    public init(store: any Store, world: World, actor: String, session: String) {
        self.store = store
        self.world = world
        self.actor = actor
        self.session = session
    }

    /// A document in hand.
    public struct Case: Sendable {
        /// Everything known of it when it was taken up.
        public let record: DocumentRecord
        /// The draft, its edits and its questions.
        public fileprivate(set) var review: ReviewSession
        /// How many edits were kept.
        public fileprivate(set) var version: Int

        /// Its number.
        public var id: DocumentID { record.summary.id }
        /// The state that follows from what was said so far.
        public var state: DocumentState {
            switch review.history.verdict {
            case .confirmed: .read
            case .rejected(let reason): .rejected(reason: reason)
            // What is keyed in by hand is done when the person says so, not when enough of it is there.
            case .open: review.open.isEmpty && !review.isEntry ? .read : .needsReview
            }
        }
    }

    /// What became of the wish to take a document up.
    public enum Opening: Sendable {
        case opened(Case)
        /// Somebody else has it, since when.
        case held(by: String, since: Timestamp)
        /// It has no values to review.
        case unread(DocumentState)
        /// There is none of that number.
        case none
    }

    /// What became of an answer.
    public enum Kept: Hashable, Sendable {
        case kept
        /// It was kept before.
        case known
        /// Somebody changed the document meanwhile; the case shows how it is now.
        case outdated(by: String)
        /// Somebody else has the document.
        case claimed(by: String)
        /// The document can no more be corrected.
        case closed(DocumentState)
    }

    /// The documents that wait for a person, in the order they are taken.
    public func queue() async throws(StoreFailure) -> [DocumentID] {
        try await store.reviewQueue().inOrder.map { DocumentID(rawValue: $0.id) }
    }

    /// Takes a document up, and claims it; what the session had in hand before is laid down.
    public func open(_ document: DocumentID) async throws(StoreFailure) -> Opening {
        let now = world.uptime()
        let terms = LeaseTerms(worker: session, now: now, until: now.adding(Self.lease))
        switch try await store.claim(document, for: actor, terms: terms, at: world.now()) {
        case .held(let holder, let since): return .held(by: holder, since: since)
        case .unread(let state): return .unread(state)
        case .missing: return .none
        case .yours: return try await load(document).map(Opening.opened) ?? .none
        }
    }

    private func load(_ document: DocumentID) async throws(StoreFailure) -> Case? {
        guard let file = try await store.reviewFile(of: document), let reading = file.record.reading,
            let arrival = file.record.summary.received.day
        else { return nil }
        var review = ReviewSession(
            asRead: file.asRead, edits: file.edits, pages: reading.pages, findings: file.found,
            arrival: arrival, isEntry: file.record.arrivals.first?.isEntry == true,
            known: try await store.knownRecords())
        try await lookBeyond(&review, of: document)
        return Case(record: file.record, review: review, version: file.version)
    }

    /// Looks whether the bill came before, where people gave the values by which it is known.
    private func lookBeyond(
        _ review: inout ReviewSession, of document: DocumentID
    ) async throws(StoreFailure) {
        guard review.isIdentityAnswered else { return review.recheck([]) }
        let found = try await KnownBills.finding(on: review.draft, of: document, in: store)
        review.recheck([found].compactMap(\.self))
    }

    /// Whether an answer with an id of its own was kept before; the document is then as it stands in the store.
    ///
    /// Asked before the answer is understood: what it says need not be possible a second time.
    public func knows(_ key: String, on hand: inout Case) async throws(StoreFailure) -> Bool {
        guard try await store.hasCorrection(key) else { return false }
        hand = try await load(hand.id) ?? hand
        return true
    }

    /// Keeps an edit; it is on the medium when the call returns.
    ///
    /// - Parameters:
    ///   - edit: What was done.
    ///   - hand: The document; afterwards as it is then.
    ///   - key: The answer's own id, where it may be reported again; fresh when `nil`.
    ///   - seconds: How long the person took.
    ///   - keystrokes: How many keys they pressed.
    /// - Returns: What became of it.
    /// - Throws: What is wrong with the store; nothing was kept then.
    public func keep(
        _ edit: Edit, on hand: inout Case, key: String? = nil, seconds: Double = 0, keystrokes: Int = 0
    ) async throws(StoreFailure) -> Kept {
        var after = hand
        after.review.make(edit)
        try await lookBeyond(&after.review, of: hand.id)
        let correction = Correction(
            document: hand.id, base: hand.version, key: key ?? world.newID(), session: session, edit: edit,
            draft: after.review.draft, findings: after.review.findings, state: after.state,
            before: hand.review.draft.value(of: edit), after: after.review.draft.value(of: edit),
            actor: actor, at: world.now(), seconds: seconds, keystrokes: keystrokes)
        switch try await store.record(correction) {
        case .kept(let version):
            hand = after
            hand.version = version
            return .kept
        case .known:
            hand = try await load(hand.id) ?? hand
            return .known
        case .outdated(_, let actor):
            hand = try await load(hand.id) ?? hand
            return .outdated(by: actor)
        case .claimed(let holder): return .claimed(by: holder)
        case .closed(let state): return .closed(state)
        }
    }

    /// Lays all documents of the session down.
    public func close() async throws(StoreFailure) {
        try await store.releaseClaims(of: [session])
    }
}

extension InvoiceDraft {
    /// The value an edit is about, as people read it in the log.
    fileprivate func value(of edit: Edit) -> String? {
        switch edit {
        case .set(let name, _, _, _), .clear(let name), .skip(let name): text(name)
        case .kind: kind.rawValue
        case .taxes:
            "\(taxBreakdown.count) rates, together \(taxBreakdown.compactMap(\.tax).sum?.description ?? "-")"
        case .lines: "\(lines.count) lines, together \(lines.compactMap(\.lineTotal).sum?.description ?? "-")"
        case .keep(_, let message): message
        case .confirm, .reject, .undo, .readAgain: nil
        }
    }
}

extension [FixedDecimal] {
    /// The exact sum; `nil` on overflow.
    fileprivate var sum: FixedDecimal? {
        reduce(FixedDecimal.zero as FixedDecimal?) { sum, next in sum?.adding(next) }
    }
}
