internal import Domain

/// Chooses totals so that what is printed adds up.
///
/// Exact and bounded: every assignment of at most `maximumOptions` options a field is weighed, by what speaks for each
/// amount and by the sums it closes. It weighs evidence: a document whose totals do not add up keeps what is printed,
/// with the relation named as broken.
public enum TotalsSolver {
    /// Most options of net, tax and grand total that are tried, the likeliest ones.
    static let maximumOptions = 6
    /// Most options of the other fields.
    static let maximumOthers = 3

    /// The best assignment.
    public static func answer(_ question: TotalsQuestion) -> TotalsAnswer {
        let sheet = TotalsSheet(question)
        let ranked = sheet.assignments()
        guard let best = ranked.first else { return TotalsAnswer() }
        var answer = sheet.answer(best)
        answer.runnerUpScore = ranked.dropFirst().first { $0.core != best.core }?.score
        guard answer.broken.contains(.netPlusTax) else { return answer }
        return TotalsRepair(sheet: sheet, question: question).repaired(answer)
    }
}
