import Domain

/// Every word of a document with its place and who read it: tab-separated, one word a line, a head line first.
///
/// The last two columns say what a second reader made of a word: `agreed`, `disputed` or `settled`, and where it
/// differs, what it read.
enum WordTable {
    private static let head =
        "page\tleft\ttop\tright\tbottom\tconfidence\treader\tword\tagreement\tother reading"

    /// The table; places are in points from the top left of the upright page.
    static func text(of pages: [Page]) -> String {
        let rows = pages.flatMap { page in
            page.words.map { word in
                let box = word.box
                let numbers = [box.left, box.top, box.right, box.bottom].map { $0.rounded(toPlaces: 1) }
                let (verdict, other) = words(for: word.agreement)
                let cells =
                    ["\(page.number)"] + numbers + [
                        word.confidence.rounded(toPlaces: 3), name(of: word.reader), word.text, verdict,
                        other,
                    ]
                return cells.map(oneCell).joined(separator: "\t")
            }
        }
        return ([head] + rows).joined(separator: "\n") + "\n"
    }

    private static func words(for agreement: Agreement) -> (verdict: String, other: String) {
        switch agreement {
        case .single: ("", "")
        case .agreed: ("agreed", "")
        case .settled(let other): ("settled", other.text)
        case .disputed(let other): ("disputed", other.text)
        }
    }

    private static func name(of reader: TextReader) -> String {
        switch reader {
        case .textLayer: "text"
        case .tesseract: "tesseract"
        case .neural: "neural"
        }
    }

    private static func oneCell(_ text: String) -> String {
        text.contains { $0 == "\t" || $0.isNewline }
            ? String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 }) : text
    }
}
