/// A vote of a person on a bill, for one of those who were asked.
public struct ApprovalVote: Hashable, Sendable {
    /// Who.
    public var person: String
    /// For whom: the group the task was given to.
    public var group: String
    /// The level of the matrix, from 0.
    public var level: Int
    /// Whether they approve.
    public var approves: Bool
    /// The hash of what they saw.
    public var basis: String
    /// When, in milliseconds since 1970.
    public var at: Int64

    /// Makes a vote.
    public init(person: String, group: String, level: Int, approves: Bool, basis: String, at: Int64) {
        self.person = person
        self.group = group
        self.level = level
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
    /// Holds that are open.
    public var openHolds: Int
    /// Whether no person has to look at what was read any more.
    public var isReviewed: Bool

    /// Makes a question.
    public init(
        document: Int64, basis: String, demanded: [[String]], votes: [ApprovalVote], openHolds: Int,
        isReviewed: Bool
    ) {
        self.document = document
        self.basis = basis
        self.demanded = demanded
        self.votes = votes
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
    /// Nobody who may has approved what it is now, for this group.
    case missing(level: Int, group: String)
    /// All that was approved was so by too few people.
    case tooFew(persons: Int)

    /// One sentence for people.
    public var description: String {
        switch self {
        case .unreviewed: "what was read is not settled"
        case .held(let count): "\(count) hold\(count == 1 ? " is" : "s are") open"
        case .nobodyAsked: "nobody was asked to approve it"
        case .refused(let person): "\(person) has refused it"
        case .missing(let level, let group):
            "nobody entitled has approved it as it is now for \(group) on level \(level + 1)"
        case .tooFew(let persons):
            "only \(persons) person\(persons == 1 ? " has" : "s have") approved it; it takes two"
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

    /// No one person moves money, whatever the matrix says.
    public static let persons = 2

    fileprivate init(document: Int64, basis: String, votes: [ApprovalVote]) {
        self.document = document
        self.basis = basis
        self.votes = votes
    }

    /// Makes one where the votes reach what was asked.
    ///
    /// A vote counts that approves the very basis and whose person may vote for its group; a person counts once, at
    /// whatever level.
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
        var open = current.filter { isEntitled($0.person, $0.group) }
        var counted: [ApprovalVote] = []
        var persons: Set<String> = []
        for (level, group) in asked {
            let place = open.firstIndex {
                $0.level == level && $0.group == group && !persons.contains(key(of: $0.person))
            }
            guard let place else { throw .missing(level: level, group: group) }
            let vote = open.remove(at: place)
            persons.insert(key(of: vote.person))
            counted.append(vote)
        }
        // Where the matrix asks one group alone, a second person of any level has to stand beside it.
        for vote in open where persons.count < Self.persons && !persons.contains(key(of: vote.person)) {
            persons.insert(key(of: vote.person))
            counted.append(vote)
        }
        guard persons.count >= Self.persons else { throw .tooFew(persons: persons.count) }
        return ApprovedInvoice(document: question.document, basis: question.basis, votes: counted)
    }

    /// A person, however their name is spaced and capitalised.
    private static func key(of person: String) -> String {
        person.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
