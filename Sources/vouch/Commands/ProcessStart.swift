import ArgumentParser
import Feel
import Pipeline
import Workflow

/// Starts the case of a document that has none, or a process that is about no document.
struct ProcessStart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Start the case of a document that has none, or a process of your own.",
        discussion: """
            A document that was read before there were cases gets its case. A process that
            is about no document starts by its id, or by the message it begins with; its
            timers and signals start it by themselves once it is deployed.

              vouch process start 17
              vouch process start --process month-end --set 'month="2026-11"'
              vouch process start --message "audit announced"
            """)

    @Argument(help: "The document's number in the list, or its invoice number.") var id: String?

    @Option(help: ArgumentHelp("A process that is about no document.", valueName: "id"))
    var process: String?

    @Option(help: ArgumentHelp("The message that a process begins with.", valueName: "name"))
    var message: String?

    @Option(help: ArgumentHelp("A variable; once for each.", valueName: "name=expression"))
    var set: [String] = []

    @OptionGroup var person: PersonOption
    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func validate() throws {
        guard [id, process, message].compactMap(\.self).count == 1 else {
            throw ValidationError("Name a document, or give --process or --message.")
        }
        guard id == nil || set.isEmpty else {
            throw ValidationError("A document's case starts with what was read, not with --set.")
        }
    }

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let works = CaseWorks(on: premises)
        try await works.deployFirst()
        if let id {
            try await startCase(ofDocument: id, on: premises, works, screen)
        } else {
            try await startStanding(on: premises, works, screen)
        }
        try await works.runDue(on: screen)
    }

    private func startCase(
        ofDocument id: String, on premises: Premises, _ works: CaseWorks, _ screen: Screen
    ) async throws {
        let document = try await Lookup.original(id, in: premises.store).summary.id
        switch try await premises.cases.startCase(
            of: document, process: CaseProcess.invoice, by: works.machine, actor: person.name,
            at: premises.world.now())
        {
        case .started: screen.put([StyledText("✓ ", .good) + StyledText("#\(document) is on its way.")])
        case .known: screen.put([StyledText("#\(document) is on its way already.")])
        case .refused(let reason): throw Failure.usage("#\(document) has no case: \(SafeText(reason).text).")
        }
    }

    private func startStanding(on premises: Premises, _ works: CaseWorks, _ screen: Screen) async throws {
        let inputs = try DecisionInputs(set, .current()).context
        let variables = inputs.entries.reduce(into: [:]) { $0[$1.name] = Variable($1.value) }
        let cause = process.map(StartCause.wish) ?? .message(message ?? "")
        switch try await premises.cases.startCase(
            by: cause, variables: variables, machine: works.machine, actor: person.name,
            at: premises.world.now())
        {
        case .started(let id), .known(let id):
            screen.put([StyledText("✓ ", .good) + StyledText("Case \(id) is on its way.")])
        case .refused(let reason): throw Failure.usage("Nothing was started: \(SafeText(reason).text).")
        }
    }
}
