import ArgumentParser
import Pipeline
import Workflow

/// Says whether processes can be executed, and whether every element can be reached.
struct ProcessCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tell whether processes can be executed, and which ends they come to.",
        discussion: """
            What cannot be executed is told with file, line and id. Then every way through
            each process is walked, whatever its conditions ask for; elements that no way
            reaches and ways that stand still are told. Leaves with 1 when a file cannot be
            executed. Give files that call each other together.

              vouch process check
              vouch process check invoice.bpmn review.bpmn
            """)

    @Argument(help: ArgumentHelp("BPMN files; without any, those of the models.", valueName: "file"))
    var paths: [String] = []

    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let shelf = try ProcessShelf(reading: ProcessShelf.paths(paths), files: Composition.files)
        for fault in shelf.faults { screen.put([StyledText("✗ ", .bad) + StyledText(fault)]) }
        for process in shelf.processes {
            guard let simulation = Simulation(of: process.id, in: shelf.library) else { continue }
            screen.put(ProcessReport.lines(of: process, simulation.finding()))
        }
        if !shelf.faults.isEmpty { throw Outcome.needsPerson }
    }
}
