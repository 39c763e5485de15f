public import Domain

/// That a person may do what they want with a task, and for whom they do it; only `Authority` makes one.
public struct Entitlement: Hashable, Sendable {
    /// Who acts, by name.
    public let doer: String
    /// For whom they act, the first one first: theirs is the limit that counts.
    public let principals: [String]
    /// What it amounts to.
    public let duty: Duty

    fileprivate init(doer: String, principals: [String], duty: Duty) {
        self.doer = doer
        self.principals = principals
        self.duty = duty
    }

    /// Through whose hands a task has gone that is handed on by this.
    public var handedOn: [String] { principals + [doer] }

    /// What is noted of it.
    public var deed: Deed { Deed(duty, by: doer, for: principals) }
}

/// Says who may do what with a task: candidates, limits, four eyes and segregation of duties.
///
/// It is asked when a task is taken or handed on, and again when it is done: in between people may have left,
/// limits and substitutions have changed, and hands have touched the invoice.
public struct Authority: Hashable, Sendable {
    /// The people.
    public let directory: Directory
    /// What was done to the invoice so far; approvals of a content that has changed since are no part of it.
    public let history: [Deed]
    /// The day.
    public let day: CalendarDate

    /// Makes an authority; names of the history are brought to those of the directory.
    public init(directory: Directory, history: [Deed], on day: CalendarDate) {
        self.directory = directory
        self.day = day
        // A name that may mean two people counts as both.
        self.history = history.flatMap { deed in
            directory.names(of: deed.doer).map {
                Deed(deed.duty, by: $0, for: deed.principals.flatMap(directory.names(of:)))
            }
        }
    }

    /// That somebody may do something with a task.
    ///
    /// - Throws: Why they may not, and who could.
    public func entitlement(
        of doer: String, to deed: TaskDeed, _ task: TaskFacts
    ) throws(AuthorityRefusal) -> Entitlement {
        guard let person = directory.person(called: doer), person.isActive else {
            let name = directory.fullName(of: doer)
            let isKnown = directory.person(called: doer) != nil
            throw refusal(
                ["\(name) \(isKnown ? "does not work here any more" : "is nobody of the directory")"], task)
        }
        if deed == .comment { return Entitlement(doer: person.name, principals: [], duty: .other) }
        let task = named(task)
        if deed == .claim, let assignee = task.assignee {
            let whose = assignee == person.name ? "already yours" : "with \(directory.fullName(of: assignee))"
            throw refusal(["the task is \(whose)"], task)
        }
        let chains = chains(to: person, task)
        if deed == .release || deed == .resolve { return try back(deed, person, chains, task) }
        let judged = chains.map { chain in (chain, reasons(against: person, chain, task)) }
        guard let chain = judged.first(where: { $0.1.isEmpty })?.0 else {
            throw refusal(judged.first?.1 ?? outside(person, task), task)
        }
        if case .delegate(let name) = deed {
            try checkDelegate(name, after: chain + [person.name], task)
        }
        return Entitlement(doer: person.name, principals: chain, duty: task.duty)
    }

    /// Names of those who may do a task, by themselves or standing in for somebody, whoever has it now.
    public func whoCould(_ task: TaskFacts) -> [String] {
        var open = named(task)
        open.assignee = nil
        open.delegators = []
        return directory.people.filter { person in
            person.isActive
                && chains(to: person, open).contains { reasons(against: person, $0, open).isEmpty }
        }.map(\.name)
    }

    // MARK: Ways to a task

    private func named(_ task: TaskFacts) -> TaskFacts {
        var named = task
        named.assignee = task.assignee.map(name)
        named.delegators = task.delegators.map(name)
        return named
    }

    private func name(_ name: String) -> String {
        directory.person(called: name)?.name ?? Person.key(of: name)
    }

    /// For whom a person would act, for each way the task comes to them; their own way first.
    private func chains(to person: Person, _ task: TaskFacts) -> [[String]] {
        guard let assignee = task.assignee else { return roots(of: person, task) }
        var ends: [[String]] = []
        if assignee == person.name { ends.append([]) }
        if directory.principals(of: person, on: day).contains(where: { $0.name == assignee }) {
            ends.append([assignee])
        }
        guard let owner = task.delegators.first else {
            return ends.flatMap { end in
                end.isEmpty ? roots(of: person, task) : rooted(assignee, task).map { $0 + end }
            }
        }
        return ends.flatMap { end in rooted(owner, task).map { $0 + task.delegators + end } }
    }

    private func rooted(_ name: String, _ task: TaskFacts) -> [[String]] {
        directory.person(called: name).map { roots(of: $0, task) } ?? []
    }

    /// How a person comes to a task that is offered: as one of its candidates, or standing in for one.
    private func roots(of person: Person, _ task: TaskFacts) -> [[String]] {
        let candidates = Set(directory.members(of: task.candidates).map(\.name))
        let own: [[String]] = candidates.contains(person.name) ? [[]] : []
        return own
            + directory.principals(of: person, on: day).filter { candidates.contains($0.name) }
            .map { [$0.name] }
    }

    // MARK: What speaks against it

    /// Why somebody may not do a task for those it came through.
    private func reasons(against person: Person, _ chain: [String], _ task: TaskFacts) -> [String] {
        let hands = chain + [person.name]
        return hands.compactMap { gone($0) } + eyes(hands, task.duty)
            + [limitReason(chain.first ?? person.name, task)].compactMap { $0 }
    }

    private func gone(_ name: String) -> String? {
        guard let person = directory.person(called: name) else { return "\(name) is nobody of the directory" }
        return person.isActive ? nil : "\(person.fullName) does not work here any more"
    }

    /// Four eyes: no hand of what is to be done has done what conflicts with it.
    private func eyes(_ hands: [String], _ duty: Duty) -> [String] {
        hands.flatMap { hand in
            Duty.allCases.filter { past in
                duty.conflicts.contains(past)
                    && history.contains { $0.duty == past && $0.hands.contains(hand) }
            }.map { past in
                let name = directory.fullName(of: hand)
                let own = history.contains { $0.duty == past && $0.doer == hand }
                return own
                    ? "\(name) has \(past.pastTense)" : "for \(name) somebody has \(past.pastTense)"
            }
        }
    }

    private func limitReason(_ root: String, _ task: TaskFacts) -> String? {
        guard task.duty == .approval, task.needsLimit, let person = directory.person(called: root),
            !person.limit.covers(task.amount)
        else { return nil }
        switch (person.limit, task.amount) {
        case (.upTo(let limit), let amount?):
            return "\(person.fullName) may approve up to \(limit.inWords), and this is \(amount.inWords)"
        case (.upTo(let limit), nil):
            return
                "\(person.fullName) may approve up to \(limit.inWords), and what this comes to is not known"
        case (.nothing, _), (.unlimited, _): return "\(person.fullName) may approve no amount"
        }
    }

    /// Why somebody the task does not come to may not do it: what they did before first, as no role would change that.
    private func outside(_ person: Person, _ task: TaskFacts) -> [String] {
        let isOffered = task.assignee == nil && task.delegators.isEmpty
        return (isOffered ? eyes([person.name], task.duty) : []) + [absence(of: person, task)]
    }

    private func absence(of person: Person, _ task: TaskFacts) -> String {
        if let assignee = task.assignee, assignee != person.name {
            return "the task is with \(directory.fullName(of: assignee))"
        }
        if let owner = task.delegators.first {
            return "\(directory.fullName(of: owner)), who handed the task on, may not do it any more"
        }
        let wanted = task.candidates.map(\.inWords).joined(separator: " or ")
        return "it takes \(wanted), and \(person.fullName) is not"
    }

    // MARK: Handing on and back

    private func checkDelegate(_ name: String, after chain: [String], _ task: TaskFacts)
        throws(AuthorityRefusal)
    {
        guard let delegate = directory.person(called: name) else {
            throw refusal(["\(name) is nobody of the directory"], task)
        }
        guard !chain.contains(delegate.name) else {
            throw refusal(["the task came from \(delegate.fullName)"], task)
        }
        let reasons = [gone(delegate.name)].compactMap { $0 } + eyes([delegate.name], task.duty)
        guard reasons.isEmpty else { throw refusal(reasons, task) }
    }

    /// Whoever has a task may always give it back.
    private func back(
        _ deed: TaskDeed, _ person: Person, _ chains: [[String]], _ task: TaskFacts
    ) throws(AuthorityRefusal) -> Entitlement {
        guard let assignee = task.assignee else { throw refusal(["nobody has the task"], task) }
        let standsIn = directory.principals(of: person, on: day).contains { $0.name == assignee }
        guard assignee == person.name || standsIn else { throw refusal([absence(of: person, task)], task) }
        if deed == .resolve, task.delegators.isEmpty {
            throw refusal(["nobody handed the task on; complete it, or release it"], task)
        }
        return Entitlement(
            doer: person.name, principals: assignee == person.name ? [] : [assignee], duty: .other)
    }

    private func refusal(_ reasons: [String], _ task: TaskFacts) -> AuthorityRefusal {
        let whoCould = whoCould(task)
        let names = whoCould.map(directory.fullName(of:))
        let who =
            names.isEmpty
            ? "As things are nobody could."
            : "Who could: \(names.prefix(8).joined(separator: ", "))\(names.count > 8 ? " and others" : "")."
        let why = reasons.joined(separator: "; ")
        return AuthorityRefusal(
            reasons: reasons, whoCould: whoCould, sentence: "\(why.capitalisedFirst). \(who)")
    }
}

extension Money {
    /// `1250.00 EUR`.
    var inWords: String { "\(decimal) \(currency.rawValue)" }
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
