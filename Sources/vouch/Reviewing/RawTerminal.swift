@preconcurrency import Dispatch
import Glibc

/// A terminal that hands over every key and shows a screen of its own; as it was again afterwards, also when the
/// process is told to end.
final class RawTerminal: Sendable {
    private let descriptor: Int32
    private let usual: termios
    private let sources: [any DispatchSourceSignal]

    /// Signals that end the process once the terminal is as it was.
    private static let endings = [SIGTERM, SIGHUP, SIGINT]

    private init(_ descriptor: Int32, usual: termios) {
        self.descriptor = descriptor
        self.usual = usual
        sources = Self.endings.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                Self.restore(descriptor, usual)
                signal(number, SIG_DFL)
                kill(getpid(), number)
            }
            return source
        }
        for source in sources { source.resume() }
        Self.write("\u{1B}[?1049h")
    }

    /// Takes a terminal over; `nil` where it is none.
    static func take(_ descriptor: Int32) -> RawTerminal? {
        var usual = termios()
        guard tcgetattr(descriptor, &usual) == 0 else { return nil }
        var raw = usual
        cfmakeraw(&raw)
        raw.c_oflag |= tcflag_t(OPOST)
        guard tcsetattr(descriptor, TCSAFLUSH, &raw) == 0 else { return nil }
        return RawTerminal(descriptor, usual: usual)
    }

    /// Gives the terminal back as it was, and the signals their usual meaning.
    func giveBack() {
        for source in sources { source.cancel() }
        for number in Self.endings { signal(number, SIG_DFL) }
        Self.restore(descriptor, usual)
    }

    /// Drops keys that were pressed before the person could see what they would answer.
    func dropTypedAhead() {
        tcflush(descriptor, TCIFLUSH)
    }

    /// Rows of the terminal.
    var rows: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return 24 }
        return Int(size.ws_row)
    }

    private static func restore(_ descriptor: Int32, _ usual: termios) {
        write("\u{1B}[?1049l")
        var usual = usual
        tcsetattr(descriptor, TCSAFLUSH, &usual)
    }

    private static func write(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
}
