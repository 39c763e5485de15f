import Domain
import Pipeline

/// Holds by bill, as those read them who have to do something about them.
struct HoldScreen: Sendable {
    /// Columns of the terminal.
    var width: Int

    /// The lines of a bill: which it is, and below each hold what would change it, or how it ended.
    func lines(of bill: HeldBill) -> [StyledText] {
        let unreviewed = bill.holds.contains { $0.hold.code == .unreviewed && $0.state == .open }
        let holds = bill.holds.filter { $0.hold.code != .unreviewed }
        return [title(of: bill.summary, isToBeReviewed: unreviewed)] + grouped(holds).flatMap(lines)
    }

    /// Holds one below the other, those together that say the same of many lines.
    private func grouped(_ holds: [StoredHold]) -> [[StoredHold]] {
        var groups: [[StoredHold]] = []
        for hold in holds {
            if let last = groups.last?.last, hold.saysTheSame(as: last) {
                groups[groups.count - 1].append(hold)
            } else {
                groups.append([hold])
            }
        }
        return groups
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

    private func title(of summary: DocumentSummary, isToBeReviewed: Bool) -> StyledText {
        let values = summary.values
        let total = values[.grandTotal].flatMap { Rational(parsing: $0) }?.money(in: values[.currency])
        let name = values[.invoiceNumber]?.onOneLine ?? summary.name.onOneLine
        let rest = [values[.sellerName]?.onOneLine, total].compactMap(\.self).joined(separator: "  ")
        let title =
            StyledText(name, .strong) + StyledText("  \(rest)") + StyledText("  #\(summary.id)", .quiet)
        return (isToBeReviewed ? title + StyledText("  to be reviewed", .doubtful) : title).truncated(
            to: width)
    }

    private func lines(of holds: [StoredHold]) -> [StyledText] {
        guard let stored = holds.first, let last = holds.last else { return [] }
        let hold = stored.hold
        let name = holds.count == 1 ? "\(stored.id)" : "\(stored.id)-\(last.id)"
        let number = String(repeating: " ", count: max(0, 5 - name.utf8.count)) + name + "  "
        let margin = String(repeating: " ", count: number.utf8.count)
        let room = max(20, width - margin.utf8.count)
        let said = holds.count == 1 ? hold.sentenceStart : together(holds)
        var lines = said.onOneLine.wrapped(toWidth: room).enumerated().map { place, text in
            StyledText(place == 0 ? number : margin, .strong) + StyledText(text)
        }
        let (end, style): (String, Style) =
            switch stored.state {
            case .open: (hold.remedy.capitalisedFirst + ".", .accent)
            case .released(let actor, let reason): ("Released by \(actor): \(reason)", .plain)
            case .dropped(let why): ("Went by itself: \(why)", .plain)
            }
        lines += end.onOneLine.wrapped(toWidth: room).map { StyledText(margin) + StyledText($0, style) }
        let note = StyledText(footnote(of: stored), .quiet)
        if let line = lines.last, line.width + 2 + note.width <= width {
            lines[lines.count - 1] = line + StyledText("  ") + note
        } else {
            lines.append(StyledText(margin) + note)
        }
        return lines.map { $0.truncated(to: width) }
    }

    /// What holds that say the same say of their lines together.
    private func together(_ holds: [StoredHold]) -> String {
        let sum = holds.map { hold -> Rational in
            if case .number(let amount) = hold.hold.actual { amount } else { .zero }
        }.reduce(.zero, +)
        return
            "\(holds.compactMap(\.line).lineNames): \(sum.money(in: nil)) is billed for what no open order has."
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

extension StoredHold {
    /// The line of the bill it is about.
    fileprivate var line: String? {
        guard case .line(let line) = hold.scope else { return nil }
        return line
    }

    /// Whether it says of another line what `other`, the hold before it, says.
    fileprivate func saysTheSame(as other: StoredHold) -> Bool {
        hold.code == .unorderedLine && other.hold.code == .unorderedLine && state == .open
            && other.state == .open && id == other.id + 1 && raised == other.raised
    }
}
