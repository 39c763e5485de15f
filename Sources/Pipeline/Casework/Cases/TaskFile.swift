package import Workflow

/// A task with what a person has to know to do it.
package struct TaskFile: Sendable {
    /// The task.
    package var task: CaseTask
    /// What completing it amounts to, as the process says: `coding`, `approval`; `nil` where it says nothing.
    package var duty: String?
    /// What can be seen at it: `seller`, `number`, `total`, `coding`, `level`, `hold` ...
    package var variables: [String: Variable]
    /// The hash of what is to be approved, as of now.
    package var basis: String
    /// Names of those who may do it now, whoever has it; empty where nobody is known.
    package var whoCould: [String]
    /// What people did in the case before.
    package var history: CaseHistory

    /// Makes a file.
    package init(
        task: CaseTask, duty: String?, variables: [String: Variable], basis: String, whoCould: [String],
        history: CaseHistory
    ) {
        self.task = task
        self.duty = duty
        self.variables = variables
        self.basis = basis
        self.whoCould = whoCould
        self.history = history
    }
}
