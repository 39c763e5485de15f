import Domain
import Workflow

/// Tells a process what holds the bill, as matching found it.
enum MatchingHolds {
    static func answer(to file: ErrandFile) throws(HandlerFailure) -> ErrandAnswer {
        guard !file.isMatchDue else {
            throw HandlerFailure("it waits to be matched", isTransient: true)
        }
        let holds = file.holds.map { stored in
            Variable.context([
                "id": .number("\(stored.id)"), "owner": .text(stored.hold.owner.rawValue),
                "code": .text(stored.hold.code.rawValue), "sentence": .text(stored.hold.sentence),
            ])
        }
        let note =
            if !holds.isEmpty {
                "held by " + file.holds.map(\.hold.code.rawValue).joined(separator: ", ")
            } else {
                file.isMatchable ? "in order" : "there are no orders to match it with"
            }
        return ErrandAnswer(outcome: ServiceOutcome(set: ["holds": .list(holds)]), note: note)
    }
}
