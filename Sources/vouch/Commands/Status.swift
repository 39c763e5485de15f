import ArgumentParser
import Pipeline
import Workflow

/// Shows where a case is.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show where an invoice is: the process with its tokens, whom it waits for, what happened.",
        discussion: """
            ● stands there  ! cannot go on  green: came by. A terminal that is narrower than the
            drawing shows the part around the tokens; --whole squeezes all of it in.

              vouch status RE-2026-0815
              vouch status 17 --columns 140 --whole
              vouch status 17 --svg where.svg
              vouch status 17 --json | jq .waits
            """)

    @Argument(help: "The document's number in the list, or its invoice number.")
    var id: String

    @Flag(help: "All of the drawing, however small.") var whole = false

    @Flag(help: "For programs.") var json = false

    @Option(help: ArgumentHelp("Write the drawing with the tokens as a picture.", valueName: "file"))
    var svg: String?

    @Option(help: "Columns, 40 to 400; the terminal's otherwise.") var columns: Int?

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func validate() throws {
        guard columns.map(ProcessPicture.columns.contains) ?? true else {
            throw ValidationError("A drawing has 40 to 400 columns.")
        }
    }

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let record = try await Lookup.record(id, in: premises.store)
        let dossier = try await CaseDossier(of: record, in: premises.database)
        let standing = dossier.replay.standing()
        let faults = standing.faults + [dossier.disagreement(with: standing)].compactMap(\.self)
        for fault in faults { screen.warn(SafeText(fault).text + "; see vouch audit verify.") }
        let width = columns ?? max(screen.output.columns, ProcessPicture.columns.lowerBound)
        guard let status = CaseScreen(dossier, standing, at: premises.world.now(), width: width) else {
            throw Outcome.needsPerson
        }
        if json {
            screen.put(CaseJSONReport.bytes(of: status))
        } else {
            screen.put(status.lines(wholeDrawing: whole))
        }
        if let svg, let picture = status.svg { try NewFile.write(Array(picture.utf8), to: FilePath(svg)) }
        if !faults.isEmpty { throw Outcome.needsPerson }
    }
}
