/// A piece of a line with its looks; widths are known before any escape code is written.
///
/// Every text passes `SafeText`, so what is printed cannot steer the terminal whatever a document says.
struct StyledText: Hashable, Sendable, ExpressibleByStringLiteral {
    /// Pieces of one look each, in the order of the line.
    private(set) var runs: [Run]

    /// One piece.
    struct Run: Hashable, Sendable {
        /// What it says; safe to print.
        var text: String
        /// How it looks.
        var style: Style
    }

    /// Makes a piece of text; characters that could steer a terminal are escaped.
    init(_ text: String, _ style: Style = .plain) {
        runs = text.isEmpty ? [] : [Run(text: SafeText(text).text, style: style)]
    }

    /// Makes a plain piece of text.
    init(stringLiteral text: String) {
        self.init(text)
    }

    /// What it says, without looks.
    var plain: String { runs.map(\.text).joined() }

    /// Columns it takes.
    var width: Int { runs.reduce(0) { $0 + $1.text.displayWidth } }

    /// Both, one after the other.
    static func + (left: StyledText, right: StyledText) -> StyledText {
        var sum = left
        sum.runs += right.runs
        return sum
    }

    /// Adds a piece at the end.
    static func += (left: inout StyledText, right: StyledText) {
        left.runs += right.runs
    }

    /// The same text cut to at most `width` columns.
    func truncated(to width: Int, inMiddle: Bool = false) -> StyledText {
        guard self.width > width else { return self }
        var rest = width
        var kept = StyledText("")
        for run in runs where rest > 0 {
            let cut =
                inMiddle
                ? run.text.truncatedInMiddle(toWidth: rest) : run.text.truncated(toWidth: rest)
            kept.runs.append(Run(text: cut, style: run.style))
            rest -= cut.displayWidth
        }
        return kept
    }

    /// The same text, filled with spaces to `width` columns.
    func padded(to width: Int, _ alignment: Alignment = .left) -> StyledText {
        let missing = width - self.width
        guard missing > 0 else { return self }
        let space = StyledText(String(repeating: " ", count: missing))
        return alignment == .left ? self + space : space + self
    }

    /// The text with the codes a terminal of these abilities understands.
    func rendered(_ colours: Terminal.Colours) -> String {
        guard colours != .none else { return plain }
        return runs.map { run in
            guard let code = run.style.code else { return run.text }
            return "\u{1B}[\(code)m\(run.text)\u{1B}[0m"
        }.joined()
    }
}

/// On which side a text stands in its column.
enum Alignment: Hashable, Sendable {
    /// Texts.
    case left
    /// Numbers.
    case right
}

/// How a piece of text looks; the colours are the terminal's own sixteen, so that they suit its theme.
enum Style: Hashable, Sendable {
    case plain, strong, quiet, good, doubtful, bad, accent

    /// Parameters of the SGR sequence (ECMA-48 8.3.117); `nil` for plain text.
    var code: String? {
        switch self {
        case .plain: nil
        case .strong: "1"
        case .quiet: "2"
        case .good: "32"
        case .doubtful: "33"
        case .bad: "31"
        case .accent: "36"
        }
    }
}
