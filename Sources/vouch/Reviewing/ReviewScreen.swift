import Domain
import Pipeline
import Reviewing

/// Draws the screens of a review; every sign says by its shape what its colour says again.
struct ReviewScreen: Sendable {
    /// Columns of the terminal.
    var width: Int
    /// Rows of the terminal.
    var height: Int

    /// The lines of a screen; none wider or more than the terminal.
    func lines(_ dialog: ReviewDialog, on hand: ReviewDesk.Case, left: Int) -> [StyledText] {
        screen(dialog, hand.review, "#\(hand.id) \(hand.record.summary.name)", left)
    }

    /// The lines of a screen of a document with this name, with so many documents after it.
    func screen(_ dialog: ReviewDialog, _ review: ReviewSession, _ name: String, _ left: Int) -> [StyledText]
    {
        let body: [StyledText] =
            switch dialog.mode {
            case .overview: overview(dialog, review, left)
            case .question(let subject):
                review.question(about: subject).map { question($0, review, dialog.sums) }
                    ?? overview(dialog, review, left)
            case .typing(let typing): self.typing(typing, review)
            case .doubt(let sentences, _): doubt(sentences)
            case .several(let name, let values): several(name, values)
            case .reason(let text):
                [
                    StyledText(" Why is it not to be booked?", .strong), "", cursor(text), "",
                    keys("Enter reject", "Esc back"),
                ]
            case .kind: kinds(review)
            case .pointing(let name, let pointer): pointing(name, pointer)
            case .lines(let sheet, let text): sheetLines(sheet, text, dialog.sums)
            case .taxes(let sheet, let text): taxLines(sheet, text, review)
            case .vendor(let vendor): self.vendor(vendor)
            case .pages(let choice): pageLines(choice)
            case .help: Self.help
            }
        var lines = heading(name, review.draft) + body
        if !dialog.message.isEmpty {
            let message = told(StyledText(" ! ", .doubtful), dialog.message, within: max(1, height / 4))
            if lines.count < height - 1 - message.count { lines.append("") }
            lines = lines.prefix(height - 1 - message.count) + message
        }
        return lines.prefix(height - 1).map { $0.truncated(to: width) }
    }

    // MARK: Pieces

    private func heading(_ title: String, _ draft: InvoiceDraft) -> [StyledText] {
        let right = StyledText(
            draft.kind.label + (draft.language.isEmpty ? "" : " · \(draft.language)"), .quiet)
        let name = StyledText(title, .strong).truncated(
            to: width - right.width - 2, inMiddle: true)
        return [
            name.padded(to: width - right.width) + right,
            StyledText(String(repeating: "─", count: width), .quiet),
        ]
    }

    func keys(_ keys: String...) -> StyledText {
        StyledText(" " + keys.joined(separator: " · "), .quiet)
    }

    /// What is being typed; of a long text the end, where the cursor stands.
    func cursor(_ text: String) -> StyledText {
        StyledText(" > ", .accent) + StyledText(text.truncatedAtFront(toWidth: width - 4), .strong)
            + StyledText("▏", .accent)
    }

    /// A sentence behind its sign, on as many lines as it takes; what is too much for them ends in `…`.
    func told(
        _ sign: StyledText, _ sentence: String, _ style: Style = .plain, within most: Int = 4
    ) -> [StyledText] {
        var lines = sentence.wrapped(toWidth: width - sign.width)
        if lines.count > most {
            lines = lines[..<(most - 1)] + [lines[(most - 1)...].joined(separator: " ")]
        }
        let margin = StyledText(String(repeating: " ", count: sign.width))
        return lines.enumerated().map { index, line in
            (index == 0 ? sign : margin) + StyledText(line, style)
        }
    }

    // MARK: Overview

    private func overview(_ dialog: ReviewDialog, _ review: ReviewSession, _ left: Int) -> [StyledText] {
        let all = ReviewDialog.rows(of: review).enumerated().map { index, row in
            fieldRow(row.name, row.tag, review, isPointed: index == dialog.row)
        }
        let rows = rows(dialog, review, left)
        let more = all.count - rows.shown.count
        let hidden = more == 0 ? [] : [StyledText("   … \(more) more: ↑ ↓", .quiet)]
        return columns(Array(all[rows.shown]), rows.columns) + hidden + overviewFoot(review, left)
    }

    /// Columns of the terminal from which on the overview has two.
    private static let wide = 120

    /// The rows of the overview that are shown, around the one pointed at, and in how many columns.
    func rows(_ dialog: ReviewDialog, _ review: ReviewSession, _ left: Int) -> (
        shown: Range<Int>, columns: Int
    ) {
        let count = ReviewDialog.rows(of: review).count
        let room = max(3, height - 4 - overviewFoot(review, left).count)
        guard count > room else { return (0..<count, 1) }
        let columns = width >= Self.wide ? 2 : 1
        guard count > room * columns else { return (0..<count, columns) }
        // One line tells how many more there are.
        let fitting = (room - 1) * columns
        let first = max(0, min(dialog.row - fitting / 2, count - fitting))
        return (first..<(first + fitting), columns)
    }

    private func columns(_ rows: [StyledText], _ count: Int) -> [StyledText] {
        guard count == 2 else { return rows }
        let half = (rows.count + 1) / 2
        return (0..<half).map { index in
            let left = rows[index].truncated(to: width / 2 - 2).padded(to: width / 2)
            return half + index < rows.count ? left + rows[half + index] : left
        }
    }

    private func fieldRow(_ name: FieldName, _ tag: Character?, _ review: ReviewSession, isPointed: Bool)
        -> StyledText
    {
        let field = review.draft.fields[name]
        let pointer = StyledText(isPointed ? "▸" : " ", .accent)
        let mark =
            field?.mark
            ?? StyledText(
                review.essential.contains(name) ? "✗" : "–", review.essential.contains(name) ? .bad : .quiet)
        let value =
            field.map { StyledText($0.value.onOneLine, $0.isAccepted ? .plain : .strong) }
            ?? StyledText("not found", .quiet)
        let doubt = field.map { $0.isAccepted ? "" : "  " + $0.confidence.percent } ?? ""
        return pointer + StyledText(tag.map(String.init) ?? " ", .accent) + StyledText(" ") + mark
            + StyledText(" ") + StyledText(name.label.padding(toColumns: 20), .quiet) + value
            + StyledText(doubt, .quiet)
    }

    private func overviewFoot(_ review: ReviewSession, _ left: Int) -> [StyledText] {
        let lines = review.draft.lines
        let sum =
            lines.isEmpty
            ? "no lines"
            : "\(lines.count.counted("line")), \(review.areLinesBroken ? "not closing ✗" : "closing ✓")"
        // The sum a bill is booked on is always in sight, however many rows stand before it.
        let total = [review.draft.text(.grandTotal), review.draft.text(.currency)].compactMap(\.self)
        var foot = [
            StyledText("   ") + StyledText(total.joined(separator: " "), .strong)
                + StyledText((total.isEmpty ? "" : " · ") + sum, .quiet)
        ]
        if review.open.isKindUnknown {
            foot.append(StyledText(" ? ", .doubtful) + StyledText("What kind of document is it? k"))
        }
        let findings = review.findings
        let shown = findings.count > 3 ? 2 : 3
        foot += findings.prefix(shown).map { StyledText(" ! ", .doubtful) + StyledText($0.message) }
        if findings.count > shown {
            foot.append(StyledText(" ! … \(findings.count - shown) more: Space", .doubtful))
        }
        let asked = review.questions.count
        let state =
            switch review.history.verdict {
            case .rejected(let reason): "Rejected: \(reason)."
            case .confirmed: "Confirmed."
            case .open: asked == 0 ? "Nothing is left to ask." : "\(asked.counted("question"))."
            }
        let more = left > 0 ? " \(left.counted("document")) after this." : ""
        foot.append(StyledText(" \(state)\(more)"))
        return foot + overviewKeys
    }

    /// The keys, on one line where there is room for all.
    private var overviewKeys: [StyledText] {
        let first = ["Enter all right", "1-Z open", "Space ask", "l lines", "u undo", "s later", "? keys"]
        let rest = ["t tax", "p pages", "k kind", "v vendor", "o original", "x reject"]
        guard width >= Self.wide else { return [keys(first), keys(rest + ["q stop"])] }
        return [keys(Array(first[..<4] + rest + first[4...]))]
    }

    private func keys(_ all: [String]) -> StyledText {
        StyledText(" " + all.joined(separator: " · "), .quiet)
    }

    // MARK: Questions

    private func question(_ question: Question, _ review: ReviewSession, _ sums: SumCheck?) -> [StyledText] {
        guard case .field(let name) = question.subject else { return finding(question, review, sums) }
        var lines: [StyledText] = []
        if let field = question.field {
            lines.append(
                StyledText(" ") + field.mark + StyledText(" \(name.label): ", .quiet)
                    + StyledText(field.value.onOneLine, .strong)
                    + StyledText("  \(field.confidence.percent)", .quiet))
            if !field.raw.isEmpty, field.raw != field.value.canonical {
                lines.append(StyledText("   as printed: \(field.raw.onOneLine)", .quiet))
            }
        } else {
            lines.append(
                StyledText(" – ", .doubtful) + StyledText("\(name.label): ", .quiet)
                    + StyledText("not found", .strong))
        }
        lines += question.reasons.flatMap { told("   ", $0) }
        lines += question.offers.enumerated().map { index, offer in
            StyledText(" \(index + 1) ", .accent) + StyledText(offer.value.onOneLine)
                + StyledText(
                    offer.confidence.map { "  \($0.percent)" }
                        ?? (offer.raw.isEmpty ? "" : "  on the page: \(offer.raw)"), .quiet)
        }
        lines.append(
            keys("Enter right", "1-9 choose", "= type", "m mark", "d none", "b back", "s later", "? keys"))
        return lines
    }

    private func finding(_ question: Question, _ review: ReviewSession, _ sums: SumCheck?) -> [StyledText] {
        guard case .finding(let finding) = question.subject else { return kinds(review) }
        var lines = told(StyledText(" ! ", .doubtful), finding.message, .strong)
        lines += finding.fields.prefix(9).enumerated().map { index, name in
            StyledText(" \(index + 1) ", .accent) + StyledText(name.label.padding(toColumns: 20), .quiet)
                + StyledText(review.draft.text(name) ?? "–")
        }
        lines += proposal(sums)
        lines.append(keys("Enter it is printed so", "1-9 correct", "l lines", "b back", "u undo", "? keys"))
        return lines
    }

    private func doubt(_ sentences: [String]) -> [StyledText] {
        sentences.flatMap { told(StyledText(" ! ", .doubtful), $0) }.prefix(height - 6)
            + ["", keys("Enter it is right all the same", "any other key back")]
    }

    private func several(_ name: FieldName, _ values: [Question.Offer]) -> [StyledText] {
        [StyledText(" \(name.label): which one?", .strong)]
            + values.prefix(9).enumerated().map { index, value in
                StyledText(" \(index + 1) ", .accent) + StyledText(value.value.onOneLine)
            } + [keys("1-9 choose", "any other key back")]
    }

    private func kinds(_ review: ReviewSession) -> [StyledText] {
        [StyledText(" What is it?", .strong)]
            + ReviewDialog.kinds.map { letter, kind in
                StyledText(" \(letter) ", .accent) + StyledText(kind.label)
                    + StyledText(kind == review.draft.kind ? "  now" : "", .quiet)
            } + [keys("any other key back")]
    }

    private func pointing(_ name: FieldName, _ pointer: WordPointer) -> [StyledText] {
        [StyledText(" Where is \(name.label.lowercasedFirst)?", .strong)]
            + pointer.lines(around: max(3, height - 7)).map { before, pointed, after in
                pointed.isEmpty
                    ? StyledText("   " + before, .quiet)
                    : StyledText(" ▸ ", .accent) + StyledText(before.isEmpty ? "" : before + " ")
                        + StyledText("»" + pointed + "«", .strong) + StyledText(" " + after)
            } + [keys("arrows move", "Space begin a stretch", "Enter these words", "Esc back")]
    }

    /// The keys of all screens.
    static let help: [StyledText] = [
        StyledText(" The document", .strong),
        " Enter    everything is right; twice where something is missing or broken",
        " 1-9 A-Z  open a field; ↑ ↓ → do so too; Space asks one by one",
        " l lines   t tax   k kind   x reject   u undo, as often as you like   o original",
        " v        take the seller on record as a vendor, its account to be confirmed",
        " p split at a page, join with another document, or put either back as it was",
        " s later, the document stays in the queue   q stop; every answer is kept already",
        StyledText(" A question", .strong),
        " Enter    the value is right            1-9  one of the other values",
        " = or any other key types a value: 1.234,50  3 Feb 26  2026-02-03",
        " Tab      completes with words of the page; Enter keeps, → goes on typing",
        " m        point at the words of the page   d  it is not on the document",
        " s later   b back to the question before   Esc the whole document",
        StyledText(" The lines, the tax", .strong),
        " arrows and Tab move, typing changes a cell, + adds a row, ! removes it,",
        " & joins it with the next, / splits it in the middle, * takes the proposed digit",
        " Enter keeps the table, Esc leaves it as it was",
        StyledText(" Signs", .strong),
        " ✓ certain   ? not certain   ✗ needed, not found   – not found   ! rule broken",
    ]
}

extension ReviewSession {
    /// Whether the lines do not add up by themselves or to the totals.
    var areLinesBroken: Bool {
        findings.contains(where: \.isOfLines)
    }
}
