import Controls
import Decisions
import Domain
import Exchange
import Pipeline
import Storage

/// Matches the bills of a home: single ones, and all that are due.
struct Matcher: Sendable {
    /// Documents matched in one commit: enough to share its cost, few enough to let other processes in between.
    static let batch = 64
    /// How often a store that others write to is asked again, each time after a wait of some seconds for itself.
    private static let patience = 12

    /// The home.
    let premises: Premises
    /// Who judges.
    let judge: MatchJudge

    /// Matches by the home's policy, in its accounting currency.
    init(on premises: Premises) throws {
        self.premises = premises
        let settings = premises.settings.matching
        guard let currency = settings.accountingCurrency ?? Currency(rawValue: "EUR") else {
            throw Failure.environment("There is no accounting currency in \(premises.home.settings).")
        }
        let model = try Self.policyModel(of: premises.home)
        judge = MatchJudge(accountingCurrency: currency, rates: settings.rates) { bill in
            model?.policy(
                entity: bill.entity, vendor: bill.vendor, category: bill.category, amount: bill.amount,
                accountingCurrency: currency) ?? .standard(accountingCurrency: currency)
        }
    }

    /// The home's decision table; `nil` where its models are older than the table.
    private static func policyModel(of home: Home) throws -> MatchPolicyModel? {
        let path = try Composition.modelsPath(home: home).appending("decisions").appending("match-policy.dmn")
        guard try Composition.files.status(of: path) != nil else { return nil }
        let bytes = try Composition.files.contents(of: path)
        do throws(DecisionFault) {
            return try MatchPolicyModel(reading: bytes, file: path.displayName)
        } catch {
            throw Failure.environment(
                "The policy was not understood. \(SafeText(error.description).text). Correct it and start again."
            )
        }
    }

    /// Matches one document for a person.
    func match(_ document: DocumentID, why: String = "asked for") async throws(StoreFailure) -> MatchOutcome?
    {
        try await premises.database.match(
            document, by: judge, why: why, actor: Environment.person, at: premises.world.now())
    }

    /// Matches everything that is due now, and what becomes due by that.
    func matchDue(_ report: (MatchOutcome) -> Void = { _ in }) async throws {
        while let outcomes = try await nextDue() {
            for outcome in outcomes { report(outcome) }
        }
    }

    /// Has every bill matched again; returns how many there are.
    func matchAgain(why: String) async throws -> Int {
        try await patiently { () async throws(StoreFailure) in
            try await premises.database.matchAgain(why: why)
        }
    }

    private func nextDue() async throws -> [MatchOutcome]? {
        try await patiently { () async throws(StoreFailure) in
            try await premises.database.matchDue(by: judge, limit: Self.batch, at: premises.world.now())
        }
    }

    /// Waits for a store that is busy because others match at the same time.
    private func patiently<Value: Sendable>(
        _ ask: () async throws(StoreFailure) -> Value
    ) async throws -> Value {
        var attempt = 1
        while true {
            do throws(StoreFailure) {
                return try await ask()
            } catch {
                guard error == .busy, attempt < Self.patience else { throw error }
            }
            attempt += 1
            try await premises.world.sleep(JobLimits.wait(after: 1))
        }
    }
}

/// What matching what was due came to, in one line.
struct MatchTally: Hashable, Sendable {
    private(set) var booked = 0
    private(set) var held = 0
    private(set) var changed = 0
    private var times: [Duration] = []

    /// Counts an outcome.
    mutating func add(_ outcome: MatchOutcome) {
        if outcome.isPosted { booked += 1 } else { held += 1 }
        if outcome.isChanged { changed += 1 }
        times.append(outcome.took)
    }

    /// How long matching took a bill, in one line.
    var timing: String {
        let sorted = times.sorted()
        guard let last = sorted.last else { return "Nothing was due." }
        func at(_ share: Double) -> String {
            (sorted[Int(Double(sorted.count - 1) * share)].inSeconds * 1000).rounded(toPlaces: 2) + " ms"
        }
        let longest = (last.inSeconds * 1000).rounded(toPlaces: 2) + " ms"
        return
            "\(sorted.count) bills: median \(at(0.5)), 99th percentile \(at(0.99)), longest \(longest) a bill"
    }

    /// The line; `nil` where nothing changed.
    var sentence: String? {
        guard changed > 0 else { return nil }
        let count = (booked + held).counted("bill")
        return "\(count) matched: \(booked) in order, \(held) held" + (held > 0 ? " (vouch holds)." : ".")
    }
}

extension Matcher {
    /// Notices spooled at once.
    private static let noticesAtOnce = 100
    /// How long a run waits before it looks again whether something is due.
    private static let pause = Duration.seconds(1)

    /// Matches everything that is due, tells whom it concerns, and says what came of it.
    static func matchDue(on premises: Premises, screen: Screen) async throws {
        let matcher = try Matcher(on: premises)
        var tally = MatchTally()
        try await matcher.matchDue { tally.add($0) }
        try await matcher.tell(on: screen)
        try await Postman(premises).go(on: screen)
        if let sentence = tally.sentence { screen.note(StyledText(sentence, .quiet)) }
        screen.note(StyledText(tally.timing, .quiet), atLeast: .verbose)
        try await CaseWorks(on: premises).goOn(on: screen)
    }

    /// Matches what becomes due while `work` runs, and what is left after it.
    static func matching<Value: Sendable>(
        on premises: Premises, screen: Screen, while work: @Sendable () async throws -> Value
    ) async throws -> Value {
        let matcher = try Matcher(on: premises)
        let isOver = StopSignal()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await matcher.run(until: isOver, on: screen) }
            let cases = CaseWorks(on: premises)
            group.addTask { try await cases.run(until: isOver, on: screen) }
            do {
                let value = try await work()
                isOver.stop()
                try await group.waitForAll()
                // What was matched last may let a case go on.
                try await cases.goOn(on: screen)
                return value
            } catch {
                isOver.stop()
                throw error
            }
        }
    }

    private func run(until isOver: StopSignal, on screen: Screen) async throws {
        let postman = Postman(premises)
        let replies = ReplyFolder(on: premises)
        while true {
            let isLast = isOver.isStopped
            do {
                try await matchDue { outcome in
                    if outcome.isChanged { screen.note(outcome.line) }
                }
            } catch let error as StoreFailure where error.isTransient && !isLast {
                screen.warn("bills are matched later: \(error)")
            }
            try await tell(on: screen)
            try await replies.take(on: screen)
            try await postman.go(on: screen)
            if isLast { return }
            try await premises.world.sleep(Self.pause)
        }
    }

    /// Puts what people are to be told into the outbox, and a line on the screen.
    private func tell(on screen: Screen) async throws {
        let spool = MailSpool(
            premises.home.outbox, files: premises.files, addresses: premises.settings.matching.mailTo,
            sender: premises.settings.mail.sender, mark: premises.world.newID())
        while true {
            let notices = try await premises.database.unsentNotices(limit: Self.noticesAtOnce)
            guard !notices.isEmpty else { return }
            for notice in notices {
                try spool.put(notice)
                screen.note(
                    StyledText("→ \(notice.owner.label): \(notice.subject.onOneLine)", .quiet),
                    atLeast: .verbose)
            }
            try await premises.database.noteSent(notices.map(\.id), at: premises.world.now())
        }
    }
}

extension MatchOutcome {
    /// What became of a document, in one line.
    var line: StyledText {
        let draft = verdict.file.draft
        let name = "#\(verdict.file.document) \(draft.text(.invoiceNumber)?.onOneLine ?? "")"
        guard !isPosted else {
            let orders = Set(verdict.result.links.map(\.orderLine.order)).sorted().joined(separator: ", ")
            return StyledText("≡ ", .good) + StyledText("\(name) matches order \(orders)")
        }
        let first = open.first { $0.hold.code != .unreviewed }?.hold ?? open.first?.hold
        return StyledText("≢ ", .doubtful) + StyledText("\(name) is held: ")
            + StyledText(first?.sentenceStart.onOneLine ?? "", .quiet)
            + StyledText(open.count > 1 ? " (+\(open.count - 1))" : "", .quiet)
    }
}
