/// Timers, which fire while the clock is put forward and at no other time.
extension Office {
    /// Puts the clock forward; what falls due fires in its order, each timer at its own time.
    package mutating func advance(to target: Instant) throws(OfficeRefusal) {
        guard target >= state.clock else { throw .backwards }
        var copy = self
        var firings = 0
        while let next = copy.nextTimer, next.due <= target {
            firings += 1
            guard firings <= limits.firings else { throw .tooManyTimers(limits.firings) }
            copy.state.clock = max(copy.state.clock, next.due)
            do {
                try copy.fire(next)
            } catch {
                throw .engine(error)
            }
        }
        copy.state.clock = target
        self = copy
    }

    /// Puts the clock forward by a length of time.
    package mutating func advance(by span: TimeSpan) throws(OfficeRefusal) {
        guard let target = state.clock.adding(span) else { throw .backwards }
        try advance(to: target)
    }

    /// An armed timer, of an instance or of a start event.
    package struct ArmedTimer: Hashable, Sendable {
        package let due: Instant
        package let node: ElementID
        let number: Int
        /// The place of the instance; `nil` for a start event of a process.
        let place: Int?
    }

    /// All armed timers in the order in which they fire.
    package var timers: [ArmedTimer] {
        // Plain loops: the optimiser of Swift 6.3 fails on closures over the payload of `cause` here.
        var timers: [ArmedTimer] = []
        for place in state.cases.indices where state.cases[place].instance.ending == nil {
            for subscription in state.cases[place].instance.subscriptions {
                guard case .timer(let timer) = subscription.cause else { continue }
                timers.append(
                    ArmedTimer(
                        due: timer.due, node: subscription.node, number: subscription.number, place: place))
            }
        }
        for start in state.startTimers {
            timers.append(
                ArmedTimer(due: start.timer.due, node: start.node, number: start.number, place: nil))
        }
        return timers.sorted { ($0.due, $0.number) < ($1.due, $1.number) }
    }

    private var nextTimer: ArmedTimer? { timers.first }

    private mutating func fire(_ timer: ArmedTimer) throws(EngineRefusal) {
        if let place = timer.place { return try take(.timer(subscription: timer.number), for: place) }
        guard let index = state.startTimers.firstIndex(where: { $0.number == timer.number }) else { return }
        let armed = state.startTimers[index]
        if let next = armed.timer.next {
            state.startTimers[index].timer = next
        } else {
            state.startTimers.remove(at: index)
        }
        try start(armed.process, at: armed.node, variables: [:])
    }
}
