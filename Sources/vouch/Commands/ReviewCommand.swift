import ArgumentParser
import Pipeline
import Reviewing

/// Asks a person about what is not certain.
struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Go through what is not certain, one document at a time.",
        discussion: """
            The documents with the most doubt and money for the least work come first. One
            key confirms a document; only what is doubtful is asked. Every answer is kept
            as it is given: stop at any point, nothing is lost. ? shows the keys.

              vouch review
              vouch review 17
              vouch review --plain          for screen readers: questions as lines of text
              vouch review --no-tty         for programs: JSON, one object a line

            With --no-tty, or into a pipe, objects of type document, question, done, kept,
            known, doubt, several, refused, outdated, moved, vendor, passed and end come
            out. After each question, and after done when none is left, an answer goes in:

              {"accept":true}  {"pick":2}  {"value":"3 Feb 26"}  {"skip":true}  {"undo":1}
              {"field":"due_date","value":"1.2.26"}  {"clear":true}  {"keep":true}
              {"confirm":true} {"reject":"not ours"} {"kind":"credit_note"} {"back":true}
              {"mark":{"page":1,"box":[50,60,120,72]}}  {"lines":[…]}  {"leave":true}
              {"canonical":"1234.50"}  {"quit":true}  {"taxes":[…]}
              {"split":[2]}  {"join":[12]}  {"put_back":true}  {"create_vendor":true}

            "value" is what a person typed; "canonical" a value as objects show it, such
            as one of several. "sure":true says a doubted answer again; "id" makes an
            answer safe to repeat.
            """)

    @Argument(help: "The document's number or invoice number; all that wait when none is given.")
    var id: String?

    @Flag(help: "Speak JSON, one object a line.")
    var noTty = false

    @Flag(help: "Ask in lines of text, without pictures or a full screen.")
    var plain = false

    @OptionGroup var person: PersonOption

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let seat = try await ReviewSeat(in: premises, actor: person.name)
        defer { withExtendedLifetime(seat) {} }
        let documents: [DocumentID]
        if let id {
            documents = [try await Lookup.record(id, in: premises.store).summary.id]
        } else {
            documents = try await seat.desk.queue()
        }
        if noTty || !(plain || screen.output.isTerminal) {
            try await LineReview(seat: seat, screen: screen).run(documents)
        } else {
            try await ask(documents, at: seat, in: premises, on: screen)
        }
        try await seat.desk.close()
        try await Matcher.matchDue(on: premises, screen: screen)
    }

    /// Asks a person at a terminal, and says what is left.
    private func ask(
        _ documents: [DocumentID], at seat: ReviewSeat, in premises: Premises, on screen: Screen
    ) async throws {
        guard !documents.isEmpty else {
            screen.note(StyledText("✓ ", .good) + "No document waits for a person.")
            return
        }
        let round: ReviewSeat.Round
        if plain || !screen.output.isInteractive {
            round = try await PlainReview(seat: seat, screen: screen).run(documents)
        } else {
            let graphics = Graphics.supported(by: screen.output, environment: Environment.current)
            round = try await TerminalReview(
                seat: seat, premises: premises, screen: screen, graphics: graphics
            ).run(documents)
        }
        // A document that was asked for by name and cannot be had is a failure, one of many only a note.
        if id != nil, let only = round.passed.first {
            throw Failure(sentence: "#\(only.document): \(only.why).", outcome: .needsPerson)
        }
        for (document, why) in round.passed {
            screen.note(StyledText("#\(document) was passed over: \(why)."))
        }
        for note in round.learnt { screen.note(note) }
        let unread = try await premises.store.openJobs()
        if unread > 0 {
            screen.note(
                StyledText(
                    "\(unread.counted("document")) wait to be read: vouch watch, or vouch batch, reads them.")
            )
        }
        let left = try await seat.desk.queue().count
        screen.note(
            StyledText("\(round.settled.counted("document")) settled, ")
                + StyledText(left == 0 ? "none is left." : "\(left.grouped) left."))
    }
}
