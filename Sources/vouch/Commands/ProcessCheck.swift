import ArgumentParser
import Domain
import Pipeline
import Storage
import Workflow

/// Says whether processes can be executed, and whether every element can be reached.
struct ProcessCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tell whether processes can be executed, and whether one person could pay an invoice.",
        discussion: """
            What cannot be executed is told with file, line and id. Then every way through
            each process is walked, whatever its conditions ask for; elements that no way
            reaches and ways that stand still are told. Leaves with 1 when a file cannot
            be executed. Give files that call each other together.

            Last it is searched, over all places a process can come to, whether one person
            could take an invoice to payment alone: by their own roles, standing in for
            others, or handed on by them. How they could is told step by step, and it
            leaves with 1. The people are those of the store or of --people; where there
            are none, it is asked whether somebody of all roles could.

              vouch process check
              vouch process check invoice.bpmn --people people.yml
              vouch process check invoice.bpmn review.bpmn
            """)

    @Argument(help: ArgumentHelp("BPMN files; without any, those of the models.", valueName: "file"))
    var paths: [String] = []

    @Option(help: ArgumentHelp("People in YAML or CSV, instead of those of the store.", valueName: "file"))
    var people: String?

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let shelf = try ProcessShelf(reading: ProcessShelf.paths(paths), files: Composition.files)
        for fault in shelf.faults { screen.put([StyledText("✗ ", .bad) + StyledText(fault)]) }
        let inspection = try ProcessInspection(
            of: shelf, directory: try await directory(),
            models: Composition.modelsPath(home: try? location.home()))
        screen.put(inspection.reach())
        let payment = try inspection.payment()
        screen.put(payment.lines)
        if !shelf.faults.isEmpty || !payment.isSafe { throw Outcome.needsPerson }
    }

    /// The people that were named, else those of the store; `nil` where nobody is known.
    private func directory() async throws -> Directory? {
        if let people { return try PeopleFile.directory(in: people) }
        guard let home = try? location.home(),
            try Composition.files.status(of: home.store) != nil
        else { return nil }
        let directory = try await Composition.open(home).database.directory()
        return directory.people.isEmpty ? nil : directory
    }
}
