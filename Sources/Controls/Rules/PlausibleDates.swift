internal import Domain

extension Rule {
    /// A document is not dated after it arrived, nor before there were files to keep.
    ///
    /// An archive that is taken in is old by nature, so age alone speaks against nothing.
    static let plausibleDates = Rule(name: "dates.plausible") { draft, context in
        guard let issue = draft.date(.issueDate) else { return [] }
        if issue.dayNumber > context.arrival.dayNumber + latestAhead {
            return [
                draft.finding(
                    "dates.plausible", "dated \(issue), after it arrived on \(context.arrival)", [.issueDate])
            ]
        }
        if issue.year < earliestYear {
            return [
                draft.finding(
                    "dates.plausible", "dated \(issue), too long ago to be read right", [.issueDate])
            ]
        }
        return []
    }

    /// Days a document may be dated ahead of its arrival: a document of tomorrow's date is sent today.
    private static let latestAhead = 7
    /// The year before which a date is rather misread than printed.
    private static let earliestYear = 1980
}
