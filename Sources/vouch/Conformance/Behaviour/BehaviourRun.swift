internal import Formats
internal import FoundationEssentials
internal import Workflow

/// Runs a scenario and tells what is otherwise than it says.
struct BehaviourRun {
    private let scenario: BehaviourScenario
    private let savesEveryStep: Bool
    private let calls: HandlerCalls
    private var office: Office

    /// Every difference of a scenario, run as it is and with saving and restoring after every step.
    static func differences(
        of scenario: BehaviourScenario, expressions: ExpressionLanguage,
        contents: (String) throws -> [UInt8]
    ) throws -> [String] {
        try [false, true].flatMap { saves in
            var run = BehaviourRun(scenario, expressions, savesEveryStep: saves)
            let differences = try run.differences(contents)
            return saves ? differences.map { "saved and restored: \($0)" } : differences
        }
    }

    private init(_ scenario: BehaviourScenario, _ expressions: ExpressionLanguage, savesEveryStep: Bool) {
        self.scenario = scenario
        self.savesEveryStep = savesEveryStep
        let calls = HandlerCalls(outcomes: scenario.handlers)
        self.calls = calls
        office = Office(clock: scenario.clock, expressions: expressions, serve: calls.answer)
    }

    private mutating func differences(_ contents: (String) throws -> [UInt8]) throws -> [String] {
        for file in scenario.files {
            do {
                try office.deploy(try BPMNDocument(parsing: try contents(file), file: file))
            } catch let error as DeploymentError {
                return error.faults.map(\.description)
            }
        }
        for (index, step) in scenario.steps.enumerated() {
            let found = try differences(of: step).map { "step \(index + 1): \($0)" }
            guard found.isEmpty else { return found }
            if savesEveryStep { try saveAndRestore() }
        }
        return []
    }

    private mutating func differences(of step: BehaviourScenario.Step) throws -> [String] {
        let isRejected = step.expected["rejected"] == .bool(true)
        let before = office.state
        let isAsBefore = calls.names.count
        do {
            try perform(step.action)
        } catch let refusal as OfficeRefusal {
            guard isRejected else { return ["was refused: \(refusal)"] }
            return office.state == before && calls.names.count == isAsBefore
                ? [] : ["a refusal changed things"]
        }
        guard !isRejected else { return ["was accepted and should be rejected"] }
        let expectations = BehaviourExpectations(office: office, calls: calls.names)
        return expectations.differences(from: step.expected)
    }

    private mutating func perform(_ action: BehaviourScenario.Action) throws {
        switch action {
        case .start(let process, let variables, let label, let instant):
            // A start that is refused does not put the clock forward either.
            var later = office
            if let instant { try later.advance(to: instant) }
            try later.start(process: process, variables: variables, label: label)
            office = later
        case .startByMessage(let name, let variables):
            try office.startByMessage(name, variables: variables)
        case .complete(let task, let index, let variables):
            try office.complete(task: task, index: index, variables: variables)
        case .error(let task, let index, let code, let variables):
            try office.raise(task: task, index: index) { .error(token: $0, code: code, variables: variables) }
        case .escalation(let task, let index, let code, let variables):
            try office.raise(task: task, index: index) {
                .escalation(token: $0, code: code, variables: variables)
            }
        case .message(let name, let correlation, let variables):
            try office.message(name, correlation: correlation, variables: variables)
        case .messageAt(let element, let name, let index, let variables):
            try office.message(name, at: element, index: index, variables: variables)
        case .signal(let name, let variables): try office.signal(name, variables: variables)
        case .advanceBy(let span): try office.advance(by: span)
        case .advanceTo(let instant): try office.advance(to: instant)
        case .cancel(let label): try office.cancel(place(of: label))
        case .saveAndRestore: try saveAndRestore()
        }
    }

    private func place(of label: String) -> Int {
        label.isEmpty
            ? office.state.cases.count - 1 : office.state.cases.firstIndex { $0.label == label } ?? -1
    }

    private mutating func saveAndRestore() throws {
        let saved = try JSONEncoder().encode(office.state)
        office.state = try JSONDecoder().decode(Office.State.self, from: saved)
    }
}

/// What the handlers of a scenario answer, call by call; the office's closures share it.
final class HandlerCalls {
    private let outcomes: [String: [ServiceOutcome]]
    /// The names of the handlers in the order they were called.
    private(set) var names: [String] = []

    init(outcomes: [String: [ServiceOutcome]]) { self.outcomes = outcomes }

    func answer(_ call: ServiceCall) -> ServiceOutcome? {
        let name =
            switch call.target {
            case .handler(let name): name
            case .decision(let name, _): name
            }
        let earlier = names.count { $0 == name }
        names.append(name)
        guard let outcomes = outcomes[name], let last = outcomes.last else { return ServiceOutcome() }
        return earlier < outcomes.count ? outcomes[earlier] : last
    }
}
