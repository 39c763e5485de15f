import Domain

extension Choice {
    /// Issue date first, then the others, which must agree with it.
    mutating func chooseDates() {
        weighByCalendar(.issueDate, latest: arrival.adding(days: 1))
        take(.issueDate)
        let issue = date(.issueDate)
        weighDueDates(after: issue)
        take(.dueDate)
        if fields[.dueDate] == nil, let issue { deriveDueDate(from: issue) }
        for field in [FieldName.deliveryDate, .taxPointDate, .servicePeriodStart, .servicePeriodEnd] {
            take(field)
        }
    }

    private func date(_ field: FieldName) -> CalendarDate? {
        guard case .date(let date)? = fields[field]?.value else { return nil }
        return date
    }

    /// Dates after the arrival are read the other way round where that helps, else they weigh less.
    private mutating func weighByCalendar(_ field: FieldName, latest: CalendarDate?) {
        guard let latest else { return }
        ranking[field] = ranking[field].map { ranked in
            guard case .date(let date) = ranked.value, date > latest else { return ranked }
            let other = ranked.best.otherReadings.first { reading in
                if case .date(let date) = reading { return date <= latest }
                return false
            }
            if let other {
                var turned = RankedValue(
                    value: other, best: ranked.best, score: ranked.score - 0.5, parts: ranked.parts,
                    places: ranked.places)
                turned.parts.append(("later than the document arrived if read the usual way", -0.5))
                return turned
            }
            var late = ranked
            late.score -= 3
            late.parts.append(("later than the document arrived", -3))
            return late
        }.sorted { $0.score > $1.score }
    }

    /// A due date lies on or after the issue date, and at most a year later.
    private mutating func weighDueDates(after issue: CalendarDate?) {
        guard let issue else { return }
        ranking[.dueDate] = ranking[.dueDate].map { ranked in
            guard case .date(let date) = ranked.value else { return ranked }
            var weighed = ranked
            let days = date.dayNumber - issue.dayNumber
            if days < 0 {
                weighed.score -= 1.5
                weighed.parts.append(("before the issue date", -1.5))
            } else if days > 400 {
                weighed.score -= 1
                weighed.parts.append(("more than a year after the issue date", -1))
            } else if evidence.terms.contains(where: { Self.agrees($0, issue, date) }) {
                weighed.score += 1.5
                weighed.parts.append(("agrees with the payment terms", 1.5))
            }
            return weighed
        }.sorted { $0.score > $1.score }
    }

    /// Whether a due date is the one that terms of payment give.
    static func agrees(_ terms: PrintedTerms, _ issue: CalendarDate, _ due: CalendarDate) -> Bool {
        terms.netDays.flatMap { Self.due(issue, $0, toMonthEnd: terms.isMonthEnd) } == due
    }

    private mutating func deriveDueDate(from issue: CalendarDate) {
        guard kind == .invoice, let terms = evidence.terms.first(where: { $0.netDays != nil }),
            let days = terms.netDays, days > 0, let due = Self.due(issue, days, toMonthEnd: terms.isMonthEnd)
        else { return }
        let rule = "issue date + \(days) days\(terms.isMonthEnd ? " to the end of the month" : "")"
        derive(
            .dueDate, .date(due), from: [.issueDate], as: "terms", rule: "\(rule), \"\(terms.raw)\"",
            confidence: terms.isMonthEnd ? 0.5 : 0.6)
    }

    /// The day so many days later, or the last day of its month.
    private static func due(_ issue: CalendarDate, _ days: Int, toMonthEnd: Bool) -> CalendarDate? {
        guard toMonthEnd else { return issue.adding(days: days) }
        guard let later = issue.adding(days: days),
            let next = CalendarDate(
                year: later.month == 12 ? later.year + 1 : later.year, month: later.month % 12 + 1, day: 1)
        else { return nil }
        return next.adding(days: -1)
    }
}
