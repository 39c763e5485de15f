import Testing

@testable import vouch

@Suite struct TerminalTests {
    private func terminal(_ environment: [String: String], isTerminal: Bool = true) -> Terminal {
        Terminal(isTerminal: isTerminal, reportedColumns: 120, environment: environment)
    }

    @Test func `a pipe has no colours and a fixed width`() {
        let pipe = terminal(["TERM": "xterm-256color"], isTerminal: false)
        #expect(pipe == Terminal(isTerminal: false, reportedColumns: nil, environment: [:]))
        #expect(pipe.colours == .none)
        #expect(!pipe.isInteractive)
        #expect(pipe.columns == Terminal.standardColumns)
    }

    @Test(arguments: [
        (["TERM": "xterm-256color"], Terminal.Colours.indexed),
        (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .full),
        (["TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"], .none),
        (["TERM": "xterm-256color", "NO_COLOR": ""], .indexed),
        (["TERM": "dumb"], .none),
    ])
    func `colours follow the terminal and NO_COLOR`(environment: [String: String], colours: Terminal.Colours)
    {
        #expect(terminal(environment).colours == colours)
    }

    @Test func `a terminal's own width counts more than COLUMNS`() {
        #expect(terminal(["COLUMNS": "60"]).columns == 120)
        #expect(terminal(["COLUMNS": "60"], isTerminal: false).columns == 60)
        #expect(terminal(["COLUMNS": "zero"], isTerminal: false).columns == Terminal.standardColumns)
    }

    @Test(arguments: [
        ("\u{1B}[?62;4;22c", true), ("\u{1B}[?4;22c", false), ("\u{1B}[?62;22c", false),
        ("\u{1B}[?1;2c", false),
        ("4", false), ("", false), ("\u{1B}[?62;4", false),
    ])
    func `sixels are read from the terminal's attributes`(answer: String, hasSixel: Bool) {
        #expect(Graphics.hasSixel(answer) == hasSixel)
    }
}
