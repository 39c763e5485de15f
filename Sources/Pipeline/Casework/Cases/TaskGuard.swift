import Workflow

/// What keeps a task from being completed whoever does it: that what it asks for has not been done.
package enum TaskGuard {
    /// The element at which a person has to look at what was read; confirming the document completes it.
    package static let review = "review"

    /// The element at which the lines of a bill are coded.
    package static let code = "code"
    /// The element at which somebody says why a bill is refused.
    package static let reason = "reason"

    private static func uncoded(_ variables: [String: Variable], _ document: DocumentID) -> [String] {
        variables.coding.filter(\.account.isEmpty).map { line in
            "\(line.line == 0 ? "the bill" : "line \(line.line)") has no account: vouch code \(document) --account ..."
        }
    }

    /// Why the act is not done, a sentence each.
    package static func refusals(
        of question: TaskQuestion, isReviewed: Bool, openHolds: Set<Int64>
    ) -> [String] {
        guard case .complete(let variables) = question.act.kind else { return [] }
        let document = question.stored.document
        let name = question.task.element
        if name == code {
            return uncoded(variables["coding"] == nil ? question.variables : variables, document)
        }
        if name == reason, variables["reason"]?.text?.isEmpty ?? true {
            return ["a refusal needs a reason"]
        }
        if question.task.element == review, !isReviewed {
            return ["document \(document) has to be confirmed: vouch review \(document)"]
        }
        let outcome = variables["outcome"]?.text
        if outcome != "rejected", outcome != "dispute",
            let hold = question.variables["hold"]?.members?["id"]?.integer, openHolds.contains(Int64(hold))
        {
            return ["hold \(hold) is open: vouch hold release \(hold) --reason ..."]
        }
        return []
    }
}
