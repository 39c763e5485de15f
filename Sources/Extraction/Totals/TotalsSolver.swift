internal import Domain

/// Chooses totals so that what is printed adds up.
///
/// Exact and bounded: at most `maximumOptions` options a field are tried. It weighs evidence; a document whose
/// totals do not add up keeps what is printed, with the relation named as broken.
public enum TotalsSolver {
    /// Most options of a field that are tried, the likeliest ones.
    static let maximumOptions = 6

    /// The best assignment.
    public static func answer(_ question: TotalsQuestion) -> TotalsAnswer {
        let sheet = TotalsSheet(question)
        var ranked = sheet.cores()
        ranked.sort { $0.score > $1.score }
        let finished = ranked.prefix(12).map { sheet.completed($0) }.sorted { $0.score > $1.score }
        guard let best = finished.first else { return TotalsAnswer() }
        var answer = sheet.answer(best)
        if let next = finished.dropFirst().first(where: { $0.core != best.core }) {
            answer.runnerUpScore = next.score
            answer.runnerUp = sheet.values(next)
        }
        if answer.closed.contains(.netPlusTax) { return answer }
        return TotalsRepair(sheet: sheet, question: question).repaired(answer) ?? answer
    }
}
