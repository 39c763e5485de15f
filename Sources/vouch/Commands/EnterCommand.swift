import ArgumentParser
import Domain
import Pipeline
import Readers
import Reading
import Reviewing
import Storage

/// Keys a document in by hand, from nothing.
struct EnterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enter",
        abstract: "Key an invoice in by hand, field by field, then its lines and its tax.",
        discussion: """
            Every answer is kept as it is given: stop at any point, and the entry waits
            until it is gone on with. What is known of vendors and orders completes what
            you type. With --file the document before you is kept with the entry, and its
            words complete what you type as well.

              vouch enter
              vouch enter --file scan.pdf
              vouch enter 17                go on with an entry that was left
              vouch enter --plain           questions as lines of text
              vouch enter --no-tty          for programs: JSON, as vouch review --no-tty

              {"value":"Holmgrund GmbH"}  {"field":"due_date","value":"1.2.26"}
              {"skip":true}  {"lines":[{"description":"Chair","quantity":"2",
              "unit_price":"50","line_total":"100.00"}]}
              {"taxes":[{"rate":"19","base":"100.00","tax":"19.00"}]}  {"confirm":true}
            """)

    @Argument(help: "The number of an entry that was left; a new one when none is given.")
    var id: String?

    @Option(help: ArgumentHelp("A scan or PDF to keep with the entry.", valueName: "file"))
    var file: String?

    @Option(
        help: ArgumentHelp(
            "What it is: \(DocumentKind.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "kind"
        ))
    var kind = "invoice"

    @Flag(help: "Begin a new one without asking about those that were left.")
    var new = false

    @Flag(help: "Speak JSON, one object a line.")
    var noTty = false

    @Flag(help: "Ask in lines of text, without pictures or a full screen.")
    var plain = false

    @OptionGroup var person: PersonOption

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func validate() throws {
        if id != nil, file != nil { throw ValidationError("A file is attached when an entry begins.") }
    }

    func run() async throws {
        let screen = options.screen()
        guard let kind = DocumentKind(rawValue: kind) else {
            throw Failure.usage("There is no kind \(SafeText(kind).text); see vouch enter --help.")
        }
        let premises = try Composition.open(try location.home())
        let seat = try await ReviewSeat(in: premises, actor: person.name)
        defer { withExtendedLifetime(seat) {} }
        let isForPrograms = noTty || !(plain || screen.output.isTerminal)
        let chosen = try await left(in: premises, on: screen, isForPrograms: isForPrograms)
        let document: DocumentID
        if let chosen {
            document = chosen
        } else {
            document = try await EntryBeginning(premises: premises, actor: seat.desk.actor)
                .begin(kind, file: file)
        }
        try await key(document, at: seat, in: premises, on: screen, isForPrograms: isForPrograms)
        try await seat.desk.close()
    }

    /// The entry to go on with; `nil` for a new one.
    private func left(
        in premises: Premises, on screen: Screen, isForPrograms: Bool
    ) async throws -> DocumentID? {
        if let id {
            let record = try await Lookup.record(id, in: premises.store)
            guard record.arrivals.first?.isEntry == true else {
                throw Failure.usage(
                    "#\(record.summary.id) was not keyed in by hand. Correct it with: vouch review \(record.summary.id)"
                )
            }
            return record.summary.id
        }
        let unfinished = try await premises.store.unfinishedEntries()
        guard !new, file == nil, !unfinished.isEmpty else { return nil }
        guard !isForPrograms else {
            let numbers = unfinished.map { "#\($0.id)" }.joined(separator: ", ")
            screen.note(StyledText("Entries that were left: \(numbers)."))
            return nil
        }
        return choose(among: unfinished, on: screen)
    }

    /// Asks which of the entries that were left is meant.
    private func choose(among unfinished: [DocumentSummary], on screen: Screen) -> DocumentID? {
        let list = unfinished.prefix(Self.mostShown).map { entry in
            let known = [FieldName.sellerName, .invoiceNumber, .grandTotal].compactMap { entry.values[$0] }
            return StyledText(" #\(entry.id)", .strong)
                + StyledText(
                    "  \(entry.name), \(known.isEmpty ? "nothing typed" : known.joined(separator: ", "))")
                + StyledText("  since \(entry.received)", .quiet)
        }
        screen.put([StyledText("Entries that were left:", .strong)] + list)
        while true {
            screen.put([StyledText("Type a number to go on with it, or Enter to begin a new one.")])
            guard let line = readLine(), !line.isEmpty else { return nil }
            if let chosen = unfinished.first(where: { DocumentID(line) == $0.id }) { return chosen.id }
        }
    }

    /// Entries that were left which are listed at most.
    private static let mostShown = 15

    private func key(
        _ document: DocumentID, at seat: ReviewSeat, in premises: Premises, on screen: Screen,
        isForPrograms: Bool
    ) async throws {
        if isForPrograms {
            return try await LineReview(seat: seat, screen: screen).run([document])
        }
        let round: ReviewSeat.Round
        if plain || !screen.output.isInteractive {
            round = try await PlainReview(seat: seat, screen: screen).run([document])
        } else {
            let graphics = Graphics.supported(by: screen.output, environment: Environment.current)
            round = try await TerminalReview(
                seat: seat, premises: premises, screen: screen, graphics: graphics
            ).run([document])
        }
        if let passed = round.passed.first {
            throw Failure(sentence: "#\(document): \(passed.why).", outcome: .needsPerson)
        }
        guard let summary = try await premises.store.record(of: document)?.summary else { return }
        let what = [FieldName.sellerName, .invoiceNumber, .grandTotal, .currency]
            .compactMap { summary.values[$0]?.onOneLine }.joined(separator: ", ")
        switch summary.state {
        case .read: screen.note(StyledText("✓ ", .good) + StyledText("#\(document) is entered: \(what)."))
        case .needsReview:
            screen.note(StyledText("#\(document) is not finished. Go on with: vouch enter \(document)"))
        default: screen.note(StyledText("#\(document): \(summary.state.spelled)."))
        }
    }
}

/// Begins a document that is keyed in by hand.
struct EntryBeginning {
    let premises: Premises
    let actor: String

    /// Keeps what is attached, and begins a document that waits for what is keyed.
    ///
    /// - Throws: `Failure` where the file cannot be attached, or is a document of the home already.
    func begin(_ kind: DocumentKind, file: String?) async throws -> DocumentID {
        let id = premises.world.newID()
        let at = premises.world.now()
        let bytes: [UInt8]
        var pages: [Page] = []
        if let file {
            bytes = try InputBytes.all(
                of: file, limit: Int(IntakeLimits.documentBytes), files: premises.files)
            pages = try await self.pages(of: bytes, named: file)
        } else {
            bytes = Entry.note(id: id, by: actor, at: at)
        }
        let hash = try await premises.archive.keep(bytes)
        let name = file.map { FilePath($0).displayName } ?? "by hand"
        let entry = Entry(
            arrival: Arrival(
                key: Arrival.entryPrefix + id, content: .bytes(hash, size: Int64(bytes.count)), name: name,
                at: at),
            reading: StoredReading(
                pages: pages, draft: InvoiceDraft(kind: kind, language: ""), engines: [Entry.engine], at: at,
                seconds: 0), actor: actor)
        switch try await premises.store.begin(entry) {
        case .begun(let document): return document
        case .known(let document):
            throw Failure.usage(
                "\(name) is document #\(document) already. Look at it with: vouch review \(document)")
        }
    }

    /// The pages of an attached file, for their words; its values are not read.
    private func pages(of bytes: [UInt8], named file: String) async throws -> [Page] {
        let pool = try Composition.readers(jobs: 1, documentsEach: 1, home: premises.home)
        let answer = try await pool.read(
            ReadRequest(name: file, bytes: bytes, options: ReadOptions()))
        await pool.close()
        let name = FilePath(file).displayName
        switch answer {
        case .document(let reading): return reading.pages
        case .container:
            throw Failure.usage("\(name) holds further documents. Attach the one that you key in.")
        case .refused(let refusal):
            let why =
                switch refusal.disposition {
                case .rejected(let reason), .quarantined(let reason): reason
                }
            throw Failure.usage("\(name) cannot be attached: \(why).")
        }
    }
}
