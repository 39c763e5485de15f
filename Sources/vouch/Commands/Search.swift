import ArgumentParser
import Pipeline

/// Searches the text of everything that was read.
struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Search the text of everything that was read.",
        discussion: """
            Finds documents that hold all the words, best first; the beginning of a word
            is enough.

              vouch search druckerpatrone
              vouch search muster 2026 --limit 5
            """)

    @Argument(help: "Words that all have to be on the document.")
    var words: [String]

    @Option(help: ArgumentHelp("How many at most.", valueName: "n"))
    var limit = 20

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit takes a number from 1.") }
    }

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let hits = try await premises.store.search(words.joined(separator: " "), limit: limit)
        guard !hits.isEmpty else {
            screen.note("Nothing that was read holds all these words.")
            return
        }
        let width = screen.output.columns
        let lines = DocumentList.lines(hits.map { .init($0.summary) }, width: width, hasHeader: false)
        for (hit, line) in zip(hits, lines) {
            screen.put([line, (StyledText("    ") + Self.excerpt(hit.excerpt)).truncated(to: width)])
        }
    }

    /// The text around the words, the words themselves standing out.
    static func excerpt(_ marked: String) -> StyledText {
        var text = StyledText("")
        for (index, piece) in marked.onOneLine.split(separator: "⟦", omittingEmptySubsequences: false)
            .enumerated()
        {
            let parts = piece.split(separator: "⟧", maxSplits: 1, omittingEmptySubsequences: false)
            if index > 0, parts.count == 2 {
                text += StyledText(String(parts[0]), .accent) + StyledText(String(parts[1]), .quiet)
            } else {
                text += StyledText(String(piece), .quiet)
            }
        }
        return text
    }
}
