import Domain
import Glibc
import Pipeline

/// One document that landed, on one line whose columns stand where they stood on the line before.
struct LandingLine: Hashable, Sendable {
    /// The clock on the wall: `14:05:09`.
    var time: String
    /// The document's number; empty where it has none.
    var id: String
    /// What became of it.
    var state: DocumentState
    /// Its name.
    var name: String
    /// Its kind.
    var kind: String
    /// Who sent it.
    var seller: String
    /// Its number.
    var number: String
    /// Its date.
    var date: String
    /// Its total.
    var total: String
    /// In which currency.
    var currency: String

    /// The line of a document that was read or refused.
    init(_ summary: DocumentSummary, at time: ClockTime) {
        let values = summary.values
        self.init(name: summary.name, state: summary.state, at: time)
        id = "#\(summary.id)"
        kind = summary.kind?.label ?? ""
        seller = values[.sellerName]?.onOneLine ?? ""
        number = values[.invoiceNumber] ?? ""
        date = values[.issueDate] ?? ""
        total = values[.grandTotal] ?? ""
        currency = total.isEmpty ? "" : values[.currency] ?? ""
    }

    /// The line of something that has no number of its own.
    init(name: String, state: DocumentState, at time: ClockTime) {
        self.time = time.text
        self.state = state
        self.name = name
        id = ""
        kind = ""
        seller = ""
        number = ""
        date = ""
        total = ""
        currency = ""
    }

    /// The line, `width` columns at most.
    ///
    /// Time, date and amount have their places; name, seller and number share what is left.
    func text(width: Int) -> StyledText {
        let showsKind = width >= 120
        let fixed = 8 + 1 + 10 + 11 + 3 + (showsKind ? 11 + 2 : 0) + 2 * 7
        let free = max(24, width - fixed)
        let widths = (
            name: free * 38 / 100, seller: free * 36 / 100, number: free - free * 38 / 100 - free * 36 / 100
        )
        var line =
            StyledText(time, .quiet).cell(8) + state.mark.cell(1) + StyledText(name).nameCell(widths.name)
        if showsKind { line += StyledText(kind, .quiet).cell(11) }
        guard !state.isWithoutValues else {
            let note = state == .read ? "" : state.spelled
            return (line + StyledText(note, state.needsPerson ? .bad : .quiet)).truncated(to: width)
        }
        line += StyledText(seller).cell(widths.seller) + StyledText(number).cell(widths.number)
        line += StyledText(date).cell(10)
        line += StyledText(total).padded(to: 11, .right) + StyledText("  ") + StyledText(currency, .quiet)
        return line
    }

    /// The line as a JSON object with a line feed.
    var json: [UInt8] {
        var writer = JSONWriter(isLaidOut: false)
        writer.object { writer in
            writer.member("name", name)
            writer.member("status", state.name)
            writer.member("reason", state.reason)
            if case .duplicateOf(let original) = state {
                writer.key("duplicate_of")
                writer.integer(Int(original.rawValue))
            }
        }
        writer.newline()
        return writer.bytes
    }
}

extension DocumentState {
    /// Whether a document in this state has no values to show.
    var isWithoutValues: Bool {
        switch self {
        case .read, .needsReview: false
        case .received, .reading, .unpacked, .duplicateOf, .rejected, .quarantined, .failed: true
        }
    }
}

extension StyledText {
    /// The text in a column of exactly `width`, and the gap after it.
    fileprivate func cell(_ width: Int) -> StyledText {
        truncated(to: width).padded(to: width) + StyledText("  ")
    }

    /// A file name in a column of exactly `width`, cut in its middle, and the gap after it.
    fileprivate func nameCell(_ width: Int) -> StyledText {
        truncated(to: width, inMiddle: true).padded(to: width) + StyledText("  ")
    }
}

/// A time of the day as a clock on the wall shows it.
struct ClockTime: Hashable, Sendable {
    /// `14:05:09`.
    var text: String

    /// The time now, where this machine stands.
    static var now: ClockTime {
        var seconds = Glibc.time(nil)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return ClockTime(hour: Int(parts.tm_hour), minute: Int(parts.tm_min), second: Int(parts.tm_sec))
    }

    /// Makes a time.
    init(hour: Int, minute: Int, second: Int) {
        text = [hour, minute, second].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
