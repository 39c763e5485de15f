internal import Domain

extension Rule {
    /// A document is not dated after it arrived, nor many years before.
    static let plausibleDates = Rule(name: "dates.plausible") { draft, context in
        guard let issue = draft.date(.issueDate) else { return [] }
        if issue.dayNumber > context.arrival.dayNumber + latestAhead {
            return [
                draft.finding(
                    "dates.plausible", "dated \(issue), after it arrived on \(context.arrival)", [.issueDate])
            ]
        }
        if issue.dayNumber < context.arrival.dayNumber - oldest {
            return [
                draft.finding(
                    "dates.plausible", "dated \(issue), more than ten years before it arrived", [.issueDate])
            ]
        }
        return []
    }

    /// Days a document may be dated ahead of its arrival: a document of tomorrow's date is sent today.
    private static let latestAhead = 7
    /// Days after which a document is too old to be booked without asking: ten years.
    private static let oldest = 3653
}
