import Domain
import Exchange
import Pipeline
import Readers
import Storage

/// A home at work: documents come in on one side and are read on the other, until both are done.
struct CaptureWorks: Sendable {
    /// The home.
    let premises: Premises
    /// Bills on the way to the store.
    let known: KnownBills
    /// Who reads.
    let readers: ReaderPool
    /// How values are chosen and checked.
    let interpret: CaptureStep.Interpret
    /// Documents on the way at once.
    let width: Int
    /// The mark of this process, by which others know that it lives.
    let mark: WorkerMark

    /// Makes the jobs of processes that died due at once, and clears away what they left half copied.
    func takeOver() async throws {
        let dead = WorkerMark.dead(among: try await premises.store.workers(), in: premises.home.workers)
        if !dead.isEmpty { try await premises.store.releaseLeases(of: dead) }
        if try isAlone() { try await premises.archive.sweep() }
    }

    /// Whether no other process works on this home.
    ///
    /// Of two that start at the same time each sees the other's mark, so that neither takes itself for alone.
    private func isAlone() throws -> Bool {
        let others = try premises.files.names(in: premises.home.workers)
            .map { String(decoding: $0, as: UTF8.self) }
            .filter { $0 != mark.worker }
        return WorkerMark.dead(among: others, in: premises.home.workers).count == others.count
    }

    /// Runs intake and reading side by side.
    ///
    /// - Parameters:
    ///   - ending: When to end.
    ///   - stop: Ends the run early; what is in hand is finished.
    ///   - report: Told what happens.
    ///   - feed: Takes documents in; reading goes on until it has returned and all is read.
    /// - Throws: What is wrong with the machine.
    func run(
        _ ending: CaptureRun.Ending, stop: StopSignal, report: @escaping CaptureReport,
        feed: @escaping @Sendable (Intake) async throws -> Void
    ) async throws {
        let step = CaptureStep(
            archive: premises.archive, reader: readers, interpret: interpret,
            countUnpacked: { arrival throws(StoreFailure) in
                try await premises.store.unpacked(beside: arrival)
            },
            copies: RefusedCopies(
                premises.home, archive: premises.archive, files: premises.files, threads: premises.threads),
            world: premises.world, keepsSearchablePDF: premises.settings.keepsSearchablePDF)
        let capture = CaptureRun(
            store: premises.store, step: step, world: premises.world, worker: mark.worker, width: width,
            report: { event in
                if case .settled(let summary) = event { known.forget(summary.hash) }
                report(event)
            })
        let intake = Intake(
            store: premises.store, archive: premises.archive, files: premises.files, home: premises.home,
            world: premises.world, threads: premises.threads, report: report)
        let isFed = StopSignal()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { isFed.stop() }
                try await feed(intake)
            }
            group.addTask {
                try await capture.run(ending, stop: stop) { !isFed.isStopped }
            }
            do {
                while try await group.next() != nil {}
            } catch {
                stop.stop()
                throw error
            }
        }
        await readers.close()
    }
}
