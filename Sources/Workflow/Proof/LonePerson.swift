/// Searches every way a process can go in the hands of one person, to see whether they could bring it to its goal.
///
/// What is not known when the process is drawn is taken to be anything: conditions on data go both ways, handlers
/// answer well or fail, messages and timers come whenever they may. What is known (what a decision gives, who voted
/// how) is evaluated as it will be. So a way that exists is found; one that is found may need luck.
package struct LonePerson {
    /// A task a person would have to do.
    package struct Task: Hashable, Sendable {
        /// The task.
        package let node: FlowNode
        /// Who it is offered to; `nil` where that depends on what is not known.
        package let groups: [String]?
        /// What is known at it.
        package let variables: [String: Variable]
    }

    /// What a search came to.
    package enum Verdict: Hashable, Sendable {
        /// No way leads to the goal; so many places were looked at.
        case safe(states: Int)
        /// A way that does, step by step.
        case reached([String])
        /// There were too many places to look at all of them.
        case undecided(states: Int)
    }

    /// Places looked at, at most.
    package static let maximumStates = 50_000

    private let process: ProcessDefinition
    private let steps: LoneSteps

    /// Prepares the search.
    ///
    /// - Parameters:
    ///   - process: The id of the process; `nil` comes back for one that is not there.
    ///   - library: The process and what it calls.
    ///   - goals: The names of handlers that are its goal.
    ///   - results: All a decision may give, each with what to call it; `nil` where that is not known.
    package init?(
        of process: ElementID, in library: ProcessLibrary, goals: Set<String>,
        results: @escaping (String) -> [(value: Variable, name: String)]?
    ) {
        guard let key = library.newest[process], let definition = library.definitions[key] else { return nil }
        self.process = definition
        steps = LoneSteps(library: library, goals: goals, results: results)
    }

    /// Whether somebody alone could bring the process to its goal, given how they come to do a task after what
    /// they did, by duties; `nil` where they may not.
    package func verdict(mayDo: (Task, Set<String>) -> String?) -> Verdict {
        var walk = Walk()
        for edge in steps.starts(of: process) {
            if let way = walk.go(edge, from: nil, State(instance: edge.instance)) { return .reached(way) }
        }
        while let place = walk.next() {
            let state = walk.states[place]
            for edge in steps.edges(from: state.instance) {
                if let event = edge.besides, state.fired.contains(event) { continue }
                var next = State(instance: edge.instance, duties: state.duties, fired: state.fired)
                if let event = edge.besides { next.fired.insert(event) }
                var note: String?
                if let task = edge.task {
                    guard let how = mayDo(task, state.duties) else { continue }
                    if let duty = task.node.duty { next.duties.insert(duty) }
                    note = "\(task.node.title): \(how)"
                }
                if let way = walk.go(edge, note, from: place, next) { return .reached(way) }
                guard walk.states.count <= Self.maximumStates else {
                    return .undecided(states: walk.states.count)
                }
            }
        }
        return steps.isCut ? .undecided(states: walk.states.count) : .safe(states: walk.states.count)
    }

    /// Where a process stands, and what the person has done to it.
    private struct State: Hashable {
        var instance: ProcessInstance
        var duties: Set<String> = []
        /// Events besides the way that came; each comes once.
        var fired: Set<ElementID> = []
    }

    /// The places found so far, nearest first, each with how it was come to.
    private struct Walk {
        private(set) var states: [State] = []
        private var known: Set<State> = []
        private var origins: [(from: Int?, notes: [String])] = []
        private var place = 0

        mutating func next() -> Int? {
            guard place < states.count else { return nil }
            defer { place += 1 }
            return place
        }

        /// Adds a place; the whole way where it is the goal.
        mutating func go(_ edge: LoneSteps.Edge, _ note: String? = nil, from: Int?, _ state: State)
            -> [String]?
        {
            let notes = [note].compactMap(\.self) + edge.notes
            if edge.isGoal { return way(to: from) + notes }
            guard known.insert(state).inserted else { return nil }
            states.append(state)
            origins.append((from, notes))
            return nil
        }

        private func way(to place: Int?) -> [String] {
            var notes: [[String]] = []
            var next = place
            while let place = next {
                notes.append(origins[place].notes)
                next = origins[place].from
            }
            return notes.reversed().flatMap(\.self)
        }
    }
}

extension FlowNode {
    /// Its name in one line, else its id.
    package var title: String {
        let words = name.split { $0.isWhitespace }.joined(separator: " ")
        return words.isEmpty ? id : words
    }
}
