import Domain
import Evaluation

/// How documents came out, for a terminal.
struct EvaluationScreen: Sendable {
    /// Columns there are.
    let width: Int

    /// The lines.
    func lines(of documents: [JudgedDocument]) -> [StyledText] {
        var cards: [String: Scorecard] = [:]
        var all = Scorecard()
        for judged in documents {
            let wasRead = judged.prediction != nil
            all.count(judged.judgement, wasRead: wasRead)
            cards[judged.document.corpus, default: Scorecard()].count(judged.judgement, wasRead: wasRead)
        }
        var table = TextTable(columns: [
            .init(title: ""), .init(title: "Documents", alignment: .right),
            .init(title: "Precision", alignment: .right), .init(title: "Recall", alignment: .right),
            .init(title: "F1", alignment: .right), .init(title: "All right", alignment: .right),
            .init(title: "Core right", alignment: .right), .init(title: "Lines F1", alignment: .right),
        ])
        for (name, card) in cards.sorted(by: { $0.key < $1.key }) + [("all", all)] {
            table.rows.append(Self.row(name, card))
        }
        return table.lines(width: width) + [""] + fieldLines(all) + [""] + Self.sureness(all)
    }

    private static func row(_ name: String, _ card: Scorecard) -> [StyledText] {
        let rates = card.header.rates
        let share = { (part: Int) in Rates.share(part, card.documents) }
        return [
            StyledText(name), StyledText("\(card.documents)"), percent(rates.precision),
            percent(rates.recall),
            percent(rates.f1), percent(share(card.allRight)), percent(share(card.coreRight)),
            percent(card.lines.f1),
        ]
    }

    private func fieldLines(_ card: Scorecard) -> [StyledText] {
        var table = TextTable(columns: [
            .init(title: ""), .init(title: "Precision", alignment: .right),
            .init(title: "Recall", alignment: .right), .init(title: "F1", alignment: .right),
            .init(title: "Right", alignment: .right), .init(title: "Wrong", alignment: .right),
            .init(title: "Missed", alignment: .right), .init(title: "Invented", alignment: .right),
        ])
        for field in Comparing.scored {
            guard let counts = card.fields[field] else { continue }
            let rates = counts.rates
            let outcomes: [FieldVerdict.Outcome] = [.right, .wrong, .missed, .invented]
            let shares = [rates.precision, rates.recall, rates.f1].map(Self.percent)
            table.rows.append(
                [StyledText(field.rawValue)] + shares + outcomes.map { StyledText("\(counts[$0])") })
        }
        return table.lines(width: width)
    }

    private static func sureness(_ card: Scorecard) -> [StyledText] {
        let calibration = Calibration(card.sureness)
        guard let error = calibration.error else { return [] }
        var lines = [
            StyledText(
                "\(calibration.count) values, \(calibration.precision.percentage()) right; calibration off by \(error.rounded(toPlaces: 3))"
            )
        ]
        for precision in [0.995, 0.99] {
            let (share, threshold) = calibration.coverage(at: precision)
            let interval = share.interval
            lines.append(
                StyledText(
                    "coverage at \(precision.percentage()) precision: \(share.value.percentage()) (\(interval.lowerBound.percentage()) to \(interval.upperBound.percentage())), from \((threshold ?? 1).rounded(toPlaces: 4))"
                ))
        }
        let (share, right) = calibration.accepted
        lines.append(
            StyledText(
                "accepted: \(share.value.percentage()) of the values, \(right.value.percentage()) of them right (\(right.interval.lowerBound.percentage()) to \(right.interval.upperBound.percentage())), \(right.whole - right.part) wrong"
            ))
        return lines
    }

    private static func percent(_ share: Double?) -> StyledText {
        share.map { StyledText($0.rounded(toPlaces: 3)) } ?? ""
    }
}

extension Double {
    /// As people read a share: `99.5 %`.
    fileprivate func percentage() -> String { "\((self * 100).rounded(toPlaces: 1)) %" }
}
