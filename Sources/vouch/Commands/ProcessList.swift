import ArgumentParser
import Pipeline
import Workflow

/// Lists the processes of files.
struct ProcessList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List what is deployed, or the tasks of files and who may take them.",
        discussion: """
              vouch process list              the versions of the home, with their cases
              vouch process list invoice.bpmn
            """)

    @Argument(help: ArgumentHelp("BPMN files.", valueName: "file"))
    var paths: [String] = []

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let home = try location.home()
        if paths.isEmpty, try Composition.files.status(of: home.store) != nil {
            return try await listVersions(on: try Composition.open(home), screen)
        }
        let shelf = try ProcessShelf(reading: ProcessShelf.paths(paths), files: Composition.files)
        for process in shelf.processes { screen.put(ProcessReport.tasks(of: process)) }
        for fault in shelf.faults { screen.warn(fault) }
        if !shelf.faults.isEmpty { throw Outcome.needsPerson }
    }

    private func listVersions(on premises: Premises, _ screen: Screen) async throws {
        try await CaseWorks(on: premises).deployFirst()
        for standing in try await premises.cases.processes() {
            let version = standing.version
            screen.put([
                StyledText("\(version.key)".padding(toColumns: 16), .strong)
                    + StyledText("\(standing.open) running, \(standing.ended) ended".padding(toColumns: 28))
                    + StyledText(
                        "\(version.at.description.prefix(10)) by \(SafeText(version.actor).text)  "
                            + SafeText(version.file).text
                            + (standing.nextStart.map { "  starts by itself \($0.minute)" } ?? ""), .quiet)
            ])
        }
    }
}
