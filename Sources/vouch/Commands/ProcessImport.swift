import ArgumentParser
import Formats
import Pipeline
import Workflow

/// Takes a process over from another engine.
struct ProcessImport: AsyncParsableCommand {
    /// Engines whose words are understood.
    enum Vendor: String, CaseIterable, ExpressibleByArgument {
        case camunda, flowable, activiti
    }

    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Say in Vouch's words what a file says in those of another engine.",
        discussion: """
            Attributes and expressions of the vendor are translated: candidate groups,
            handlers, decisions, collections, mappings of calls, conditions and timers.
            The vendor's own words stay in the file. What has no counterpart is named, and
            the run leaves with 1.

              vouch process import --from camunda theirs.bpmn --out ours.bpmn
            """)

    @Option(help: "Whose words they are: camunda, flowable or activiti.") var from: Vendor

    @Option(help: ArgumentHelp("Where to write it; standard output otherwise.", valueName: "file"))
    var out: String?

    @Argument(help: ArgumentHelp("A BPMN file.", valueName: "file"))
    var file: String

    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let document = try ProcessShelf.document(at: FilePath(file), files: Composition.files)
        let (translated, remainders) =
            switch from {
            // One family: what their attributes are called is the same, in a namespace of each.
            case .camunda, .flowable, .activiti: CamundaImport.translated(document)
            }
        if let out {
            try NewFile.write(translated.bytes, to: FilePath(out))
        } else {
            screen.put(translated.bytes)
        }
        for remainder in remainders { screen.warn(SafeText(remainder.description).text) }
        if !remainders.isEmpty { throw Outcome.needsPerson }
    }
}
