import ArgumentParser
import Pipeline

/// Lists the documents of a home, newest first.
struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the documents of a home, newest first.",
        discussion: """
              vouch list
              vouch list --state needs-review --state quarantined
              vouch list --limit 1000 --format json | jq -r .name

            Signs: ✓ read  ? a person has to look  ✗ not read  … waiting
                   ▾ a mail or ZIP file  = a duplicate
            """)

    @Option(help: ArgumentHelp("Only documents in this state; may be given again.", valueName: "state"))
    var state: [String] = []

    @Option(help: ArgumentHelp("How many at most.", valueName: "n"))
    var limit = 50

    @Option(help: ArgumentHelp("table, or json with one object a line.", valueName: "format"))
    var format = Format.table

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    /// The forms of the list.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit takes a number from 1.") }
        if let unknown = state.first(where: { !DocumentState.names.contains($0) }) {
            let names = DocumentState.names.joined(separator: ", ")
            throw ValidationError("There is no state '\(unknown)'; the states are \(names).")
        }
    }

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let summaries = try await premises.store.summaries(DocumentQuery(states: Set(state), limit: limit))
        switch format {
        case .json:
            for summary in summaries { screen.put(SummaryJSON.bytes(of: summary)) }
        case .table:
            guard !summaries.isEmpty else {
                screen.note(StyledText(emptyNote(premises.home)))
                return
            }
            screen.put(DocumentList.lines(summaries.map { .init($0) }, width: screen.output.columns))
            if summaries.count == limit { screen.note(StyledText("More with --limit.", .quiet)) }
        }
    }

    private func emptyNote(_ home: Home) -> String {
        state.isEmpty
            ? "Nothing here yet. Drop documents into \(home.inbox) and run: vouch watch"
            : "No document is in that state."
    }
}
