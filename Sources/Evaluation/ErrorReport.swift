import Domain
import Foundation

/// A page for the browser, complete in itself: figures, the reliability diagram, and every error with its picture.
public struct ErrorReport: Sendable {
    /// A value that came out wrong.
    public struct Mistake: Sendable {
        /// The document.
        public var document: String
        /// How the field came out.
        public var verdict: FieldVerdict
        /// The part of the page where the value stands, or where it should have been read; as a picture's address.
        public var picture: String?
        /// The value's place in that part, in hundredths: left, top, width and height.
        public var frame: [Double]
        /// The page's number.
        public var page: Int?
        /// Whether the place is that of the truth, not of what was read.
        public var isTruthShown: Bool

        /// Makes an entry.
        public init(
            document: String, verdict: FieldVerdict, picture: String? = nil, frame: [Double] = [],
            page: Int? = nil, isTruthShown: Bool = false
        ) {
            self.document = document
            self.verdict = verdict
            self.picture = picture
            self.frame = frame
            self.page = page
            self.isTruthShown = isTruthShown
        }
    }

    /// Cards by name, in order.
    public var cards: [(name: String, card: Scorecard)]
    /// What came out wrong.
    public var mistakes: [Mistake]

    /// Makes a report.
    public init(cards: [(name: String, card: Scorecard)], mistakes: [Mistake]) {
        self.cards = cards
        self.mistakes = mistakes
    }

    /// The page.
    public var html: String {
        let all = cards.last?.card ?? Scorecard()
        let diagram = ReliabilityDiagram(Calibration(all.sureness)).svg
        return """
            <!doctype html><html lang="en"><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>Evaluation</title>
            <style>\(Self.style)</style>
            <h1>\(all.documents) documents</h1>
            <div class="row"><div>\(table)</div><figure>\(diagram)</figure></div>
            <h2>\(mistakes.count) fields not right</h2>
            \(mistakes.map(Self.entry).joined(separator: "\n"))
            </html>
            """
    }

    private var table: String {
        let heads = ["", "Documents", "Precision", "Recall", "F1", "All right", "Core right", "Lines F1"]
        let rows = cards.map { name, card in
            let rates = card.header.rates
            let shares = [
                rates.precision, rates.recall, rates.f1, Rates.share(card.allRight, card.documents),
                Rates.share(card.coreRight, card.documents), card.lines.f1,
            ]
            let cells = ["\(card.documents)"] + shares.map { $0.map(Self.percent) ?? "" }
            return "<tr><th>\(Self.escaped(name))</th>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>"
        }
        return "<table><tr>" + heads.map { "<th>\($0)</th>" }.joined() + "</tr>" + rows.joined() + "</table>"
    }

    private static func entry(_ mistake: Mistake) -> String {
        let verdict = mistake.verdict
        let sure = verdict.value?.confidence.map { " <small>\(percent($0)) sure</small>" } ?? ""
        let accepted = verdict.value?.isAccepted == true ? " <b>accepted</b>" : ""
        let read = verdict.value.map { "<code>\(escaped($0.text))</code>\(sure)\(accepted)" } ?? "nothing"
        let truth = verdict.truth.map { "<code>\(escaped($0))</code>" } ?? "absent"
        let place =
            mistake.page.map { " · page \($0)\(mistake.isTruthShown ? ", where it stands" : "")" } ?? ""
        return """
            <section class="\(verdict.outcome.rawValue)"><h3>\(escaped(mistake.document))
            <span>\(verdict.field.rawValue) \(verdict.outcome.rawValue)\(place)</span></h3>
            <p>read \(read)<br>right \(truth)</p>\(picture(mistake))</section>
            """
    }

    private static func picture(_ mistake: Mistake) -> String {
        guard let picture = mistake.picture else { return "" }
        let frame = mistake.frame
        let box =
            frame.count == 4
            ? #"<i style="left:\#(frame[0])%;top:\#(frame[1])%;width:\#(frame[2])%;height:\#(frame[3])%"></i>"#
            : ""
        return #"<div class="crop"><img alt="" src="\#(picture)">\#(box)</div>"#
    }

    private static func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }

    static func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
            .replacingOccurrences(of: ">", with: "&gt;").replacingOccurrences(of: "\"", with: "&quot;")
    }

    private static let style = """
        body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222}
        table{border-collapse:collapse}td,th{padding:.2rem .7rem;text-align:right;border-bottom:1px solid #ddd}
        th:first-child{text-align:left}.row{display:flex;flex-wrap:wrap;gap:2rem;align-items:flex-start}
        figure{margin:0}section{border-left:4px solid #c33;padding:.1rem 1rem;margin:1.2rem 0;background:#fafafa}
        section.missed{border-color:#c90}h3{margin:.4rem 0;font-size:1rem}h3 span{font-weight:400;color:#666}
        p{margin:.3rem 0}code{background:#eee;padding:0 .3em}b{color:#c33}
        .crop{position:relative;display:inline-block;max-width:100%;border:1px solid #ddd;margin:.4rem 0}
        .crop img{display:block;max-width:100%}.crop i{position:absolute;border:2px solid #d03828;box-sizing:border-box}
        """
}
