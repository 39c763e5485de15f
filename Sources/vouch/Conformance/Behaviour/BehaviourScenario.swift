internal import Formats
internal import Workflow

/// A scenario of the behaviour suite: processes, what happens to them, and what is then to be seen.
struct BehaviourScenario {
    let name: String
    let files: [String]
    let clock: Instant
    let handlers: [String: [ServiceOutcome]]
    let steps: [Step]

    /// Something that happens, and what is expected then.
    struct Step {
        let action: Action
        let expected: [String: JSONTree]
    }

    /// What can happen.
    enum Action {
        case start(ElementID, variables: [String: Variable], label: String?, at: Instant?)
        case startByMessage(String, variables: [String: Variable])
        case complete(String, index: Int, variables: [String: Variable])
        case error(String, index: Int, code: String, variables: [String: Variable])
        case escalation(String, index: Int, code: String, variables: [String: Variable])
        case message(String, correlation: [String: Variable], variables: [String: Variable])
        case messageAt(ElementID, name: String, index: Int, variables: [String: Variable])
        case signal(String, variables: [String: Variable])
        case advanceBy(TimeSpan)
        case advanceTo(Instant)
        case cancel(label: String)
        case saveAndRestore
    }

    /// Reads a scenario.
    init(in bytes: [UInt8]) throws {
        let root = BehaviourNode(try JSONTree(parsing: bytes))
        name = try root.text("name")
        files = try root.list("files").map { try $0.text() }
        clock = try root.instant("clock")
        handlers = try root.members("handlers").mapValues { try Self.outcomes($0) }
        steps = try root.list("steps").map { step in
            Step(action: try Self.action(step), expected: try step.members("expect").mapValues(\.tree))
        }
    }

    private static func outcomes(_ node: BehaviourNode) throws(FormatError) -> [ServiceOutcome] {
        guard case .array(let elements) = node.tree else { return [try outcome(node)] }
        return try elements.map { element throws(FormatError) in try outcome(BehaviourNode(element)) }
    }

    private static func outcome(_ node: BehaviourNode) throws(FormatError) -> ServiceOutcome {
        ServiceOutcome(
            set: try node.variables("set"), local: try node.variables("local"),
            error: try node.optionalText("error"))
    }

    private static func action(_ step: BehaviourNode) throws(FormatError) -> Action {
        let names = try step.members().keys.filter { $0 != "expect" }
        guard names.count == 1, let name = names.first else { throw .damaged("a step has one action") }
        let node = try step.member(name)
        switch name {
        case "start": return try start(node)
        case "startByMessage":
            return .startByMessage(try node.text("name"), variables: try node.variables("variables"))
        case "complete":
            return .complete(
                try node.text("task"), index: try node.index(), variables: try node.variables("variables"))
        case "throw": return try raise(node)
        case "message": return try message(node)
        case "signal": return .signal(try node.text("name"), variables: try node.variables("variables"))
        case "advance":
            let text = try node.text()
            if let span = TimeSpan(iso: text) { return .advanceBy(span) }
            guard let instant = Instant(iso: text) else { throw .damaged("\(text) is no time") }
            return .advanceTo(instant)
        case "cancel": return .cancel(label: try node.text())
        case "saveAndRestore": return .saveAndRestore
        default: throw .damaged("\(name) is no action")
        }
    }

    private static func start(_ node: BehaviourNode) throws(FormatError) -> Action {
        let instant = try node.optionalText("at") == nil ? nil : try node.instant("at")
        return .start(
            try node.text("process"), variables: try node.variables("variables"),
            label: try node.optionalText("as"), at: instant)
    }

    private static func raise(_ node: BehaviourNode) throws(FormatError) -> Action {
        let (task, index) = (try node.text("task"), try node.index())
        let variables = try node.variables("variables")
        if let code = try node.optionalText("error") {
            return .error(task, index: index, code: code, variables: variables)
        }
        return .escalation(task, index: index, code: try node.text("escalation"), variables: variables)
    }

    private static func message(_ node: BehaviourNode) throws(FormatError) -> Action {
        let (name, variables) = (try node.text("name"), try node.variables("variables"))
        guard let element = try node.optionalText("element") else {
            return .message(name, correlation: try node.variables("correlation"), variables: variables)
        }
        return .messageAt(element, name: name, index: try node.index(), variables: variables)
    }
}

/// A place in a scenario.
struct BehaviourNode {
    let tree: JSONTree

    init(_ tree: JSONTree) { self.tree = tree }

    func members() throws(FormatError) -> [String: BehaviourNode] {
        guard case .object(let members) = tree else { throw .damaged("an object is missing") }
        return members.mapValues { BehaviourNode($0) }
    }

    func members(_ name: String) throws(FormatError) -> [String: BehaviourNode] {
        try members()[name]?.members() ?? [:]
    }

    func member(_ name: String) throws(FormatError) -> BehaviourNode {
        guard let member = try members()[name] else { throw .damaged("\(name) is missing") }
        return member
    }

    func list(_ name: String) throws(FormatError) -> [BehaviourNode] {
        guard case .array(let elements) = try member(name).tree else { throw .damaged("\(name) is no list") }
        return elements.map { BehaviourNode($0) }
    }

    func text() throws(FormatError) -> String {
        guard case .string(let text) = tree else { throw .damaged("a text is missing") }
        return text
    }

    func text(_ name: String) throws(FormatError) -> String { try member(name).text() }

    func optionalText(_ name: String) throws(FormatError) -> String? {
        guard let member = try members()[name], member.tree != .null else { return nil }
        return try member.text()
    }

    func instant(_ name: String) throws(FormatError) -> Instant {
        guard let instant = Instant(iso: try text(name)) else { throw .damaged("\(name) is no time") }
        return instant
    }

    func index() throws(FormatError) -> Int {
        guard let member = try members()["index"] else { return 0 }
        guard let index = member.tree.integer else { throw .damaged("an index is a whole number") }
        return index
    }

    func variables(_ name: String) throws(FormatError) -> [String: Variable] {
        try members(name).mapValues { Variable($0.tree) }
    }
}

extension JSONTree {
    /// The whole number, where it is one.
    var integer: Int? { if case .number(let text) = self { Int(text) } else { nil } }
}

extension Variable {
    /// The value as a process sees it.
    init(_ tree: JSONTree) {
        switch tree {
        case .null: self = .null
        case .bool(let bool): self = .bool(bool)
        case .number(let text): self = .decimal(text)
        case .string(let text): self = .text(text)
        case .array(let elements): self = .list(elements.map { Variable($0) })
        case .object(let members): self = .context(members.mapValues { Variable($0) })
        }
    }
}
