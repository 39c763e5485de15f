import Domain
import Synchronization

/// Works the jobs of the store off: leases, runs steps side by side, commits, tries again what the machine spoiled.
public struct CaptureRun: Sendable {
    /// When a run ends.
    public enum Ending: Hashable, Sendable {
        /// When it is told to.
        case onSignal
        /// When no job is left and nothing comes in any more, or when it is told to.
        case whenDone
    }

    /// How long nothing is asked of the store while there is nothing to do.
    public static let pause = Duration.milliseconds(200)
    /// How often in a row the store may fail before a run that ends when done gives up.
    public static let patience = 6

    private let store: any Store
    private let step: CaptureStep
    private let world: World
    private let worker: String
    private let width: Int
    private let report: CaptureReport

    /// Makes a run of `width` steps side by side that leases under the id `worker`.
    public init(
        store: any Store, step: CaptureStep, world: World, worker: String, width: Int,
        report: @escaping CaptureReport
    ) {
        precondition(width > 0, "work needs a place")
        self.store = store
        self.step = step
        self.world = world
        self.worker = worker
        self.width = width
        self.report = report
    }

    /// Runs until it is told to stop, or has nothing left to do; what is begun is finished.
    ///
    /// - Parameters:
    ///   - ending: When to end.
    ///   - stop: Ends the run early.
    ///   - isFed: Whether more may still come in; a run that ends when done waits for it.
    /// - Throws: `ReaderUnavailable` when documents cannot be read at all, `StoreFailure` when the store stays away.
    public func run(
        _ ending: Ending, stop: StopSignal, isFed: @escaping @Sendable () -> Bool = { false }
    ) async throws {
        let held = HeldLeases()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await keepAlive(held) }
            group.addTask {
                try await work(ending, stop: stop, isFed: isFed, held: held)
                throw RunIsOver()
            }
            do {
                while try await group.next() != nil {}
            } catch is RunIsOver {
                group.cancelAll()
            }
        }
    }

    /// Ends the group together with its heartbeat.
    private struct RunIsOver: Error {}

    private func work(
        _ ending: Ending, stop: StopSignal, isFed: @escaping @Sendable () -> Bool, held: HeldLeases
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var running = 0
            var waiting: [Lease] = []
            var failures = 0
            while true {
                while running < width, !stop.isStopped, !waiting.isEmpty {
                    let lease = waiting.removeFirst()
                    group.addTask { try await carryOut(lease, held: held) }
                    running += 1
                }
                if waiting.isEmpty, !stop.isStopped, running < width {
                    // Asked before the store is, so that what came in between is not missed.
                    let wasFed = isFed()
                    do throws(StoreFailure) {
                        waiting = try await leaseMore(held)
                        failures = 0
                        if !waiting.isEmpty { continue }
                        if running == 0, ending == .whenDone, !wasFed, try await store.openJobs() == 0 {
                            return
                        }
                    } catch {
                        failures += 1
                        if ending == .whenDone, failures >= Self.patience { throw error }
                        report(.trouble(error.description))
                        try await world.sleep(JobLimits.wait(after: min(failures, 2)))
                        continue
                    }
                }
                if running > 0 {
                    try await group.next()
                    running -= 1
                } else if stop.isStopped {
                    try await handBack(waiting, held: held)
                    return
                } else {
                    try await world.sleep(Self.pause)
                }
            }
        }
    }

    private func leaseMore(_ held: HeldLeases) async throws(StoreFailure) -> [Lease] {
        let now = world.uptime()
        let leases = try await store.lease(
            limit: width * 4,
            terms: LeaseTerms(worker: worker, now: now, until: now.adding(JobLimits.lease)), at: world.now())
        held.add(leases)
        return leases
    }

    /// Gives back what was leased and not begun.
    private func handBack(_ leases: [Lease], held: HeldLeases) async throws {
        for lease in leases {
            held.remove(lease)
            let failure = StepFailure(
                reason: "stopped before it began", isCounted: false, notBefore: world.uptime(),
                at: world.now())
            _ = try await store.giveBack(lease, after: failure)
        }
    }

    private func carryOut(_ lease: Lease, held: HeldLeases) async throws {
        defer { held.remove(lease) }
        do {
            let finished = try await step.run(lease)
            let receipts = try await store.commit(finished)
            report(.settled(DocumentSummary(finished)))
            for (child, receipt) in zip(finished.children, receipts) { tell(receipt, of: child) }
        } catch StoreFailure.leaseLost {
            report(
                .delayed(lease.document, name: lease.arrival.name, reason: StoreFailure.leaseLost.description)
            )
        } catch {
            let isHopeless = (error as? ReaderUnavailable).map { !$0.isTransient } ?? false
            try await giveBack(lease, after: error, isHopeless: isHopeless)
            if isHopeless { throw error }
        }
    }

    private func tell(_ receipt: Receipt, of arrival: Arrival) {
        switch receipt {
        case .new(let id): report(.received(id, name: arrival.name))
        case .duplicate(let id): report(.arrivedAgain(id, name: arrival.name))
        case .known: break
        case .refused:
            guard case .refused(let reason) = arrival.content else { return }
            report(.refused(name: arrival.name, reason: reason))
        }
    }

    /// Puts a job back; where even that fails, again and again until the lease has run out anyway.
    private func giveBack(_ lease: Lease, after error: any Error, isHopeless: Bool) async throws {
        let failure = StepFailure(
            reason: "\(error)", isCounted: !isHopeless && isCounted(error),
            notBefore: world.uptime().adding(
                isHopeless ? .zero : JobLimits.wait(after: lease.attempt)), at: world.now())
        for attempt in 1... {
            do throws(StoreFailure) {
                let isAside = try await store.giveBack(lease, after: failure)
                if isAside {
                    report(.settled(DocumentSummary(lease, state: .failed(reason: failure.reason))))
                } else {
                    report(.delayed(lease.document, name: lease.arrival.name, reason: failure.reason))
                }
                return
            } catch {
                guard error.isTransient, attempt < Self.patience else {
                    report(.trouble("document \(lease.document) is tried again later: \(error)"))
                    return
                }
                try await world.sleep(JobLimits.wait(after: min(attempt, 2)))
            }
        }
    }

    /// Whether a failure may be the document's doing, and so uses up one of its tries.
    private func isCounted(_ error: any Error) -> Bool {
        switch error {
        case let error as FileFailure: error.reason != .full
        case let error as StoreFailure: error != .busy && error != .full
        case let error as ReaderUnavailable: !error.isTransient
        default: true
        }
    }

    /// Renews all leases that are held, until it is cancelled.
    private func keepAlive(_ held: HeldLeases) async throws {
        while true {
            try await world.sleep(JobLimits.heartbeat)
            let leases = held.all
            guard !leases.isEmpty else { continue }
            do throws(StoreFailure) {
                _ = try await store.renew(leases, until: world.uptime().adding(JobLimits.lease))
            } catch {
                report(.trouble("leases could not be renewed: \(error)"))
            }
        }
    }
}

/// The leases a process holds now.
private final class HeldLeases: Sendable {
    private let leases = Mutex<[Int64: Lease]>([:])

    var all: [Lease] { leases.withLock { Array($0.values) } }

    func add(_ more: [Lease]) {
        leases.withLock { leases in for lease in more { leases[lease.job] = lease } }
    }

    func remove(_ lease: Lease) {
        leases.withLock { _ = $0.removeValue(forKey: lease.job) }
    }
}

extension DocumentSummary {
    /// The summary of a document whose step was committed.
    init(_ step: FinishedStep) {
        self.init(step.lease, state: step.state)
        guard let reading = step.reading else { return }
        kind = reading.draft.kind
        language = reading.draft.language
        pages = reading.pages.count
        for name in Self.listed { values[name] = reading.draft.text(name) }
    }

    /// The summary of a document as its lease tells.
    init(_ lease: Lease, state: DocumentState) {
        guard case .bytes(let hash, let size) = lease.arrival.content else {
            preconditionFailure("only bytes have jobs")
        }
        self.init(
            id: lease.document, hash: hash, size: size, name: lease.arrival.name, inbox: lease.arrival.inbox,
            container: lease.arrival.container, received: lease.arrival.at, state: state)
    }
}
