import ArgumentParser
import Pipeline
import Workflow

/// Draws a process in the terminal.
struct ProcessShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Draw processes in the terminal, from their own diagrams.",
        discussion: """
              vouch process show --columns 230
              vouch process show invoice.bpmn
            """)

    @Argument(help: ArgumentHelp("BPMN files; without any, those of the models.", valueName: "file"))
    var paths: [String] = []

    @Option(help: "Columns of the drawing, 40 to 400.") var columns = 110

    @OptionGroup(title: "Notes") var options: ScreenOptions

    func validate() throws {
        guard ProcessPicture.columns.contains(columns) else {
            throw ValidationError("A drawing has 40 to 400 columns.")
        }
    }

    func run() async throws {
        let screen = options.screen()
        let shelf = try ProcessShelf(reading: ProcessShelf.paths(paths), files: Composition.files)
        for process in shelf.processes {
            guard let document = shelf.documents[process.id] else { continue }
            screen.put([StyledText(process.id, .strong) + "  " + StyledText(ProcessReport.name(process.name))]
            )
            let diagram = ProcessDiagram(of: document)
            if let canvas = ProcessPicture.canvas(of: process, diagram: diagram, columns: columns) {
                screen.put(canvas.lines)
            } else {
                screen.warn("\(process.file) holds no drawing of \(process.id).")
            }
        }
        for fault in shelf.faults { screen.warn(SafeText(fault).text) }
        if !shelf.faults.isEmpty { throw Outcome.needsPerson }
    }
}
