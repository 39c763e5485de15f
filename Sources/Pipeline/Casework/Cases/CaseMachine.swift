import Formats
import Synchronization
package import Workflow

/// Why a case did not take a step; it then stays as it is.
package enum CaseRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no process with this id.
    case unknownProcess(String)
    /// A file cannot be executed: a line each with file, line and element.
    case faults([String])
    /// The engine does not take the event.
    case engine(String)
    /// The instance as it was kept is none.
    case damaged(String)

    /// One sentence for people.
    package var description: String {
        switch self {
        case .unknownProcess(let id): "No process \(id) is deployed"
        case .faults(let faults): faults.joined(separator: "\n")
        case .engine(let reason), .damaged(let reason): reason
        }
    }
}

/// Moves cases: takes an instance as it is kept and what happened to it, gives the instance as it then stands.
///
/// It knows the processes it was taught and looks at no clock; the store calls it inside its transactions.
package final class CaseMachine: Sendable {
    private struct Known {
        var library = ProcessLibrary()
        var newest: Int64 = 0
    }

    private let known = Mutex(Known())

    /// Makes a machine that knows no process.
    package init() {}

    /// The last deployment it was taught; 0 for none.
    package var newest: Int64 { known.withLock { $0.newest } }

    /// Everything it was taught.
    package var library: ProcessLibrary { known.withLock { $0.library } }

    /// Learns versions, in the order they were deployed.
    package func learn(_ versions: [ProcessVersion]) throws(CaseRefusal) {
        for version in versions {
            let definitions = try Self.definitions(in: version.content, file: version.file)
            guard let definition = definitions.first(where: { $0.id == version.key.process }) else {
                throw .damaged("\(version.file) does not hold the process \(version.key.process)")
            }
            known.withLock { known in
                guard version.sequence > known.newest else { return }
                known.library.add(definition, version: version.key.version)
                known.newest = version.sequence
            }
        }
    }

    /// The processes of a file.
    package static func definitions(
        in content: [UInt8], file: String
    ) throws(CaseRefusal) -> [ProcessDefinition] {
        let document: BPMNDocument
        do throws(FormatError) {
            document = try BPMNDocument(parsing: content, file: file)
        } catch {
            throw .faults(["\(file): \(error)"])
        }
        do throws(DeploymentError) {
            return try ProcessReading.definitions(in: document, expressions: .feel)
        } catch {
            throw .faults(error.faults.map(\.description))
        }
    }

    /// A start event of the newest version of a process.
    package struct Start: Hashable, Sendable {
        /// The process.
        package let process: String
        /// The start event; `nil` for the plain one.
        package let event: String?

        /// Names a start event.
        package init(process: String, event: String?) {
            self.process = process
            self.event = event
        }
    }

    /// The start events of newest versions that something starts, in order of their processes.
    package func starts(by trigger: Trigger) -> [Start] {
        let library = library
        return library.newest.sorted { $0.key < $1.key }.flatMap { process, key in
            (library.definitions[key]?.starts ?? []).filter { $0.startTrigger == trigger }
                .map { Start(process: process, event: $0.id) }
        }
    }

    // MARK: Steps

    /// Starts the newest version of a process, at one of its start events where one is named.
    package func start(
        _ process: String, event: String? = nil, variables: [String: Variable], at now: Timestamp
    ) throws(CaseRefusal) -> CaseMove {
        let library = library
        guard let key = library.newest[process] else { throw .unknownProcess(process) }
        do throws(EngineRefusal) {
            let (instance, effects) = try Self.engine(library).start(
                key, at: event, variables: variables, now: now.instant)
            return try Self.move(instance, effects, library, now)
        } catch {
            throw .engine(error.description)
        }
    }

    /// Gives an event to an instance.
    package func take(
        _ event: ProcessEvent, instance text: String, at now: Timestamp
    ) throws(CaseRefusal) -> CaseMove {
        let library = library
        let instance = try instance(text)
        do throws(EngineRefusal) {
            let (next, effects) = try Self.engine(library).take(event, for: instance, now: now.instant)
            return try Self.move(next, effects, library, now)
        } catch {
            throw .engine(error.description)
        }
    }

    /// The same instance on another version of its process, where it fits, and the elements it waits for besides.
    package func migrate(
        _ text: String, from old: ProcessKey, to new: ProcessKey, at now: Timestamp
    ) throws(CaseRefusal) -> (CaseMove, armed: [String]) {
        let library = library
        guard old.process == new.process else { throw .engine("\(new) is another process than \(old)") }
        guard library.definitions[new.description] != nil else { throw .unknownProcess(new.description) }
        let instance = try instance(text)
        do throws(EngineRefusal) {
            let (next, armed) = try Self.engine(library).migrate(
                instance, from: old.description, to: new.description, now: now.instant)
            return (try Self.move(next, [], library, now), armed)
        } catch {
            throw .engine(error.description)
        }
    }

    /// What can be seen of an instance as it is kept.
    package func view(of text: String) throws(CaseRefusal) -> CaseView {
        CaseView(try instance(text), library: library)
    }

    private func instance(_ text: String) throws(CaseRefusal) -> ProcessInstance {
        do throws(StoreFailure) {
            return try CaseJSON.value(ProcessInstance.self, from: text)
        } catch {
            throw .damaged(error.description)
        }
    }

    private static func engine(_ library: ProcessLibrary) -> Engine {
        Engine(library: library, expressions: .feel, serve: { _ in nil })
    }

    private static func move(
        _ instance: ProcessInstance, _ effects: [Effect], _ library: ProcessLibrary, _ now: Timestamp
    ) throws(EngineRefusal) -> CaseMove {
        guard let process = ProcessKey(instance.process) else { throw .unknownProcess(instance.process) }
        let text: String
        do throws(StoreFailure) {
            text = try CaseJSON.text(of: instance)
        } catch {
            throw .unsound(error.description)
        }
        let signals = effects.compactMap { effect in
            if case .signal(let name) = effect { name } else { nil }
        }
        return CaseMove(
            process: process, instance: text, state: CaseState(instance.status),
            rows: CaseRows(of: CaseView(instance, library: library), at: now), signals: signals)
    }
}

extension CaseState {
    /// How a case stands whose instance stands so.
    init(_ status: ProcessInstance.Status) {
        switch status {
        case .active: self = .active
        case .completed: self = .completed
        case .cancelled: self = .cancelled
        case .incident: self = .incident
        }
    }
}

extension Timestamp {
    /// The same moment as processes know it.
    package var instant: Instant { Instant(milliseconds: Int(milliseconds)) }
}

extension CaseRows {
    /// What an instance waits for and does.
    init(of view: CaseView, at now: Timestamp) {
        guard view.instance.ending == nil else { return }
        for task in view.tasks {
            tasks.append(
                Task(
                    token: task.token.number, element: task.node.id, name: task.node.name,
                    groups: Self.groups(of: task, in: view, at: now)))
        }
        for subscription in view.instance.subscriptions { add(subscription) }
        for token in view.instance.tokens {
            switch token.state {
            case .served:
                if let call = Self.call(of: token, in: view) { calls.append(call) }
            case .incident(let incident):
                incidents.append(
                    Incident(token: token.number, element: token.node, reason: incident.reason))
            case .moving, .waiting, .joining, .inside: break
            }
        }
    }

    private mutating func add(_ subscription: Subscription) {
        switch subscription.cause {
        case .timer(let timer):
            timers.append(
                Timer(
                    subscription: subscription.number, element: subscription.node,
                    due: Timestamp(milliseconds: Int64(timer.due.milliseconds))))
        case .message(let name):
            awaited.append(
                Awaited(
                    subscription: subscription.number, element: subscription.node, kind: .message, name: name)
            )
        case .signal(let name):
            awaited.append(
                Awaited(
                    subscription: subscription.number, element: subscription.node, kind: .signal, name: name))
        }
    }

    private static func groups(of task: OpenTask, in view: CaseView, at now: Timestamp) -> [String] {
        guard case .task(.user(let groups)) = task.node.kind else { return [] }
        switch groups {
        case .named(let names): return names
        case .expression(let text):
            let value = ExpressionLanguage.feel.evaluate(
                text, view.variables(visibleAt: task.token), now.instant)
            switch value {
            case .text(let name): return [name]
            case .list(let names): return names.compactMap(\.text)
            case .null, .bool, .number, .temporal, .context: return []
            }
        }
    }

    private static func call(of token: Token, in view: CaseView) -> Call? {
        guard let scope = view.instance.scopes[token.scope],
            let node = view.library.definitions[scope.process]?.nodes[token.node]
        else { return nil }
        let target: Errand.Target
        switch node.kind {
        case .task(.service(let handler?)), .throwing(.message(let handler?)), .end(.message(let handler?)):
            target = .handler(handler)
        case .task(.decision(let decision, let result)): target = .decision(decision, result: result)
        case .task, .throwing, .end, .start, .catching, .boundary, .subProcess, .eventSubProcess, .call,
            .gateway:
            return nil
        }
        return Call(token: token.number, element: node.id, target: target)
    }
}

extension Variable {
    /// The text, where it is one.
    package var text: String? { if case .text(let text) = self { text } else { nil } }

    /// The digits, where it is a number.
    package var digits: String? { if case .number(let digits) = self { digits } else { nil } }

    /// The members, where it is a context.
    package var members: [String: Variable]? {
        if case .context(let members) = self { members } else { nil }
    }

    /// The elements, where it is a list.
    package var elements: [Variable]? { if case .list(let elements) = self { elements } else { nil } }
}

extension CaseView {
    /// The subscriptions to a message at which everything of `correlation` can be seen; a name goes into contexts
    /// with points: `hold.id`.
    package func subscriptions(
        toMessage name: String, where correlation: [String: Variable]
    ) -> [Subscription] {
        instance.subscriptions.filter { subscription in
            guard subscription.cause == .message(name) else { return false }
            guard !correlation.isEmpty else { return true }
            let visible = visible(at: subscription)
            return correlation.allSatisfy { Self.value(at: $0.key, in: visible) == $0.value }
        }
    }

    /// What can be seen where something is waited for; at a boundary event, what its activity sees.
    private func visible(at subscription: Subscription) -> [String: Variable] {
        if case .token(let number) = subscription.owner, let token = instance.tokens[number] {
            return variables(visibleAt: token)
        }
        return variables(visibleAt: subscription)
    }

    private static func value(at path: String, in variables: [String: Variable]) -> Variable? {
        var names = path.split(separator: ".").map(String.init)[...]
        guard let first = names.popFirst() else { return nil }
        var value = variables[first]
        for name in names { value = value?.members?[name] }
        return value
    }
}
