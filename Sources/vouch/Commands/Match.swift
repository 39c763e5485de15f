import ArgumentParser
import Controls
import Domain
import Formats
import Pipeline

/// Matches a bill against orders, receipts and what was billed before.
struct Match: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Match a bill against orders, receipts and what was billed before.",
        discussion: """
            Shows each line beside the line of the order it bills, what is in the way, and
            what would change it. What it comes to is kept; matching again changes
            nothing.

              vouch match 17
              vouch match RE-2026-0815 --explain
              vouch match --due                     everything that waits to be matched
              vouch match --all                     every bill, after another policy
              vouch match --what-if tolerance.price=2%
              vouch match --scenario scenario.json  a case in one JSON file
            """)

    /// A scenario is no larger than this.
    static let maximumSize = 64 << 20

    @Argument(help: "The document's number in the list, or its invoice number.")
    var id: String?

    @Flag(help: "Match everything that waits for it.")
    var due = false

    @Flag(help: "Match every bill again, as after a change of the policy.")
    var all = false

    @Option(
        help: ArgumentHelp(
            "Count the bills of the past another tolerance would have let pass.",
            valueName: "tolerance.kind=limit"))
    var whatIf: String?

    @Option(help: ArgumentHelp("A scenario; - reads it from standard input.", valueName: "file"))
    var scenario: String?

    @Flag(help: "Say by which rule, for whom and until when everything is held.")
    var explain = false

    @Flag(inversion: .prefixedNo, help: "Show the lines that are held as pictures.")
    var picture = true

    @Option(help: ArgumentHelp("table or json.", valueName: "format"))
    var format = List.Format.table

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func validate() throws {
        let ways = [id != nil, due, all, whatIf != nil, scenario != nil].count { $0 }
        guard ways == 1 else {
            throw ValidationError("Name one document, or --due, --all, --what-if or --scenario.")
        }
    }

    func run() async throws {
        let screen = options.screen()
        if let scenario { return try Self.match(scenario: scenario, on: screen) }
        let premises = try Composition.open(try location.home())
        if let whatIf { return try await Trial(premises: premises, screen: screen).run(whatIf) }
        if all { _ = try await Matcher(on: premises).matchAgain(why: "all are matched again") }
        guard let id else { return try await Matcher.matchDue(on: premises, screen: screen) }
        let matcher = try Matcher(on: premises)
        let record = try await Lookup.original(id, in: premises.store)
        try await matcher.matchDue()
        guard let outcome = try await matcher.match(record.summary.id) else {
            let kind =
                record.summary.kind.map { "it is a \($0.label.lowercased())" } ?? record.summary.state.spelled
            throw Failure.usage("#\(record.summary.id) is no bill that was read: \(kind).")
        }
        try await matcher.matchDue()
        switch format {
        case .json: screen.put(MatchOutcomeJSON.bytes(of: outcome))
        case .table:
            let width = min(screen.output.columns, 140)
            screen.put(MatchScreen(width: width, isExplained: explain).lines(of: outcome))
            if !outcome.isPosted, explain || screen.output.isInteractive {
                try await LinePictures(screen: screen, premises: premises, areWanted: picture)
                    .show(outcome, of: record)
            }
        }
        if !outcome.isPosted { throw Outcome.needsPerson }
    }

    private static func match(scenario: String, on screen: Screen) throws {
        let bytes = try InputBytes.all(of: scenario, limit: maximumSize, files: Composition.files)
        do throws(FormatError) {
            let scenario = try MatchScenarioJSON.scenario(in: bytes)
            screen.put(MatchResultJSON.bytes(of: Matching.result(of: scenario)))
        } catch {
            throw Failure.usage("The scenario was not read. \(SafeText(error.description).text)")
        }
    }
}
