import ArgumentParser
import Pipeline
import Workflow

/// Lists the processes of files.
struct ProcessList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List processes with their tasks and who may take them.",
        discussion: """
              vouch process list
              vouch process list invoice.bpmn
            """)

    @Argument(help: ArgumentHelp("BPMN files; without any, those of the models.", valueName: "file"))
    var paths: [String] = []

    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let shelf = try ProcessShelf(reading: ProcessShelf.paths(paths), files: Composition.files)
        for process in shelf.processes { screen.put(ProcessReport.tasks(of: process)) }
        for fault in shelf.faults { screen.warn(fault) }
        if !shelf.faults.isEmpty { throw Outcome.needsPerson }
    }
}
