import Glibc

/// How a terminal can show pictures.
enum Graphics: Hashable, Sendable {
    /// By kitty's protocol.
    case kitty
    /// As sixels.
    case sixel
    /// As half blocks in colour.
    case blocks
    /// Not at all.
    case none

    /// Milliseconds to wait for a terminal to say what it can; slow links answer within a few tens.
    static let patience: Int32 = 150

    /// Finds out what a terminal can: by its name, else by asking it for its attributes.
    static func supported(by terminal: Terminal, environment: [String: String]) -> Graphics {
        guard terminal.isInteractive else { return .none }
        let kind = environment["TERM"] ?? ""
        let isInside = kind.hasPrefix("tmux") || kind.hasPrefix("screen")
        let speaksKitty =
            environment["KITTY_WINDOW_ID"] != nil || kind == "xterm-kitty" || kind == "xterm-ghostty"
            || ["WezTerm", "ghostty"].contains(environment["TERM_PROGRAM"] ?? "")
        if speaksKitty, !isInside { return .kitty }
        if let answer = primaryAttributes(), hasSixel(answer) { return .sixel }
        return terminal.colours == .none ? .none : .blocks
    }

    /// Whether the answer to a request for primary device attributes, `ESC [ ? 62 ; 4 ; 22 c`, names sixels (4).
    static func hasSixel(_ answer: String) -> Bool {
        guard answer.hasPrefix("\u{1B}[?"), answer.hasSuffix("c") else { return false }
        return answer.dropFirst(3).dropLast().split(separator: ";").dropFirst().contains("4")
    }

    /// Asks the terminal for its primary device attributes (ECMA-48 DA); `nil` where there is no answer in time.
    private static func primaryAttributes() -> String? {
        let terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard terminal >= 0 else { return nil }
        defer { close(terminal) }
        var usual = termios()
        guard tcgetattr(terminal, &usual) == 0 else { return nil }
        var raw = usual
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        guard tcsetattr(terminal, TCSANOW, &raw) == 0 else { return nil }
        defer { tcsetattr(terminal, TCSAFLUSH, &usual) }
        guard write(terminal, "\u{1B}[c", 3) == 3 else { return nil }
        var answer: [UInt8] = []
        while answer.last != UInt8(ascii: "c"), answer.count < 64 {
            var ready = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, patience) == 1 else { return nil }
            var byte: UInt8 = 0
            guard read(terminal, &byte, 1) == 1 else { return nil }
            answer.append(byte)
        }
        return String(decoding: answer, as: UTF8.self)
    }
}
