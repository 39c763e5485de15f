import ArgumentParser
import Pipeline
import Workflow

/// Plays a process many times by chance.
struct ProcessSimulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Play a process many times: which ways it goes, how long that takes, where it waits.",
        discussion: """
            What is given with --input decides as in earnest. What nobody knows is thrown
            for: the ways out of a choice are equally likely, messages at the edge of an
            activity and errors come in 1 of 10 cases, people take 8 hours and messages
            two days on average, nights and weekends included. --share and --time say
            otherwise, by the id of a flow or an element (vouch process show, or any
            modeller, tells them). Timers are kept to. The same seed plays the same cases.

              vouch process simulate invoice --runs 2000
              vouch process simulate invoice --share f-held=30% --time approve=2d
              vouch process simulate invoice:3 --runs 2000         as it was deployed
              vouch process simulate invoice.bpmn --input certain=true --svg counted.svg
            """)

    @Argument(
        help: ArgumentHelp(
            "The id of a process, a version that was deployed such as invoice:3, or a BPMN file.",
            valueName: "process"))
    var process: String

    @Option(help: "Cases to play, 1 to 100000.") var runs = 1000

    @Option(help: "Where chance begins; the same number plays the same cases.") var seed: UInt64 = 1

    @Option(help: ArgumentHelp("What every case starts with; once for each.", valueName: "name=expression"))
    var input: [String] = []

    @Option(
        help: ArgumentHelp(
            "How likely a flow, or an event at an edge, is; once for each.", valueName: "id=percent"))
    var share: [String] = []

    @Option(
        help: ArgumentHelp(
            "How long an element takes on average: 30m, 4h, 2d, P1DT12H.", valueName: "id=time"))
    var time: [String] = []

    @Option(help: ArgumentHelp("Write the picture with its figures here as well.", valueName: "file"))
    var svg: String?

    @Option(help: "Columns of the drawing, 40 to 400; the terminal's otherwise.") var columns: Int?

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func validate() throws {
        guard (1...100_000).contains(runs) else { throw ValidationError("--runs takes 1 to 100000.") }
        guard columns.map(ProcessPicture.columns.contains) ?? true else {
            throw ValidationError("A drawing has 40 to 400 columns.")
        }
    }

    func run() async throws {
        let screen = options.screen()
        let named = try await NamedProcess.find(process, in: location)
        let shelf = try ProcessShelf(of: named)
        for fault in shelf.faults { screen.warn(SafeText(fault).text) }
        guard shelf.faults.isEmpty else { throw Outcome.needsPerson }
        for definition in shelf.processes where named.process.map({ $0 == definition.id }) ?? true {
            let assumptions = try RehearsalInputs(input: input, share: share, time: time, of: definition)
                .assumptions(runs: runs, seed: seed)
            guard let document = shelf.documents[definition.id],
                let rehearsal = Rehearsal(of: definition.id, in: shelf.library, assumptions)
            else { continue }
            let finding = rehearsal.finding()
            let report = RehearsalReport(of: definition, finding)
            let diagram = ProcessDiagram(of: document)
            let width = columns ?? max(screen.output.columns, ProcessPicture.columns.lowerBound)
            let canvas = ProcessPicture.canvas(
                of: definition, diagram: diagram, marks: report.marks, columns: width)
            if let canvas { screen.put(canvas.lines + [""]) }
            screen.put(report.lines(width: screen.output.columns))
            if let svg, let picture = VectorPicture.svg(of: document, marks: report.marks) {
                try NewFile.write(Array(picture.utf8), to: FilePath(svg))
            }
            if finding.completed < finding.cases { throw Outcome.needsPerson }
        }
    }
}
