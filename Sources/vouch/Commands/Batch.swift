import ArgumentParser
import Exchange
import Pipeline
import Readers
import Synchronization

/// Takes a whole archive of documents in.
struct Batch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take an archive of documents in; safe to stop and start again.",
        discussion: """
            The files stay where they are. What an earlier run has taken is passed over,
            so a run that was stopped goes on where it ended.

              vouch batch ~/archive/2025
              vouch batch --jobs 4 scans/*.pdf mails.zip
            """)

    @Argument(help: "Documents, or folders that hold them.")
    var paths: [String]

    @Option(help: ArgumentHelp("Reader processes that work at once (default: settings.yml).", valueName: "n"))
    var jobs: Int?

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func validate() throws {
        try JobsOption.check(jobs)
    }

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let inputs = try InputFinder(files: Composition.files).inputs(at: paths).map(\.path)
        let reasons = ReviewReasons()
        let works = try Composition.works(
            on: premises, jobs: jobs ?? premises.settings.jobs ?? Environment.processors,
            documentsEach: ReaderSettings.documentsPerProcessInBatch, reasons: reasons)
        let stop = StopSignal()
        let watcher = SignalWatcher(stop, on: screen)
        defer { watcher.end() }
        try await works.takeOver()
        let log = BatchLog(screen: screen)
        let start = ContinuousClock.now
        let leftOver = try await premises.store.openJobs()
        let taken = try await screen.count("documents", total: inputs.count + leftOver) {
            try await take(inputs, with: works, stop: stop, log: log)
        }
        try await Matcher.matchDue(on: premises, screen: screen)
        for note in await LearningWork(in: premises).learnDue() { screen.note(note) }
        let summary = BatchSummary(
            tally: log.tally, taken: taken, reasons: reasons.all, wasStopped: stop.isStopped,
            duration: ContinuousClock.now - start)
        screen.put(summary.lines(width: screen.output.columns))
        if log.tally.troubled > 0 || stop.isStopped { throw Outcome.needsPerson }
    }

    private func take(
        _ inputs: [FilePath], with works: CaptureWorks, stop: StopSignal, log: BatchLog
    ) async throws -> BatchIntake.Tally {
        let taken = Mutex(BatchIntake.Tally())
        try await works.run(.whenDone, stop: stop, report: log.report) { intake in
            let tally = try await BatchIntake(intake).run(inputs, stop: stop, onProgress: log.lookedAt)
            taken.withLock { $0 = tally }
        }
        return taken.withLock { $0 }
    }
}
