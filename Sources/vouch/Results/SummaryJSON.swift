import Domain
import Pipeline

/// Writes the line of a list as a JSON object.
enum SummaryJSON {
    /// The bytes of the object, with a line feed at the end.
    static func bytes(of summary: DocumentSummary) -> [UInt8] {
        var writer = JSONWriter(isLaidOut: false)
        writer.object { write(summary, to: &$0) }
        writer.newline()
        return writer.bytes
    }

    private static func write(_ summary: DocumentSummary, to writer: inout JSONWriter) {
        writer.key("id")
        writer.integer(Int(summary.id.rawValue))
        writer.member("name", summary.name)
        writer.member("sha256", summary.hash.rawValue)
        writer.member("received", summary.received.description)
        writer.member("inbox", summary.inbox)
        if let container = summary.container {
            writer.key("container")
            writer.integer(Int(container.rawValue))
        }
        if let pages = summary.pages {
            writer.key("pages")
            writer.integer(pages)
        }
        writer.member("kind", summary.kind?.rawValue)
        writer.member("language", summary.language)
        writer.member("status", summary.state.name)
        writer.member("reason", summary.state.reason)
        if case .duplicateOf(let original) = summary.state {
            writer.key("duplicate_of")
            writer.integer(Int(original.rawValue))
        }
        for name in DocumentSummary.listed { writer.member(name.rawValue, summary.values[name]) }
    }
}
