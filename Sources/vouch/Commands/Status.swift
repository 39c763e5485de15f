import ArgumentParser
import Pipeline
import Workflow

/// Shows where a case is.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show where an invoice is: the process with its tokens, whom it waits for, what happened.",
        discussion: """
            ● stands there  ! cannot go on  green: came by. A terminal shows the part of
            the drawing around the tokens, and of the history what was last; with --whole
            all of it is there to move about in (q leaves). A file or a pipe gets all.

              vouch status RE-2026-0815
              vouch status 17 --whole
              vouch status 17 --whole --columns 140     all of it, squeezed
              vouch status 17 --svg where.svg
              vouch status 17 --json | jq .waits
            """)

    @Argument(help: "The document's number in the list, or its invoice number.")
    var id: String

    @Flag(help: "All of the drawing and of the history.") var whole = false

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
            let extent = CaseScreen.extent(isWhole: whole, columns: columns, of: screen.output)
            Pager.show(status.lines(extent), isLong: extent == .whole, on: screen)
        }
        if let svg, let picture = status.svg { try NewFile.write(Array(picture.utf8), to: FilePath(svg)) }
        if !faults.isEmpty { throw Outcome.needsPerson }
    }
}
