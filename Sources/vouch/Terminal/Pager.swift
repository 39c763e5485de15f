import Glibc

/// Shows more than a screen holds.
enum Pager {
    /// What lines wider than the screen can be moved about with.
    private static let usual = "less -RS"

    /// Writes lines; in a terminal, ones that are long or wide through the person's pager, or `less`.
    static func show(_ lines: [StyledText], isLong: Bool, on screen: Screen) {
        guard isLong, screen.output.isInteractive, isatty(STDIN_FILENO) == 1,
            let pager = program(Environment.current)
        else { return screen.put(lines) }
        let text = lines.map { $0.rendered(screen.output.colours) + "\n" }.joined()
        if !pipe(text, into: pager) { screen.put(lines) }
    }

    /// The pager by `PAGER`; `nil` for one who wants none.
    static func program(_ environment: [String: String]) -> String? {
        guard let own = environment["PAGER"] else { return usual }
        return own.isEmpty || own == "cat" ? nil : own == "less" ? usual : own
    }

    /// Whether the pager was there.
    private static func pipe(_ text: String, into pager: String) -> Bool {
        // One who leaves it early has seen enough.
        let before = signal(SIGPIPE, SIG_IGN)
        defer { signal(SIGPIPE, before) }
        guard let file = popen(pager, "w") else { return false }
        fputs(text, file)
        let status = pclose(file)
        return (status >> 8) & 0xFF != 127
    }
}
