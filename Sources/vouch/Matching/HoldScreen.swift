import Domain
import Pipeline

/// Holds by bill, as those read them who have to do something about them.
struct HoldScreen: Sendable {
    /// Columns of the terminal.
    var width: Int

    /// The lines of a bill: which it is, and below each hold what would change it, or how it ended.
    func lines(of bill: HeldBill) -> [StyledText] {
        [title(of: bill.summary)] + bill.holds.flatMap(lines)
    }

    /// How many bills are held, and what their totals come to.
    static func end(of bills: [HeldBill]) -> StyledText {
        var totals: [String: Rational] = [:]
        for bill in bills {
            guard let currency = bill.summary.values[.currency],
                let total = bill.summary.values[.grandTotal].flatMap({ Rational(parsing: $0) })
            else { continue }
            totals[currency, default: .zero] += total
        }
        let money = totals.sorted { $0.key < $1.key }.map { $0.value.money(in: $0.key) }
        let count = bills.count.counted("bill")
        return StyledText(" " + ([count + " held"] + money).joined(separator: " · "), .quiet)
    }

    private func title(of summary: DocumentSummary) -> StyledText {
        let values = summary.values
        let total = values[.grandTotal].flatMap { Rational(parsing: $0) }?.money(in: values[.currency])
        let name = values[.invoiceNumber]?.onOneLine ?? summary.name.onOneLine
        return
            (StyledText(name, .strong)
            + StyledText(
                "  \([values[.sellerName]?.onOneLine, total].compactMap(\.self).joined(separator: "  "))")
            + StyledText("  #\(summary.id)", .quiet)).truncated(to: width)
    }

    private func lines(of stored: StoredHold) -> [StyledText] {
        let hold = stored.hold
        let number = String(repeating: " ", count: max(0, 5 - "\(stored.id)".utf8.count)) + "\(stored.id)  "
        let margin = String(repeating: " ", count: number.utf8.count)
        let room = max(20, width - margin.utf8.count)
        var lines = hold.sentenceStart.onOneLine.wrapped(toWidth: room).enumerated().map { place, text in
            StyledText(place == 0 ? number : margin, .strong) + StyledText(text)
        }
        let (end, style): (String, Style) =
            switch stored.state {
            case .open: (hold.remedy.capitalisedFirst + ".", .accent)
            case .released(let actor, let reason): ("Released by \(actor): \(reason)", .plain)
            case .dropped(let why): ("Went by itself: \(why)", .plain)
            }
        lines += end.onOneLine.wrapped(toWidth: room).map { StyledText(margin) + StyledText($0, style) }
        lines.append(StyledText(margin + footnote(of: stored), .quiet))
        return lines.map { $0.truncated(to: width) }
    }

    /// Whose it is, since when, who has agreed, what it cost.
    private func footnote(of stored: StoredHold) -> String {
        var parts = [stored.hold.owner.label]
        if let day = stored.raised.day {
            parts.append(stored.closed?.day.map { "\(day) to \($0)" } ?? "since \(day)")
        }
        if case .open = stored.state, !stored.consents.isEmpty {
            parts.append("agreed: \(stored.consents.map(\.actor).joined(separator: ", "))")
        }
        for consent in stored.consents {
            if let call = consent.callBack { parts.append("called back: \(call.onOneLine)") }
        }
        if stored.discountDaysLost > 0 {
            parts.append("\(stored.discountDaysLost.counted("day")) of discount lost")
        }
        return parts.joined(separator: " · ")
    }
}
