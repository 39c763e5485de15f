import ArgumentParser
import Pipeline

/// Makes processes the ones new cases run through.
struct ProcessDeploy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: "Make processes the ones new cases run through.",
        discussion: """
            Each process of a file becomes a new version of itself; a file that has not
            changed stays the version it is. Cases that run stay on theirs. What cannot be
            executed is told with file, line and id, and nothing is deployed.

              vouch process deploy ~/.vouch/models/processes/invoice.bpmn
            """)

    @Argument(help: ArgumentHelp("BPMN files.", valueName: "file"))
    var paths: [String]

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let works = CaseWorks(on: try Composition.open(try location.home()))
        for path in paths {
            for version in try await works.deploy(FilePath(path)) {
                screen.put([
                    StyledText("✓ ", .good) + StyledText("\(version.key)", .strong)
                        + StyledText("  \(ProcessReport.name(version.name))", .quiet)
                ])
            }
        }
    }
}
