import ArgumentParser
import Formats
import Pipeline

/// Runs a public suite.
struct Conform: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a public suite and tell what is otherwise than it says.",
        discussion: """
            Prints every case that fails with its differences, with --verbose (and for
            processes and decisions always) also those that pass, and a last line with
            both numbers. Leaves with 1 when a case fails.

              vouch conform matching suites/matching
              vouch conform bpmn-behaviour suites/bpmn-behaviour
              vouch conform bpmn suites/bpmn-miwg
              vouch conform dmn-tck suites/dmn-tck
            """)

    /// A case is no larger than this.
    static let maximumSize = 16 << 20

    @Argument(
        help: ArgumentHelp(
            "The suite: \(ConformanceSuite.all.map(\.name).joined(separator: ", ")).", valueName: "suite"),
        transform: Self.suite)
    var suite: ConformanceSuite

    @Argument(help: ArgumentHelp("The folder of the suite, or of its cases.", valueName: "dir"))
    var folder: String

    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let cases = try suite.cases(in: FilePath(folder), files: Composition.files)
        guard !cases.isEmpty else {
            throw Failure.usage("There are no cases of \(suite.name) in \(SafeText(folder).text).")
        }
        var (passed, failed, excluded) = (0, 0, 0)
        for path in cases {
            for verdict in try verdicts(on: path) {
                if verdict.isExcluded {
                    excluded += 1
                } else if verdict.differences.isEmpty {
                    passed += 1
                } else {
                    failed += 1
                }
                if options.verbose || suite.tellsAll || !verdict.differences.isEmpty {
                    screen.put(Self.lines(of: verdict, path))
                }
            }
        }
        let rest = excluded == 0 ? "" : ", \(excluded) excluded"
        screen.put([StyledText("\(passed) passed, \(failed) failed\(rest)")])
        if failed > 0 { throw Outcome.needsPerson }
    }

    private static func suite(_ name: String) throws -> ConformanceSuite {
        guard let suite = ConformanceSuite.all.first(where: { $0.name == name }) else {
            throw ValidationError(
                "The suites are \(ConformanceSuite.all.map(\.name).joined(separator: ", ")).")
        }
        return suite
    }

    private func verdicts(on path: FilePath) throws -> [ConformanceSuite.Verdict] {
        do {
            return try suite.verdicts(path, Composition.files)
        } catch let error as FormatError {
            return [ConformanceSuite.Verdict(name: "", differences: [error.description])]
        } catch let error as Failure {
            return [ConformanceSuite.Verdict(name: "", differences: [error.sentence])]
        }
    }

    private static func lines(of verdict: ConformanceSuite.Verdict, _ path: FilePath) -> [StyledText] {
        let mark =
            verdict.isExcluded
            ? StyledText("– ", .quiet)
            : verdict.differences.isEmpty ? StyledText("✓ ", .good) : StyledText("✗ ", .bad)
        let name =
            StyledText(path.displayName, .strong) + StyledText("  \(SafeText(verdict.name).text)", .quiet)
        return [mark + name] + verdict.differences.map { StyledText("    \(SafeText($0).text)") }
    }
}
