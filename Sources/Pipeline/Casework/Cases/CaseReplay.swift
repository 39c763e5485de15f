package import Workflow

/// Has the engine take again what the log says of a case, entry by entry: the engine being as it is, the case is then
/// what it was.
package struct CaseReplay {
    /// An entry of the log about the case.
    package struct Step: Hashable, Sendable {
        /// When, who, what.
        package let event: AuditEvent
        /// What the engine was given.
        package let entry: CaseEntry

        /// Takes an entry of the log; `nil` for one that is not about this case.
        package init?(_ event: AuditEvent, of id: CaseID) {
            guard let entry = CaseEntry(detail: event.detail), entry.caseNumber == id.rawValue else {
                return nil
            }
            self.event = event
            self.entry = entry
        }
    }

    /// How the case stands after some of its entries.
    package struct Standing {
        /// What can be seen of it; `nil` before its start.
        package fileprivate(set) var view: CaseView?
        /// The entries that were taken.
        package fileprivate(set) var steps: [Step] = []
        /// Since when tokens and subscriptions are there, by their numbers.
        package fileprivate(set) var since: [Int: Timestamp] = [:]
        /// Where the log and the engine do not agree.
        package fileprivate(set) var faults: [String] = []

        /// The version of the process it stands on.
        package var process: ProcessKey? { (view?.instance.process).flatMap { ProcessKey($0) } }
    }

    /// The entries about the case, in order.
    package let steps: [Step]
    private let library: ProcessLibrary

    /// Takes the entries of the log about a case, and every version of its processes.
    package init(_ log: [AuditEvent], of id: CaseID, library: ProcessLibrary) {
        steps = log.compactMap { Step($0, of: id) }
        self.library = library
    }

    /// The case as it was at a moment; at the end of its log where none is said.
    ///
    /// `look` sees every entry before it is taken, with the case as it then was.
    package func standing(
        until moment: Timestamp? = nil, look: (Step, CaseView) -> Void = { _, _ in }
    ) -> Standing {
        var standing = Standing()
        for step in steps {
            if let moment, step.event.at > moment { break }
            if let view = standing.view { look(step, view) }
            take(step, &standing)
            standing.steps.append(step)
        }
        return standing
    }

    private func take(_ step: Step, _ standing: inout Standing) {
        let now = step.event.at.instant
        do {
            let instance: ProcessInstance
            if let event = step.entry.event {
                guard let before = standing.view?.instance else {
                    standing.faults.append("\(step.words): there is no entry of its start")
                    return
                }
                (instance, _) = try engine.take(event, for: before, now: now)
            } else if let variables = step.entry.variables {
                (instance, _) = try engine.start(
                    step.entry.process, at: step.entry.element, variables: variables, now: now)
            } else if let before = standing.view?.instance, before.process != step.entry.process {
                instance = try moved(before, by: step.entry, at: now)
            } else {
                return
            }
            let present = Set(instance.tokens.map(\.number) + instance.subscriptions.map(\.number))
            standing.since = standing.since.filter { present.contains($0.key) }
            for number in present where standing.since[number] == nil {
                standing.since[number] = step.event.at
            }
            standing.view = CaseView(instance, library: library)
        } catch {
            standing.faults.append("\(step.words): \(error)")
        }
    }

    /// The instance on another version of its process, as a migration has it.
    private func moved(
        _ instance: ProcessInstance, by entry: CaseEntry, at now: Instant
    ) throws(EngineRefusal) -> ProcessInstance {
        // Nothing was waited for besides when migrations did not say so.
        guard entry.armed != nil else {
            return instance.standing(on: entry.process, insteadOf: instance.process)
        }
        return try engine.migrate(instance, from: instance.process, to: entry.process, now: now).0
    }

    private var engine: Engine { Engine(library: library, expressions: .feel, serve: { _ in nil }) }
}

extension CaseReplay.Step {
    fileprivate var words: String { "entry \(event.sequence) (\(event.action))" }
}
