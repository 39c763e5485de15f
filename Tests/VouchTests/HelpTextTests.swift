import ArgumentParser
import Testing

@testable import vouch

/// Help on a terminal of 80 columns.
@Suite struct HelpTextTests {
    private static func commands(below command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
        [command] + command.configuration.subcommands.flatMap { commands(below: $0) }
    }

    @Test func `no line of what a command says of itself is broken by a terminal of 80 columns`() {
        for command in Self.commands(below: Vouch.self) {
            let long = command.configuration.discussion.split(separator: "\n").filter { $0.displayWidth > 79 }
            #expect(long.isEmpty, "\(command)")
        }
    }

    @Test(
        arguments: [
            ("USAGE: vouch a <id> [--b]", 80, "USAGE: vouch a <id> [--b]"),
            ("USAGE: vouch a <id> [--long <text>]", 24, "USAGE: vouch a <id>\n       [--long <text>]"),
            (
                "USAGE: vouch a --to <x:y> [<ids> ...]", 24,
                "USAGE: vouch a\n       --to <x:y>\n       [<ids> ...]"
            ),
            (
                "Usage: vouch abcdefghijklmnopqrstuvw x", 20,
                "Usage: vouch\n       abcdefghijklmnopqrstuvw\n       x"
            ),
            ("a line of more than twenty columns", 20, "a line of more than twenty columns"),
            ("", 20, ""),
        ] as [(String, Int, String)])
    func `usage is broken between arguments, and nothing else is`(text: String, width: Int, lines: String) {
        #expect(HelpText.laidOut(text, width: width) == lines)
    }
}
