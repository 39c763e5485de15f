import ArgumentParser
import Decisions
import Feel
import Pipeline
import Storage
import Workflow

/// Shows cases as they were, and as they would have been.
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a case as it was on a day, or ask what another decision table would have changed.",
        discussion: """
            The engine is given again what the log says, in its order; nothing is looked
            up that was kept otherwise. When the chain of the log is broken, that is told,
            and the run leaves with 1.

            With --with every decision of the past is made again by another table, on what
            was known then; what people would have said to a case that went another way,
            nobody knows.

              vouch replay RE-2026-0815 --as-of 2026-10-01
              vouch replay 17 --as-of 2026-10-01T14:30:00Z
              vouch replay --with approval=approval-2027.dmn --since 2026-01-01
            """)

    @Argument(
        help:
            "The document's number in the list, or its invoice number; with --with, all where none is named.")
    var id: String?

    @Option(help: ArgumentHelp("The day, to its end, or the moment in UTC.", valueName: "date"))
    var asOf: String?

    @Option(
        help: ArgumentHelp("Make a decision by the tables of a file instead.", valueName: "decision=file"))
    var with: String?

    @Option(help: ArgumentHelp("Only decisions from this day on.", valueName: "date"))
    var since: String?

    @Flag(help: "All of the drawing and of the history.") var whole = false

    @Option(help: "Columns, 40 to 400; the terminal's otherwise.") var columns: Int?

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func validate() throws {
        guard (asOf == nil) != (with == nil) else { throw ValidationError("Give either --as-of or --with.") }
        guard id != nil || with != nil else { throw ValidationError("Name a document.") }
        guard columns.map(ProcessPicture.columns.contains) ?? true else {
            throw ValidationError("A drawing has 40 to 400 columns.")
        }
        if let asOf, Moment.end(of: asOf) == nil { throw ValidationError(Moment.help("--as-of")) }
        if let since, Moment.start(of: since) == nil { throw ValidationError(Moment.help("--since")) }
    }

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let broken = try await premises.database.brokenChain()
        for place in broken.prefix(Self.mostFaults) { screen.warn("The log was changed: \(place.message).") }
        if let with {
            try await tryOut(with, on: premises, screen)
        } else {
            try await show(on: premises, screen)
        }
        if !broken.isEmpty { throw Outcome.needsPerson }
    }

    /// Breaks of the chain that are told one by one.
    private static let mostFaults = 5

    private func show(on premises: Premises, _ screen: Screen) async throws {
        guard let id, let moment = asOf.flatMap(Moment.end(of:)) else { return }
        let record = try await Lookup.record(id, in: premises.store)
        let dossier = try await CaseDossier(of: record, in: premises.database)
        let standing = dossier.replay.standing(until: moment)
        for fault in standing.faults { screen.warn("\(SafeText(fault).text).") }
        let width = columns ?? max(screen.output.columns, ProcessPicture.columns.lowerBound)
        let now = premises.world.now()
        guard let status = CaseScreen(dossier, standing, at: min(moment, now), width: width) else {
            let first = dossier.replay.steps.first.map { "; it was started at \($0.event.at.minute)" } ?? ""
            throw Failure.usage("The case did not run yet at \(moment.minute)\(first).")
        }
        let extent = CaseScreen.extent(isWhole: whole, columns: columns, of: screen.output, besides: 1)
        let heading =
            moment > now
            ? StyledText(
                "\(moment.minute) is still to come; this is how it stands now, \(now.minute)", .doubtful)
            : StyledText("As of \(moment.minute)", .accent)
        Pager.show([heading] + status.lines(extent), isLong: extent == .whole, on: screen)
        if !standing.faults.isEmpty { throw Outcome.needsPerson }
    }

    private func tryOut(_ argument: String, on premises: Premises, _ screen: Screen) async throws {
        guard let typed = NamedValue(argument), !typed.name.isEmpty, !typed.value.isEmpty else {
            throw Failure.usage("--with takes decision=file such as approval=new.dmn.")
        }
        let library = try DecisionFiles(files: Composition.files).library(FilePath(typed.value))
        for fault in library.faults { screen.warn(fault.description) }
        var trial = CounterTrial(
            decision: typed.name, library: library, since: since.flatMap(Moment.start(of:)))
        let only = try await only(in: premises)
        let processes = try CaseDossier.library(of: try await premises.database.processes().map(\.version))
        let total = only == nil ? try await premises.cases.casesByState().values.reduce(0, +) : 1
        try await screen.count("cases", total: total) {
            var last = CaseID(rawValue: 0)
            // All cases about no document share one log.
            var shared: [AuditEvent]?
            while true {
                let page = try await premises.database.storedCases(after: last, limit: Self.page)
                guard let end = page.last else { return }
                for stored in page where only == nil || stored.document == only {
                    let known = stored.document.isNone ? shared : nil
                    let log =
                        if let known { known } else {
                            try await premises.database.log(of: stored.document)
                        }
                    if stored.document.isNone { shared = log }
                    trial.look(at: CaseReplay(log, of: stored.id, library: processes), of: stored)
                    screen.advance()
                }
                last = end.id
            }
        }
        guard trial.isKnown else {
            guard !trial.lacksDecision else {
                throw Failure.usage(
                    "\(FilePath(typed.value).displayName) holds no decision \(SafeText(typed.name).text).")
            }
            throw Failure.usage("No case has asked for the decision \(SafeText(typed.name).text) then.")
        }
        screen.put(trial.lines(width: screen.output.columns))
    }

    /// Cases looked at between two questions to the store.
    private static let page = 200

    private func only(in premises: Premises) async throws -> DocumentID? {
        guard let id else { return nil }
        return try await Lookup.record(id, in: premises.store).summary.isReadAs
    }
}

/// Moments as they are typed: a day, or a day with a time.
enum Moment {
    /// The first moment of a day, or the moment itself.
    static func start(of text: String) -> Timestamp? {
        Instant(iso: text).map { Timestamp(milliseconds: Int64($0.milliseconds)) }
    }

    /// The last moment of a day, or the moment itself.
    static func end(of text: String) -> Timestamp? {
        guard let start = start(of: text) else { return nil }
        return text.contains("T") ? start : Timestamp(milliseconds: start.milliseconds + 86_399_999)
    }

    static func help(_ option: String) -> String {
        "\(option) takes a day such as 2026-10-01, or a moment such as 2026-10-01T14:30:00Z."
    }
}
