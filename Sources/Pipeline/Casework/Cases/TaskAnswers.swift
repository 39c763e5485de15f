package import Workflow

/// What people may say when they complete a task: what the task asks for, and nothing a process is to find out itself.
package enum TaskAnswers {
    /// What any task may be answered with.
    private static let common: Set<String> = ["approved", "outcome", "reason", "comment", "coding"]

    /// Why an answer is not taken, a sentence each: what a decision gives, or was given to the task, is not for people
    /// to say.
    package static func refusals(of question: TaskQuestion, library: ProcessLibrary) -> [String] {
        guard case .complete(let variables) = question.act.kind else { return [] }
        let decided = Set(library.definitions.values.flatMap(\.nodes.values).compactMap(\.decided))
        let names = variables.keys.filter { name in
            decided.contains(name) || (question.variables[name] != nil && !common.contains(name))
        }
        return names.sorted().map { "\($0) is not for people to say" }
    }
}

extension FlowNode {
    /// The variable a decision sets.
    fileprivate var decided: String? {
        if case .task(.decision(_, let result)) = kind { result } else { nil }
    }
}
