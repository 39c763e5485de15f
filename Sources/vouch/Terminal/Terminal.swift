import Glibc

/// What the other end of standard output or standard error can show.
struct Terminal: Hashable, Sendable {
    /// Colours it can show.
    enum Colours: Hashable, Sendable {
        /// None: a file, a pipe, or the person asked for none.
        case none
        /// The sixteen of old, and 256 for pictures.
        case indexed
        /// Any colour.
        case full
    }

    /// Whether it is a terminal at all, if only a dumb one.
    var isTerminal: Bool
    /// Whether a person may be looking.
    var isInteractive: Bool
    /// Columns of a line.
    var columns: Int
    /// Colours it can show.
    var colours: Colours

    /// Columns where no terminal says otherwise.
    static let standardColumns = 100

    /// Looks at an open descriptor and the environment.
    init(descriptor: Int32, environment: [String: String]) {
        self.init(
            isTerminal: isatty(descriptor) == 1, reportedColumns: Self.columns(of: descriptor),
            environment: environment)
    }

    /// Decides from what the system says; `NO_COLOR` (no-color.org), `TERM=dumb` and `COLUMNS` are honoured.
    init(isTerminal: Bool, reportedColumns: Int?, environment: [String: String]) {
        let kind = environment["TERM"] ?? ""
        self.isTerminal = isTerminal
        isInteractive = isTerminal && kind != "dumb"
        let asked = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        columns = max(20, (isTerminal ? reportedColumns : nil) ?? asked ?? Self.standardColumns)
        if !isInteractive || environment["NO_COLOR"].map({ !$0.isEmpty }) == true {
            colours = .none
        } else if ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") {
            colours = .full
        } else {
            colours = .indexed
        }
    }

    private static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
