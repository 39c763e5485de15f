import ArgumentParser
import Domain
import Glibc
import Pipeline
import Storage
import Workflow

/// Codes the lines of a bill.
struct CodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code",
        abstract: "Say which accounts a bill is booked on.",
        discussion: """
            Lines that were coded before are proposed as they were: in a terminal each
            line is asked for, Enter accepts what is proposed, 4930 or 4930/IT changes it.
            Without a line's own account, --account is for all that have none.

              vouch code 17                 asks; in a script, takes what is proposed
              vouch code 17 --yes           takes what is proposed
              vouch code 17 --account 4930
              vouch code RE-2026-04871 --account 4930 --line 5=4730 --cost-centre 310
            """)

    @Argument(help: "The document's number in the list, or its invoice number.") var id: String

    @Option(help: "The account of all lines that have none.") var account: String?

    @Option(help: "The cost centre of all lines that have none.") var costCentre: String?

    @Option(help: ArgumentHelp("The account of one line; once for each.", valueName: "line=account"))
    var line: [String] = []

    @Flag(name: .customLong("yes"), help: "Ask nothing, take what is proposed.")
    var accepts = false

    @OptionGroup var person: PersonOption
    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let seat = TaskSeat(of: person.name, at: premises, screen)
        try NearNames.check(person.name, among: try await premises.database.directory())
        try await seat.works.runDue(on: screen)
        let stored = try await CaseLookup.stored(id, on: premises)
        let tasks = try await premises.cases.tasks(TaskQuery(caseID: stored.id))
        guard let task = tasks.first(where: { $0.element == TaskGuard.code }) else {
            throw Failure(
                sentence: "#\(stored.document) does not wait to be coded. See what it waits for: "
                    + "vouch tasks \(stored.document)", outcome: .needsPerson)
        }
        var coding = try coding(of: task, in: stored, by: seat.works.machine)
        if isAsked(screen) { coding = try CodingAnswers.asked(coding, by: screen) { readLine() } }
        let receipt = try await premises.cases.act(
            TaskAct(
                task: task.id, kind: .complete(["coding": .list(coding.map(\.variable))]), actor: person.name,
                at: premises.world.now()), by: seat.works.machine)
        let name = try await seat.fullName()
        let isDone = CaseLookup.tell(
            receipt, ofTask: task.id.rawValue, on: screen, done: "\(name) has coded #\(stored.document).")
        if isDone { for line in coding { screen.put([Self.line(of: line)]) } }
        try await seat.works.goOn(on: screen)
        if !isDone { throw Outcome.needsPerson }
        try await seat.tellNext(of: stored.id)
    }

    /// Whether a person sits there and has said nothing yet.
    private func isAsked(_ screen: Screen) -> Bool {
        !accepts && account == nil && costCentre == nil && line.isEmpty && screen.output.isInteractive
            && isatty(STDIN_FILENO) == 1
    }

    private func coding(of task: CaseTask, in stored: StoredCase, by machine: CaseMachine) throws
        -> [CodedLine]
    {
        let own = try accounts()
        let view: CaseView
        do throws(CaseRefusal) {
            view = try machine.view(of: stored.instance)
        } catch {
            throw Failure.environment("The case of #\(stored.document) was not read: \(error).")
        }
        let proposed = view.instance.tokens[task.token].map { view.variables(visibleAt: $0).coding } ?? []
        let missing = own.keys.filter { line in !proposed.contains { $0.line == line } }.sorted()
        guard missing.isEmpty else { throw Failure.usage("There is no line \(missing[0]) on the bill.") }
        return proposed.map { line in
            var line = line
            if let account = own[line.line] { line.account = account }
            if line.account.isEmpty, let account { line.account = SafeText(account).text }
            if line.costCentre.isEmpty, let costCentre { line.costCentre = SafeText(costCentre).text }
            return line
        }
    }

    private func accounts() throws -> [Int: String] {
        var accounts: [Int: String] = [:]
        for text in line {
            guard let typed = NamedValue(text), let number = Int(typed.name), accounts[number] == nil,
                !typed.value.isEmpty
            else {
                throw Failure.usage(
                    "--line takes a line and its account, such as 2=4930, not \(SafeText(text).text).")
            }
            accounts[number] = SafeText(typed.value).text
        }
        return accounts
    }

    private static func line(of coding: CodedLine) -> StyledText {
        StyledText("    \(coding.account)".padding(toColumns: 14), .strong)
            + StyledText(coding.costCentre.padding(toColumns: 8))
            + StyledText(SafeText(coding.subject).text, .quiet)
    }
}

/// Notes that a bill was paid.
struct PaidCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paid",
        abstract: "Note that a bill was paid.",
        discussion: "  vouch paid 17 --payment \"transfer of 3 May\"")

    @Argument(help: "The document's number in the list, or its invoice number.") var id: String

    @Option(help: "How and when.") var payment = ""

    @OptionGroup var person: PersonOption
    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        try await CaseLookup.tell(
            CaseProcess.paid, ["payment": .text(SafeText(payment).text)], of: id, by: person.name,
            on: try Composition.open(try location.home()), options.screen(), done: "is paid",
            unheard: "is not to be paid now")
    }
}

/// Ends the case of a bill that is not to be paid.
struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "End the case of a bill that is not to be paid.",
        discussion: "  vouch cancel 17 --reason \"the order was cancelled\"")

    @Argument(help: "The document's number in the list, or its invoice number.") var id: String

    @Option(help: "Why.") var reason: String

    @OptionGroup var person: PersonOption
    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        try await CaseLookup.tell(
            CaseProcess.cancelled, ["reason": .text(SafeText(reason).text)], of: id, by: person.name,
            on: try Composition.open(try location.home()), options.screen(), done: "is cancelled",
            unheard: "is on no way that could be ended")
    }
}

/// Gives a message to the case of a document.
struct ProcessTell: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tell",
        abstract: "Give a message to the case of a document.",
        discussion: "  vouch process tell 17 \"vendor answered\"")

    @Argument(help: "The document's number in the list, or its invoice number.") var id: String

    @Argument(help: "The message's name in the diagram.") var message: String

    @OptionGroup var person: PersonOption
    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        try await CaseLookup.tell(
            message, [:], of: id, by: person.name, on: try Composition.open(try location.home()),
            options.screen(), done: "has heard “\(SafeText(message).text)”",
            unheard: "does not wait for “\(SafeText(message).text)”")
    }
}
