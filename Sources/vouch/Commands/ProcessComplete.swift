import ArgumentParser
import Feel
import Pipeline
import Workflow

/// Completes tasks with whatever their process asks for.
struct ProcessComplete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "complete",
        abstract: "Complete tasks with whatever their process asks for.",
        discussion: """
            For tasks of processes you have drawn yourself; those of an invoice have
            commands of their own. Values are FEEL.

              vouch process complete 12 --set 'outcome="released"'
              vouch process complete 14 15 16 --verbose       says how long it took
            """)

    @Argument(help: "Tasks by their numbers.") var tasks: [Int64]

    @Option(help: ArgumentHelp("A variable; once for each.", valueName: "name=expression"))
    var set: [String] = []

    @OptionGroup var person: PersonOption
    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let works = CaseWorks(on: premises)
        let inputs = try DecisionInputs(set, .current()).context
        let variables = inputs.entries.reduce(into: [:]) { $0[$1.name] = Variable($1.value) }
        var times: [Duration] = []
        var left = 0
        for number in tasks {
            let began = ContinuousClock.now
            let receipt = try await premises.cases.act(
                TaskAct(
                    task: TaskID(rawValue: number), kind: .complete(variables), actor: person.name,
                    at: premises.world.now()), by: works.machine)
            times.append(ContinuousClock.now - began)
            if !CaseLookup.tell(receipt, ofTask: number, on: screen) { left += 1 }
        }
        screen.note(StyledText(Self.timing(of: times), .quiet), atLeast: .verbose)
        try await works.goOn(on: screen)
        if left > 0 { throw Outcome.needsPerson }
    }

    /// How long tasks took, in one line.
    private static func timing(of times: [Duration]) -> String {
        let sorted = times.sorted()
        func at(_ share: Double) -> String {
            guard !sorted.isEmpty else { return "-" }
            let place = Int(Double(sorted.count - 1) * share)
            return (sorted[place].inSeconds * 1000).rounded(toPlaces: 2) + " ms"
        }
        return "\(times.count) tasks: median \(at(0.5)), 99th percentile \(at(0.99)), longest \(at(1)) a task"
    }
}
