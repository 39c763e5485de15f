import ArgumentParser
import Exchange
import Pipeline
import Readers

/// Takes in what is dropped into the inboxes until it is stopped.
struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run until stopped: take in what is dropped into the inboxes.",
        discussion: """
            Prints one line for each document as it lands. Ctrl-C or SIGTERM finishes what
            is in hand and leaves.

              vouch watch
              vouch watch /srv/scans ~/Downloads/invoices
              vouch watch --once                take what is there, then stop

            Signs: ✓ read  ? a person has to look  ✗ not read
                   ▾ a mail or ZIP file  = a duplicate
                   ≡ matches its order  ≢ held: vouch holds
            """)

    @Argument(help: ArgumentHelp("Folders to watch instead of those in settings.yml.", valueName: "inbox"))
    var inboxes: [String] = []

    @Flag(help: "Take what is there, then stop.")
    var once = false

    @Option(help: ArgumentHelp("table, or json with one object a line.", valueName: "format"))
    var format = List.Format.table

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let folders = try inboxes.isEmpty ? premises.inboxes() : premises.inboxes(at: inboxes)
        let log = LandingLog(screen: screen, format: format)
        let works = try Composition.works(
            on: premises, jobs: premises.settings.jobs ?? Environment.processors,
            documentsEach: ReaderSettings.documentsPerProcessWatching)
        let stop = StopSignal()
        let watcher = SignalWatcher(stop, on: screen)
        defer { watcher.end() }
        try await works.takeOver()
        if !once { screen.note(Self.greeting(folders), atLeast: .normal) }
        let ending: CaptureRun.Ending = once ? .whenDone : .onSignal
        try await Matcher.matching(on: premises, screen: screen) {
            try await works.run(ending, stop: stop, report: log.report) { intake in
                try await WatchFolders(folders, intake: intake).run(ending, stop: stop)
            }
        }
        screen.note(log.tally.states.isEmpty ? "Nothing came in." : log.tally.sentence())
        if once, log.tally.troubled > 0 { throw Outcome.needsPerson }
    }

    private static func greeting(_ folders: [Inbox]) -> StyledText {
        let places = folders.map { $0.path.description }.joined(separator: ", ")
        return StyledText("Watching \(places). Ctrl-C stops.", .quiet)
    }
}
