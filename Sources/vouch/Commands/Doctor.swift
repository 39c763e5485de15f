import ArgumentParser
import Pipeline

/// Looks at everything vouch needs on this machine.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check what is installed, locked down and writable, and say what to do about what is not.",
        discussion: """
              vouch doctor
              vouch doctor --home /srv/invoices

            Leaves with 3 when something is missing that vouch cannot do without.
            """)

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let home = try location.home()
        let results = await Examination(home: home).results()
        var table = TextTable(
            columns: [.init(title: ""), .init(title: ""), .init(title: "", minimum: 20)], hasHeader: false)
        for result in results {
            table.rows.append([
                result.verdict.mark, StyledText(result.subject, .strong), StyledText(result.fact),
            ])
            guard let advice = result.advice else { continue }
            table.rows.append(["", "", StyledText("→ \(advice)", .quiet)])
        }
        screen.put(table.lines(width: screen.output.columns))
        if results.contains(where: { $0.verdict == .lacking }) { throw Outcome.environment }
    }
}

extension CheckResult.Verdict {
    /// The verdict as a sign.
    fileprivate var mark: StyledText {
        switch self {
        case .good: StyledText("✓", .good)
        case .doubtful: StyledText("!", .doubtful)
        case .lacking: StyledText("✗", .bad)
        }
    }
}
