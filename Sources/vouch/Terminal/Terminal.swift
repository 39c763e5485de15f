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
    /// Lines it shows at once; `nil` where it is no terminal.
    var rows: Int?
    /// Colours it can show.
    var colours: Colours

    /// Columns where no terminal says otherwise.
    static let standardColumns = 100

    /// Looks at an open descriptor and the environment.
    init(descriptor: Int32, environment: [String: String]) {
        let size = Self.size(of: descriptor)
        self.init(
            isTerminal: isatty(descriptor) == 1, reportedColumns: size?.columns, reportedRows: size?.rows,
            environment: environment)
    }

    /// Decides from what the system says; `NO_COLOR` (no-color.org), `TERM=dumb` and `COLUMNS` are honoured.
    init(
        isTerminal: Bool, reportedColumns: Int?, reportedRows: Int? = nil, environment: [String: String]
    ) {
        let kind = environment["TERM"] ?? ""
        self.isTerminal = isTerminal
        isInteractive = isTerminal && kind != "dumb"
        let asked = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        rows = isTerminal ? reportedRows : nil
        columns = max(20, (isTerminal ? reportedColumns : nil) ?? asked ?? Self.standardColumns)
        if !isInteractive || environment["NO_COLOR"].map({ !$0.isEmpty }) == true {
            colours = .none
        } else if ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") {
            colours = .full
        } else {
            colours = .indexed
        }
    }

    private static func size(of descriptor: Int32) -> (columns: Int, rows: Int?)? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return (Int(size.ws_col), size.ws_row > 0 ? Int(size.ws_row) : nil)
    }
}
