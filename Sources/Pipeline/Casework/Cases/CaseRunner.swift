/// Moves cases on: takes news to them, fires timers that are due, has errands carried out.
///
/// Any number of runners may work at the same store.
package struct CaseRunner: Sendable {
    /// What is taken at once.
    private static let batch = 16
    /// How long a runner that waits waits before it looks again: timers fire within a second of their time.
    package static let pause = Duration.milliseconds(250)

    /// How long an errand is one runner's: its answer is a matter of milliseconds.
    private static let lease = Duration.seconds(10)

    private let store: any CaseStore
    private let machine: CaseMachine
    private let handlers: CaseHandlers
    private let world: World
    private let worker: String
    private let prepare: @Sendable (Errand) async throws(HandlerFailure) -> Void

    /// What a turn came to.
    package struct Tally: Hashable, Sendable {
        /// Pieces of news, timers and errands.
        package var moved = 0
        /// What errands failed of, those that wait for a person.
        package var incidents: [String] = []

        /// Makes an empty count.
        package init() {}

        mutating func add(_ other: Tally) {
            moved += other.moved
            incidents += other.incidents
        }
    }

    /// Makes a runner; `prepare` does what has to be done outside of the transaction before an errand is answered.
    package init(
        store: any CaseStore, machine: CaseMachine, handlers: CaseHandlers, world: World, worker: String,
        prepare: @escaping @Sendable (Errand) async throws(HandlerFailure) -> Void
    ) {
        self.store = store
        self.machine = machine
        self.handlers = handlers
        self.world = world
        self.worker = worker
        self.prepare = prepare
    }

    /// Does everything that is due, and what becomes due by that.
    package func run() async throws(StoreFailure) -> Tally {
        var tally = Tally()
        while true {
            let turn = try await turn()
            if turn.moved == 0 { return tally }
            tally.add(turn)
        }
    }

    private func turn() async throws(StoreFailure) -> Tally {
        var tally = Tally()
        tally.moved += try await store.takeNews(limit: Self.batch, by: machine, at: world.now())
        tally.moved += try await store.fireStartTimers(limit: Self.batch, by: machine, at: world.now())
        tally.moved += try await store.fireTimers(limit: Self.batch, by: machine, at: world.now())
        let now = world.uptime()
        let errands = try await store.leaseErrands(
            limit: Self.batch,
            terms: LeaseTerms(worker: worker, now: now, until: now.adding(Self.lease)), at: world.now())
        tally.moved += errands.count
        for result in await carryOut(errands) {
            switch result {
            case .success(let incident): if let incident { tally.incidents.append(incident) }
            case .failure(let failure): throw failure
            }
        }
        return tally
    }

    /// Carries errands out side by side, so that they share the cost of a commit; what each failed of for good.
    private func carryOut(_ errands: [Errand]) async -> [Result<String?, StoreFailure>] {
        await withTaskGroup(of: Result<String?, StoreFailure>.self) { group in
            for errand in errands {
                group.addTask {
                    do throws(StoreFailure) {
                        return .success(try await carryOut(errand))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            var results: [Result<String?, StoreFailure>] = []
            for await result in group { results.append(result) }
            return results
        }
    }

    private func carryOut(_ errand: Errand) async throws(StoreFailure) -> String? {
        var failure: HandlerFailure?
        do throws(HandlerFailure) {
            try await prepare(errand)
        } catch {
            failure = error
        }
        let unprepared = failure
        let receipt = try await store.finish(
            errand, by: machine,
            notBefore: world.uptime().adding(JobLimits.wait(after: errand.attempt)), at: world.now()
        ) { file throws(HandlerFailure) in
            if let unprepared { throw unprepared }
            return try handlers.answer(to: file)
        }
        guard case .failed(let reason, isAside: true) = receipt else { return nil }
        return "#\(errand.document), \(errand.element): \(reason)"
    }
}
