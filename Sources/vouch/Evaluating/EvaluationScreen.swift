import Domain
import Evaluation

/// How documents came out, for a terminal.
struct EvaluationScreen: Sendable {
    /// Columns there are.
    let width: Int

    /// The lines: by set, kind and language, by field, and how far probabilities hold.
    func lines(of figures: EvaluationFigures) -> [StyledText] {
        var lines = cardLines([("", figures.corpora), ("", figures.kinds), ("", figures.languages)])
        lines += [""] + fieldLines(figures.all)
        lines += surenessLines(figures.all)
        if let median = figures.time(0.5), let slow = figures.time(0.99) {
            lines += [
                "",
                StyledText(
                    "finding values took \(median.rounded(toPlaces: 1)) ms a page, 99 of 100 at most \(slow.rounded(toPlaces: 1)) ms"
                ),
            ]
        }
        return lines
    }

    private func cardLines(_ sections: [(String, [(name: String, card: Scorecard)])]) -> [StyledText] {
        let titles = ["Documents", "Precision", "Recall", "F1", "All right", "Core right", "Lines F1"]
        var table = TextTable(
            columns: [.init(title: "")] + titles.map { .init(title: $0, alignment: .right) })
        for (index, section) in sections.enumerated() {
            if index > 0 { table.rows.append(Array(repeating: "", count: titles.count + 1)) }
            table.rows += section.1.map(Self.row)
        }
        return table.lines(width: width)
    }

    private static func row(_ name: String, _ card: Scorecard) -> [StyledText] {
        let rates = card.header.rates
        let shares = [
            rates.precision, rates.recall, rates.f1, Rates.share(card.allRight, card.documents),
            Rates.share(card.coreRight, card.documents), card.lines.f1,
        ]
        return [StyledText(name), StyledText("\(card.documents)")] + shares.map(share)
    }

    private func fieldLines(_ card: Scorecard) -> [StyledText] {
        let titles = ["Precision", "Recall", "F1", "Right", "Wrong", "Missed", "Invented"]
        var table = TextTable(
            columns: [.init(title: "")] + titles.map { .init(title: $0, alignment: .right) })
        for field in Comparing.scored {
            guard let counts = card.fields[field] else { continue }
            let rates = counts.rates
            let outcomes: [FieldVerdict.Outcome] = [.right, .wrong, .missed, .invented]
            let shares = [rates.precision, rates.recall, rates.f1].map(Self.share)
            table.rows.append(
                [StyledText(field.rawValue)] + shares + outcomes.map { StyledText("\(counts[$0])") })
        }
        return table.lines(width: width)
    }

    private func surenessLines(_ card: Scorecard) -> [StyledText] {
        let calibration = Calibration(card.sureness)
        guard let error = calibration.error else { return [] }
        var lines: [StyledText] = [""]
        for bin in calibration.bins() {
            let room = 30
            let bar = String(repeating: "█", count: Int((bin.came * Double(room)).rounded()))
            lines.append(
                StyledText("  said \(bin.said.percentage) ", .quiet) + StyledText(bar, .accent)
                    + StyledText(" came \(bin.came.percentage) of \(bin.count)"))
        }
        let off = error.rounded(toPlaces: 3)
        lines += [
            "",
            StyledText(
                "\(calibration.count) values, \(calibration.precision.percentage) right; calibration off by \(off)"
            ),
        ]
        for precision in [0.995, 0.99] {
            let (share, threshold) = calibration.coverage(at: precision)
            let from = threshold.map { ", from \(($0 * 100).rounded(toPlaces: 2)) % up" } ?? ""
            lines.append(
                StyledText("coverage at \(precision.percentage) precision: \(Self.bounded(share))\(from)"))
        }
        let (share, right) = calibration.accepted
        lines.append(
            StyledText(
                "accepted: \(share.value.percentage) of the values; \(right.whole - right.part) of \(right.whole) wrong, right \(Self.bounded(right))"
            ))
        return lines
    }

    /// What is otherwise than in an earlier evaluation.
    func lines(of difference: RunDifference) -> [StyledText] {
        var lines: [StyledText] = [""]
        for (name, figure) in difference.figures.sorted(by: { $0.key < $1.key }) {
            lines.append(
                StyledText(
                    "\(name): \(figure.before.rounded(toPlaces: 4)) → \(figure.after.rounded(toPlaces: 4))"))
        }
        for (changes, sign, style) in [
            (difference.mended, "+", Style.good), (difference.broken, "−", .bad),
        ] {
            for change in changes {
                let values = "\(change.before ?? "nothing") → \(change.after ?? "nothing")"
                lines.append(
                    StyledText("\(sign) ", style) + StyledText("\(change.document) \(change.field) ", .quiet)
                        + StyledText(values))
            }
        }
        lines.append(
            StyledText(
                "\(difference.mended.count) mended, \(difference.broken.count) broken since the earlier evaluation"
            ))
        return lines
    }

    private static func share(_ share: Double?) -> StyledText {
        share.map { StyledText($0.rounded(toPlaces: 3)) } ?? ""
    }

    private static func bounded(_ share: Calibration.Share) -> String {
        let interval = share.interval
        return
            "\(share.value.percentage) (\(interval.lowerBound.percentage) to \(interval.upperBound.percentage))"
    }
}

extension Double {
    /// As people read a share: `99.5 %`.
    fileprivate var percentage: String { "\((self * 100).rounded(toPlaces: 1)) %" }
}
