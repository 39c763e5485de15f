/// The way back through what was answered, newest first.
///
/// It holds what was answered and not the questions as they were put: on the way back a question is asked of the draft
/// as it is by then, so that its numbers mean what is shown.
public struct AnswerTrail: Sendable {
    private var subjects: [Question.Subject] = []

    /// Begins with nothing answered.
    public init() {}

    /// Notes an answer that was kept; those about the whole document lead back to no question.
    public mutating func add(_ answer: Answer) {
        guard let subject = answer.subject else { return }
        subjects.removeAll { $0 == subject }
        subjects.append(subject)
    }

    /// Goes back to what was answered last and is not asked just now; `nil` where there is nothing more.
    public mutating func back(from current: Question.Subject?, in review: ReviewSession) -> Question? {
        while let subject = subjects.popLast() {
            guard subject != current, let question = review.question(about: subject) else { continue }
            return question
        }
        return nil
    }
}
