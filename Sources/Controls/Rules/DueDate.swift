internal import Domain

extension Rule {
    /// Nothing is due before it is billed, nor years later.
    static let dueDate = Rule(name: "dates.due") { draft, _ in
        guard let issue = draft.date(.issueDate), let due = draft.date(.dueDate) else { return [] }
        let names: [FieldName] = [.issueDate, .dueDate]
        if due < issue {
            return [draft.finding("dates.due", "due on \(due), before its date \(issue)", names)]
        }
        if due.dayNumber - issue.dayNumber > longestTerm {
            return [
                draft.finding("dates.due", "due on \(due), more than a year after its date \(issue)", names)
            ]
        }
        return []
    }

    /// Longest term of payment in days that is not asked about.
    private static let longestTerm = 366
}
