/// A vote of a person on a bill, for one of those who were asked.
public struct ApprovalVote: Hashable, Sendable {
    /// Who.
    public var person: String
    /// For whom: the group the task was given to.
    public var group: String
    /// Whether they approve.
    public var approves: Bool
    /// The hash of what they saw.
    public var basis: String
    /// When, in milliseconds since 1970.
    public var at: Int64

    /// Makes a vote.
    public init(person: String, group: String, approves: Bool, basis: String, at: Int64) {
        self.person = person
        self.group = group
        self.approves = approves
        self.basis = basis
        self.at = at
    }
}

/// What has to be true of a bill before money may move for it.
public struct ApprovalQuestion: Hashable, Sendable {
    /// The document.
    public var document: Int64
    /// The hash of what would be paid, now.
    public var basis: String
    /// Who has to approve, level by level, as the matrix says.
    public var demanded: [[String]]
    /// How people voted, in order.
    public var votes: [ApprovalVote]
    /// Who read, coded or released it: they do not approve it, and are the other pair of eyes.
    public var preparers: Set<String>
    /// Holds that are open.
    public var openHolds: Int
    /// Whether no person has to look at what was read any more.
    public var isReviewed: Bool

    /// Makes a question.
    public init(
        document: Int64, basis: String, demanded: [[String]], votes: [ApprovalVote],
        preparers: Set<String>, openHolds: Int, isReviewed: Bool
    ) {
        self.document = document
        self.basis = basis
        self.demanded = demanded
        self.votes = votes
        self.preparers = preparers
        self.openHolds = openHolds
        self.isReviewed = isReviewed
    }
}

/// Why a bill is not approved.
public enum ApprovalShortfall: Error, Hashable, Sendable, CustomStringConvertible {
    case unreviewed
    case held(Int)
    /// The matrix asked nobody.
    case nobodyAsked
    case refused(by: String)
    /// Nobody who may has approved for this group what it is now.
    case missing(level: Int, group: String)
    /// One person alone did all there was to do.
    case onePerson(String)

    /// One sentence for people.
    public var description: String {
        switch self {
        case .unreviewed: "what was read is not settled"
        case .held(let count): "\(count) hold\(count == 1 ? " is" : "s are") open"
        case .nobodyAsked: "nobody was asked to approve it"
        case .refused(let person): "\(person) has refused it"
        case .missing(let level, let group):
            "nobody entitled has approved it as it is now for \(group) on level \(level + 1)"
        case .onePerson(let person): "\(person) alone has done all of it; it takes two"
        }
    }
}

/// A bill that enough entitled people approved as it is: the only thing that can be posted to be paid.
///
/// It can only be made by asking `ApprovedInvoice.from`, whatever a process does.
public struct ApprovedInvoice: Hashable, Sendable {
    /// The document.
    public let document: Int64
    /// The hash of what was approved.
    public let basis: String
    /// The votes that count, in the order of the matrix.
    public let votes: [ApprovalVote]

    fileprivate init(document: Int64, basis: String, votes: [ApprovalVote]) {
        self.document = document
        self.basis = basis
        self.votes = votes
    }

    /// Makes one where the votes reach what was asked.
    ///
    /// A vote counts that approves the very basis, of a person who may vote for its group and had no part in preparing
    /// the bill; a person counts once, on whatever level.
    ///
    /// - Throws: The first thing that is missing.
    public static func from(
        _ question: ApprovalQuestion, isEntitled: (_ person: String, _ group: String) -> Bool
    ) throws(ApprovalShortfall) -> ApprovedInvoice {
        guard question.isReviewed else { throw .unreviewed }
        guard question.openHolds == 0 else { throw .held(question.openHolds) }
        let asked = question.demanded.enumerated().flatMap { level, groups in
            groups.map { (level: level, group: $0) }
        }
        guard !asked.isEmpty else { throw .nobodyAsked }
        let current = question.votes.filter { $0.basis == question.basis }
        if let refusal = current.last(where: { !$0.approves }) { throw .refused(by: refusal.person) }
        let preparers = Set(question.preparers.map(key(of:)))
        var open = current.filter {
            isEntitled($0.person, $0.group) && !preparers.contains(key(of: $0.person))
        }
        var counted: [ApprovalVote] = []
        var persons: Set<String> = []
        for (level, group) in asked {
            let place = open.firstIndex { $0.group == group && !persons.contains(key(of: $0.person)) }
            guard let place else { throw .missing(level: level, group: group) }
            let vote = open.remove(at: place)
            persons.insert(key(of: vote.person))
            counted.append(vote)
        }
        guard persons.union(preparers).count > 1 else { throw .onePerson(counted[0].person) }
        return ApprovedInvoice(document: question.document, basis: question.basis, votes: counted)
    }

    /// A person, however their name is spaced and capitalised.
    private static func key(of person: String) -> String {
        person.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
