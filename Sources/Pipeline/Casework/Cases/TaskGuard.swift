import Workflow

/// What keeps a task from being completed whoever does it: that what it asks for has not been done.
package enum TaskGuard {
    /// The element at which a person has to look at what was read; confirming the document completes it.
    package static let review = "review"

    /// Why the act is not done, a sentence each.
    package static func refusals(
        of question: TaskQuestion, isReviewed: Bool, openHolds: Set<Int64>
    ) -> [String] {
        guard case .complete(let variables) = question.act.kind else { return [] }
        let document = question.stored.document
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
