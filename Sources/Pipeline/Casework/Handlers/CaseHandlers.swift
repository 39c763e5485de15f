package import Domain
package import Workflow

/// The handlers a process can call by name, and whom it asks for decisions.
package struct CaseHandlers: Sendable {
    /// Answers a call from what the store holds; the same file gives the same answer.
    package typealias Handler = @Sendable (ErrandFile) throws(HandlerFailure) -> ErrandAnswer
    /// Answers a decision, by its id or name.
    package typealias Decider =
        @Sendable (_ name: String, _ inputs: [String: Variable], _ at: Timestamp) throws(HandlerFailure) ->
        Decided
    /// What an amount is in the accounting currency; `nil` where there is no rate.
    package typealias Conversion = @Sendable (FixedDecimal, _ currency: String) -> Rational?

    /// What was decided, and by which rules.
    package struct Decided: Hashable, Sendable {
        /// The value.
        package var value: Variable
        /// One sentence for the history.
        package var note: String

        /// Makes an answer.
        package init(value: Variable, note: String) {
            self.value = value
            self.note = note
        }
    }

    /// The handlers by name.
    package private(set) var byName: [String: Handler]
    private let decide: Decider

    /// The handlers that come with Vouch.
    package init(
        decide: @escaping Decider, accountingCurrency: String, inAccountingCurrency: @escaping Conversion
    ) {
        self.decide = decide
        byName = [
            "verify": { file throws(HandlerFailure) in
                Verifying.answer(to: file, accountingCurrency, inAccountingCurrency: inAccountingCurrency)
            },
            "match": { file throws(HandlerFailure) in try MatchingHolds.answer(to: file) },
            "propose-accounts": { file throws(HandlerFailure) in AccountProposal.answer(to: file) },
            "remind": { file throws(HandlerFailure) in Telling.reminder(to: file) },
            "escalate": { file throws(HandlerFailure) in Telling.escalation(to: file) },
            "dispute": { file throws(HandlerFailure) in Telling.dispute(to: file) },
            "refuse": { file throws(HandlerFailure) in try Telling.refusal(to: file) },
            "post": { file throws(HandlerFailure) in try Posting.answer(to: file) },
            "archive": { file throws(HandlerFailure) in Posting.paid(file) },
            "note-cancellation": { file throws(HandlerFailure) in Posting.cancelled(file) },
        ]
    }

    /// Answers an errand.
    package func answer(to file: ErrandFile) throws(HandlerFailure) -> ErrandAnswer {
        switch file.errand.target {
        case .handler(let name):
            guard let handler = byName[name] else {
                throw HandlerFailure("there is no handler called \(name)")
            }
            return try handler(file)
        case .decision(let name, let result):
            let decided = try decide(name, file.variables, file.at)
            if case .null = decided.value {
                throw HandlerFailure("the decision \(name) comes to nothing: \(decided.note)")
            }
            var outcome = ServiceOutcome()
            if let result { outcome.set[result] = decided.value }
            return ErrandAnswer(outcome: outcome, note: decided.note)
        }
    }
}
