/// How expressions are evaluated.
package struct ExpressionLanguage {
    /// The value of an expression, given what is visible and the time it is; null where it has none.
    package var evaluate: (String, [String: Variable], Instant) -> Variable
    /// What is wrong with an expression's wording, given names that are not plain words.
    package var fault: (String, [String]) -> String?

    /// Makes an expression language.
    package init(
        evaluate: @escaping (String, [String: Variable], Instant) -> Variable,
        fault: @escaping (String, [String]) -> String?
    ) {
        self.evaluate = evaluate
        self.fault = fault
    }

    /// The timer a text sets: an ISO 8601 literal, or an expression that gives one.
    package func timer(
        _ text: String, visible: () -> [String: Variable], setAt now: Instant
    ) -> Timer? {
        if let schedule = Schedule(iso: text) { return schedule.timer(setAt: now) }
        switch evaluate(text, visible(), now) {
        case .text(let text), .temporal(_, let text): return Schedule(iso: text)?.timer(setAt: now)
        case .null, .bool, .number, .list, .context: return nil
        }
    }
}
