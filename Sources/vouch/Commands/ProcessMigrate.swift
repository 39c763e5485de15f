import ArgumentParser
import Pipeline

/// Has cases stand on another version of their process.
struct ProcessMigrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Have cases go on by another version of their process, where it fits.",
        discussion: """
            A case fits where everything it stands at is in the other version, is of the
            same kind and lies in the same place. Each case goes or stays as a whole.
            Events that are new around what it stands at are waited for from then on;
            timers that run already run on as they were set.

              vouch process migrate --to invoice:2 17 18
              vouch process migrate --to invoice:2 --all
            """)

    @Option(help: ArgumentHelp("The version, as vouch process list shows it.", valueName: "process:version"))
    var to: String

    @Argument(help: "Documents by their numbers in the list, or their invoice numbers.")
    var ids: [String] = []

    @Flag(help: "All cases that run on other versions of the process.")
    var all = false

    @OptionGroup var person: PersonOption
    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func validate() throws {
        guard ProcessKey(to) != nil else { throw ValidationError("--to takes a version such as invoice:2.") }
        guard all != !ids.isEmpty else { throw ValidationError("Name documents, or --all.") }
    }

    func run() async throws {
        guard let key = ProcessKey(to) else { throw Failure.usage("--to takes a version such as invoice:2.") }
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let works = CaseWorks(on: premises)
        var cases: [StoredCase] = []
        for id in ids { cases.append(try await CaseLookup.stored(id, on: premises)) }
        if all { cases = try await premises.cases.openCases(onOtherVersionsThan: key) }
        var stayed = 0
        var besides: [String: Int] = [:]
        for stored in cases {
            let outcome = try await premises.cases.migrate(
                stored.id, to: key, by: works.machine, actor: person.name, at: premises.world.now())
            switch outcome {
            case .done(let armed): for element in armed { besides[element, default: 0] += 1 }
            case .refused(let reason):
                stayed += 1
                screen.warn("#\(stored.document) stays on \(stored.process): \(SafeText(reason).text)")
            }
        }
        screen.put([
            StyledText("\((cases.count - stayed).counted("case")) moved to \(key), \(stayed) stayed.")
        ])
        for (element, count) in besides.sorted(by: { $0.key < $1.key }) {
            screen.put([
                StyledText("  \(SafeText(element).text) is new: \(count.counted("case")) wait for it.")
            ])
        }
        try await works.runDue(on: screen)
        if stayed > 0 { throw Outcome.needsPerson }
    }
}
