/// One run to completion: an instance, and the errands that are left until every token waits.
///
/// Errands lie on a stack, so that a token's way is walked to its end before the next token moves.
struct Run {
    let engine: Engine
    var instance: ProcessInstance
    let now: Instant
    var effects: [Effect] = []
    private var errands: [Errand] = []
    private var steps = 0

    /// Something that is left to do; what it is about may be gone when its turn comes.
    enum Errand {
        /// A token has come to a node.
        case arrive(Int)
        /// An activity does its work, once.
        case perform(Int)
        /// A token is done at its node.
        case leave(Int)
        /// A token is done for good.
        case vanish(Int)
        /// A scope may have lost its last token.
        case settle(Int)
        /// A subscription gets what it waits for.
        case fire(Int, [String: Variable])
    }

    init(engine: Engine, instance: ProcessInstance, now: Instant) {
        self.engine = engine
        self.instance = instance
        self.now = now
    }

    /// Runs until every token waits.
    mutating func finished() throws(EngineRefusal) -> (ProcessInstance, [Effect]) {
        repeat {
            while let errand = errands.popLast() {
                steps += 1
                guard steps <= engine.limits.steps else { throw .tooManySteps(engine.limits.steps) }
                try run(errand)
            }
        } while try joinInclusively()
        return (instance, effects)
    }

    private mutating func run(_ errand: Errand) throws(EngineRefusal) {
        switch errand {
        case .arrive(let number): if let token = instance.tokens[number] { try arrive(token) }
        case .perform(let number): if let token = instance.tokens[number] { try perform(token) }
        case .leave(let number): if let token = instance.tokens[number] { try leave(token) }
        case .vanish(let number): if let token = instance.tokens[number] { vanish(token) }
        case .settle(let number): if let scope = instance.scopes[number] { try settle(scope) }
        case .fire(let number, let variables):
            if let subscription = instance.subscriptions[number] { try fire(subscription, variables) }
        }
    }

    /// Does these first, in their order, and then what was to be done before.
    mutating func first(_ list: [Errand]) { errands.append(contentsOf: list.reversed()) }

    /// Does this first, and then what was to be done before.
    mutating func first(_ errand: Errand) { errands.append(errand) }

    mutating func nextNumber() -> Int {
        defer { instance.nextNumber += 1 }
        return instance.nextNumber
    }
}

/// Finding one's way in the instance.
extension Run {
    func scope(of token: Token) -> Scope {
        guard let scope = instance.scopes[token.scope] else {
            preconditionFailure("a token lies in an open scope")
        }
        return scope
    }

    func definition(of scope: Scope) -> ProcessDefinition {
        guard let definition = engine.library.definitions[scope.process] else {
            preconditionFailure(
                "the version \(scope.process) is in the library while an instance stands in it")
        }
        return definition
    }

    func definition(of token: Token) -> ProcessDefinition { definition(of: scope(of: token)) }

    func node(of token: Token) -> FlowNode { node(token.node, in: definition(of: token)) }

    func node(_ id: ElementID, in definition: ProcessDefinition) -> FlowNode {
        guard let node = definition.nodes[id] else {
            preconditionFailure("the element \(id) is in its process")
        }
        return node
    }

    func tokens(in scope: Int) -> [Token] { instance.tokens.filter { $0.scope == scope } }

    /// The scopes from one outwards, with the token each of them is held by.
    func parentToken(of scope: Scope) -> Token? { scope.parent.flatMap { instance.tokens[$0] } }

    /// Makes a token; it does nothing by itself.
    mutating func makeToken(
        at node: ElementID, in scope: Int, by flow: ElementID? = nil, locals: [String: Variable] = [:],
        index: Int? = nil
    ) throws(EngineRefusal) -> Int {
        guard instance.tokens.count < engine.limits.tokens else {
            throw .tooManyTokens(engine.limits.tokens)
        }
        let number = nextNumber()
        instance.tokens.append(
            Token(
                number: number, node: node, scope: scope, flow: flow, state: .moving, locals: locals,
                index: index))
        return number
    }

    mutating func set(_ token: Token, to state: Token.State) {
        instance.tokens.change(token.number) { $0.state = state }
    }

    /// A token cannot go on.
    mutating func stop(_ token: Token, _ reason: String, retry: Incident.Retry) {
        let incident = Incident(number: nextNumber(), reason: reason, retry: retry)
        set(token, to: .incident(incident))
    }

    /// Counts that a token entered a node.
    mutating func count(_ node: ElementID, in definition: ProcessDefinition) {
        instance.visits[definition.id, default: [:]][node, default: 0] += 1
    }
}
