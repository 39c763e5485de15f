public import Domain

/// A hold as the store keeps it.
public struct StoredHold: Hashable, Sendable {
    /// Where it stands.
    public enum State: Hashable, Sendable {
        /// It keeps the bill from being paid.
        case open
        /// Somebody let the bill pass all the same.
        case released(by: String, reason: String)
        /// What it waited for came, and it went by itself.
        case dropped(why: String)

        /// Its name in the store.
        public var name: String {
            switch self {
            case .open: "open"
            case .released: "released"
            case .dropped: "dropped"
            }
        }
    }

    /// A person's part in releasing a hold that takes two.
    public struct Consent: Hashable, Sendable {
        /// Who.
        public var actor: String
        /// Why.
        public var reason: String
        /// Whom they called at the vendor, under which number; `nil` when they did not.
        public var callBack: String?
        /// When.
        public var at: Timestamp

        /// Makes a consent.
        public init(actor: String, reason: String, callBack: String?, at: Timestamp) {
            self.actor = actor
            self.reason = reason
            self.callBack = callBack
            self.at = at
        }
    }

    /// Its number.
    public var id: Int64
    /// The document it keeps from being paid.
    public var document: DocumentID
    /// What is wrong.
    public var hold: Hold
    /// Where it stands.
    public var state: State
    /// When it was raised.
    public var raised: Timestamp
    /// When it was released or dropped.
    public var closed: Timestamp?
    /// Days of a discount that went by while it stood, where that was the buyer's doing.
    public var discountDaysLost: Int
    /// Who has agreed to its release so far.
    public var consents: [Consent]

    /// Makes a hold.
    public init(
        id: Int64, document: DocumentID, hold: Hold, state: State, raised: Timestamp,
        closed: Timestamp? = nil, discountDaysLost: Int = 0, consents: [Consent] = []
    ) {
        self.id = id
        self.document = document
        self.hold = hold
        self.state = state
        self.raised = raised
        self.closed = closed
        self.discountDaysLost = discountDaysLost
        self.consents = consents
    }
}

/// A document with holds of it.
public struct HeldBill: Hashable, Sendable {
    /// The document.
    public var summary: DocumentSummary
    /// Its holds.
    public var holds: [StoredHold]

    /// Makes a held bill.
    public init(summary: DocumentSummary, holds: [StoredHold]) {
        self.summary = summary
        self.holds = holds
    }
}

extension StoredHold {
    /// Days of a discount, given until a day, that passed from its raising to `end`.
    public func daysLost(until: CalendarDate?, by end: Timestamp) -> Int {
        guard let until, let from = raised.day, let to = end.day else { return 0 }
        return max(0, min(to.dayNumber, until.dayNumber) - from.dayNumber)
    }
}

/// What became of the wish to release a hold.
public enum ReleaseReceipt: Hashable, Sendable {
    /// It is released.
    case released
    /// The first of two persons has agreed; somebody else has to.
    case awaitsSecond
    /// Nothing was done; says why.
    case refused(String)
}

/// What matching a document came to in the store.
public struct MatchOutcome: Hashable, Sendable {
    /// The verdict.
    public var verdict: MatchVerdict
    /// Its holds: open ones, and released ones that would be open.
    public var holds: [StoredHold]
    /// Whether it counts as billed; else it waits.
    public var isPosted: Bool
    /// Whether anything changed by this.
    public var isChanged: Bool
    /// How long it took, from the store and back.
    public var took = Duration.zero

    /// Makes an outcome.
    public init(verdict: MatchVerdict, holds: [StoredHold], isPosted: Bool, isChanged: Bool) {
        self.verdict = verdict
        self.holds = holds
        self.isPosted = isPosted
        self.isChanged = isChanged
    }

    /// What keeps it from being paid.
    public var open: [StoredHold] { holds.filter { $0.state == .open } }
}

extension StoredHold {
    /// Why a consent does not count; `nil` where it does.
    ///
    /// A hold on an account takes two persons, and at least one of them must have called the vendor back.
    public func refusal(of consent: Consent) -> String? {
        switch state {
        case .open: break
        case .released(let actor, _): return "\(actor) has released hold \(id) before"
        case .dropped(let why): return "hold \(id) is gone: \(why)"
        }
        if consent.reason.isEmpty { return "a release needs a reason" }
        guard hold.isReleasable else {
            return "hold \(id) cannot be released; " + hold.remedy
        }
        guard hold.needsTwoPersons else { return nil }
        if consents.contains(where: { $0.actor == consent.actor }) {
            return "\(consent.actor) has agreed before; a second person has to"
        }
        guard consents.contains(where: { $0.callBack != nil }) || consent.callBack != nil else {
            return "one of two persons has to call the vendor back under a number that is known, and say so"
        }
        return nil
    }
}

/// What the people of a role are to be told.
public struct Notice: Hashable, Sendable {
    /// Its number.
    public var id: Int64
    /// The document it is about.
    public var document: DocumentID
    /// Who is told.
    public var owner: Hold.Owner
    /// What it is about, in one line.
    public var subject: String
    /// What is wrong, and what would change it.
    public var body: String
    /// Since when.
    public var at: Timestamp

    /// Makes a notice.
    public init(
        id: Int64, document: DocumentID, owner: Hold.Owner, subject: String, body: String, at: Timestamp
    ) {
        self.id = id
        self.document = document
        self.owner = owner
        self.subject = subject
        self.body = body
        self.at = at
    }
}
