import ArgumentParser
import Controls
import Formats
import Pipeline

/// Matches a bill against orders, receipts and what was billed before.
struct Match: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Match a bill against orders, receipts and what was billed before.",
        discussion: """
            A scenario is a JSON object with the policy, the vendor, orders, receipts, what
            was posted before, and the invoice; what matching comes to is printed as JSON.

              vouch match --scenario scenario.json
              vouch match --scenario - < scenario.json
            """)

    /// A scenario is no larger than this.
    static let maximumSize = 64 << 20

    @Option(help: ArgumentHelp("A scenario; - reads it from standard input.", valueName: "file"))
    var scenario: String

    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let bytes = try InputBytes.all(
            of: scenario, limit: Self.maximumSize, files: Composition.files)
        do throws(FormatError) {
            let scenario = try MatchScenarioJSON.scenario(in: bytes)
            screen.put(MatchResultJSON.bytes(of: Matching.result(of: scenario)))
        } catch {
            throw Failure.usage("The scenario was not read. \(SafeText(error.description).text)")
        }
    }
}
