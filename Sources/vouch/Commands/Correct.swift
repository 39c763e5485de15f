import ArgumentParser
import Domain
import Pipeline
import Reviewing

/// Corrects single values of a document.
struct Correct: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Correct single values of a document.",
        discussion: """
            Values are typed as people write them: 1.234,50 or 3 Feb 26. An empty value
            says that the field is not on the document. All checks run again at once.

              vouch correct 17 due_date="3 Feb 26" grand_total=1.234,50
              vouch correct RE-2026-0815 purchase_order=
            """)

    @Argument(help: "The document's number in the list, or its invoice number.")
    var id: String

    @Argument(help: ArgumentHelp("Fields with their values.", valueName: "field=value"))
    var values: [String]

    @Flag(help: "Keep a value even where it breaks a check digit or a sum.")
    var sure = false

    @OptionGroup var person: PersonOption

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let changes = try values.map(Self.change)
        let premises = try Composition.open(try location.home())
        let record = try await Lookup.record(id, in: premises.store)
        let seat = try await ReviewSeat(in: premises, actor: person.name)
        defer { withExtendedLifetime(seat) {} }
        var hand = try await open(record.summary.id, at: seat.desk)
        for (name, text) in changes { try await change(name, to: text, on: &hand, at: seat.desk) }
        try await seat.desk.close()
        try await Matcher.matchDue(on: premises, screen: screen)
        for (name, _) in changes {
            let value = hand.review.draft.text(name) ?? "–"
            screen.put([
                StyledText("✓ ", .good) + StyledText("\(name.label): ") + StyledText(value.onOneLine, .strong)
            ])
        }
        for note in await seat.learnDue() { screen.note(note) }
        let rest = hand.review.questions.count
        screen.note(
            StyledText(
                rest == 0
                    ? "Nothing is left to ask." : "\(rest.counted("question")) left: vouch review \(hand.id)",
                .quiet))
        if hand.state == .needsReview { throw Outcome.needsPerson }
    }

    private func open(_ document: DocumentID, at desk: ReviewDesk) async throws -> ReviewDesk.Case {
        let opening = try await desk.open(document)
        switch opening {
        case .opened(let hand): return hand
        case .held:
            throw Failure(sentence: "#\(document): \(opening.whyNot).", outcome: .needsPerson)
        case .unread, .none: throw Failure.usage("#\(document): \(opening.whyNot).")
        }
    }

    private func change(
        _ name: FieldName, to text: String, on hand: inout ReviewDesk.Case, at desk: ReviewDesk
    ) async throws {
        let answer: Answer = text.isEmpty ? .clear(name) : .type(name, text)
        switch hand.review.response(to: answer, isSure: sure) {
        case .edit(let edit):
            let kept = try await desk.keep(edit, on: &hand, keystrokes: text.count)
            guard kept == .kept else {
                throw Failure(sentence: kept.words.sentence ?? "", outcome: .needsPerson)
            }
        case .doubtful(let sentences):
            throw Failure(
                sentence:
                    "\(name.label) \(text): \(sentences.joined(separator: "; ")). If it is right all the "
                    + "same, say --sure.", outcome: .needsPerson)
        case .several(_, let values):
            let list = values.map(\.value.canonical).joined(separator: " or ")
            throw Failure.usage("\(text) may mean \(list). Type it so that it means one.")
        case .refused(let sentence): throw Failure.usage(sentence)
        }
    }

    private static func change(_ text: String) throws -> (FieldName, String) {
        guard let typed = NamedValue(text) else {
            throw Failure.usage("\(SafeText(text).text) is no field=value.")
        }
        return (try Lookup.field(typed.name), typed.value)
    }
}
