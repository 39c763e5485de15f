import ArgumentParser
import Pipeline

/// Figures about the work of people.
struct Stats: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show figures about the work of people.",
        subcommands: [StatsOfReview.self], defaultSubcommand: StatsOfReview.self)
}

/// Figures about reviews: how much was asked, how long it took.
struct StatsOfReview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Show what reviews took: documents, answers, seconds and keys, by week and vendor.",
        discussion: """
            Untouched are documents that were confirmed without changing a value.

              vouch stats review
            """)

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let work = try await premises.store.reviewWork()
        guard !work.isEmpty else {
            screen.note("Nothing was reviewed yet. Begin with: vouch review")
            return
        }
        screen.put(ReviewFigures(width: min(screen.output.columns, 120)).lines(of: work))
    }
}
