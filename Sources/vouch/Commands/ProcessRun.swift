import ArgumentParser
import Domain
import Pipeline
import Storage
import Workflow

/// Moves cases on by what is due.
struct ProcessRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Fire timers that are due and carry out what processes call for, then stop.",
        discussion: """
            vouch watch does this all the time, and every command that changes something
            does it once.

              vouch process run
            """)

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let moved = try await CaseWorks(on: premises).goOn(on: screen)
        screen.note(StyledText(moved == 0 ? "Nothing was due." : "\(moved.counted("step")) done.", .quiet))
    }
}

/// Shows how the cases of a home stand, and what keeps some from going on.
struct ProcessCases: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cases",
        abstract: "Count cases by how they stand, and list what keeps some from going on.",
        discussion: "  vouch process cases")

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let counts = try await premises.cases.casesByState()
        for state in CaseState.allCases {
            screen.put([StyledText("\(state.rawValue)".padding(toColumns: 12) + "\(counts[state] ?? 0)")])
        }
        for stored in try await premises.database.casesWithoutDocument(limit: Self.most) {
            try await list(stored, on: premises, screen)
        }
        let incidents = try await premises.cases.incidents()
        for incident in incidents {
            let place = incident.element.isEmpty ? "" : ", \(incident.element)"
            let subject = incident.document.isNone ? "case \(incident.caseID)" : "#\(incident.document)"
            screen.put([
                StyledText("✗ ", .bad) + StyledText("\(subject)\(SafeText(place).text): ", .strong)
                    + StyledText(SafeText(incident.reason).text)
            ])
        }
        if !incidents.isEmpty { throw Outcome.needsPerson }
    }

    /// Cases about no document that are listed one by one.
    private static let most = 50

    /// A case about no document, which nothing else lists, with what it waits for.
    private func list(_ stored: StoredCase, on premises: Premises, _ screen: Screen) async throws {
        let tasks = try await premises.cases.tasks(TaskQuery(caseID: stored.id))
        let waits = tasks.map { "task \($0.id) \($0.name.isEmpty ? $0.element : $0.name)" }
        screen.put([
            StyledText("  case \(stored.id)  ", .strong)
                + StyledText("\(stored.process)  since \(stored.startedAt.minute)  ")
                + StyledText(SafeText(waits.joined(separator: ", ")).text, .quiet)
        ])
    }
}

/// Has what stands still tried again.
struct ProcessRetry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Try again what keeps cases from going on.",
        discussion: """
              vouch process retry
              vouch process retry 17
            """)

    @Argument(help: "The document's number in the list, or its invoice number; all cases without.")
    var id: String?

    @OptionGroup var person: PersonOption
    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let works = CaseWorks(on: premises)
        var cases = Set(try await premises.cases.incidents().map(\.caseID))
        if let id { cases = [try await CaseLookup.stored(id, on: premises).id] }
        var tried = 0
        for id in cases.sorted() {
            tried += try await premises.cases.retry(
                id, by: works.machine, actor: person.name, at: premises.world.now())
        }
        guard tried > 0 else { return screen.note("Nothing stands still.") }
        try await works.runDue(on: screen)
        let left = try await premises.cases.incidents().count
        screen.put([StyledText("\(tried.counted("obstacle")) tried again, \(left) left.")])
        if left > 0 { throw Outcome.needsPerson }
    }
}
