import Pipeline

/// Answers to how lines are booked, one after the other.
enum CodingAnswers {
    /// Asks for each line; an empty answer takes what is proposed, which is the answer before where nothing is known.
    ///
    /// - Throws: A `Failure` where the answers end before the lines do.
    static func asked(
        _ proposal: [CodedLine], by screen: Screen, answer: () -> String?
    ) throws -> [CodedLine] {
        var coding = proposal
        for place in coding.indices {
            if coding[place].account.isEmpty, place > 0 {
                (coding[place].account, coding[place].costCentre) =
                    (coding[place - 1].account, coding[place - 1].costCentre)
            }
            let (account, costCentre) = try booking(of: coding[place], by: screen, answer)
            (coding[place].account, coding[place].costCentre) = (account, costCentre)
        }
        return coding
    }

    private static func booking(
        of line: CodedLine, by screen: Screen, _ answer: () -> String?
    ) throws -> (account: String, costCentre: String) {
        while true {
            screen.put([
                StyledText(line.line == 0 ? "" : "Line \(line.line)  ", .quiet) + StyledText(line.subject)
                    + StyledText("  [\(line.booking)]", .accent)
            ])
            guard let text = answer() else {
                throw Failure(sentence: "The bill was not coded.", outcome: .needsPerson)
            }
            if text.allSatisfy(\.isWhitespace), !line.account.isEmpty {
                return (line.account, line.costCentre)
            }
            if let booking = booking(text) { return booking }
            screen.warn("Type an account, such as 4930, or with a cost centre 4930/IT.")
        }
    }

    /// `4930`, `4930/IT`; `nil` for anything else.
    static func booking(_ text: String) -> (account: String, costCentre: String)? {
        let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map { half in
            SafeText(String(half)).text.split(separator: " ").joined(separator: " ")
        }
        guard let account = halves.first, !account.isEmpty, !account.contains(" ") else { return nil }
        return (account, halves.count > 1 ? halves[1] : "")
    }
}
