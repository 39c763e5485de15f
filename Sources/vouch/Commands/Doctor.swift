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
        screen.put(Self.lines(results, width: screen.output.columns))
        if results.contains(where: { $0.verdict == .lacking }) { throw Outcome.environment }
    }

    /// The results one below the other; what is to be typed is never cut.
    static func lines(_ results: [CheckResult], width: Int) -> [StyledText] {
        let subjects = results.map(\.subject.displayWidth).max() ?? 0
        let room = max(20, width - subjects - 1 - 2 * TextTable.gap)
        var table = TextTable(
            columns: [.init(title: ""), .init(title: ""), .init(title: "")], hasHeader: false)
        for result in results {
            let facts = result.fact.wrapped(toWidth: room).map { StyledText($0) }
            let advice = result.advice.map { "→ \($0)".wrapped(toWidth: room) } ?? []
            for (index, line) in (facts + advice.map { StyledText($0, .quiet) }).enumerated() {
                table.rows.append([
                    index == 0 ? result.verdict.mark : "",
                    index == 0 ? StyledText(result.subject, .strong) : "", line,
                ])
            }
        }
        return table.lines(width: width)
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
