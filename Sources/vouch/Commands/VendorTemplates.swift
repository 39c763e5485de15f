import ArgumentParser
import Domain
import Extraction
import Foundation
import Models
import Pipeline
import Readers
import Reading
import Storage

/// Shows a vendor's template, and why it fires on a document or does not.
struct ShowTemplate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Show a vendor's template, and why it fires on a document or not.",
        discussion: """
            Without a name, the templates there are. With --why, a file or the number of a
            document: by which signs the vendor is known on it, and what each rule found.

              vouch vendor template
              vouch vendor template nordlicht-grosshandel-gmbh
              vouch vendor template nordlicht-grosshandel-gmbh --why bill.pdf
              vouch vendor template nordlicht-grosshandel-gmbh --why 17
            """)

    @Argument(help: "The template's name.")
    var name: String?

    @Option(help: ArgumentHelp("A file, or the number of a document in the store.", valueName: "file"))
    var why: String?

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let home = try location.home()
        let shelf = VendorShelf(home: home, files: Composition.files)
        guard let name else {
            let names = try shelf.names()
            screen.put(names.map { StyledText($0.onOneLine) })
            if names.isEmpty { screen.note(StyledText("No vendor has a template in \(shelf.folder).")) }
            return
        }
        guard VendorShelf.isName(name), let template = try shelf.template(name) ?? shelf.proposal(name) else {
            throw Failure.usage(
                "There is no template \(SafeText(name).text). See what there is with: vouch vendor template")
        }
        guard let why else {
            let text = try shelf.text(name) ?? shelf.proposedText(name) ?? ""
            screen.put(text.split(separator: "\n").map { StyledText(SafeText(String($0)).text) })
            return
        }
        let pages = try await pages(of: why, home)
        guard !pages.isEmpty else {
            throw Failure.usage("\(SafeText(why).text) has no pages that can be read.")
        }
        let evidence = Evidence(gatheredFrom: pages, lexicon: try Composition.models(home: home).lexicon())
        screen.put(Self.lines(TemplateExplanation(template, on: evidence, pages: pages)))
    }

    private func pages(of document: String, _ home: Home) async throws -> [Page] {
        if DocumentID(document) != nil, !FileManager.default.fileExists(atPath: document) {
            let premises = try Composition.open(home)
            return try await Lookup.original(document, in: premises.store).reading?.pages ?? []
        }
        let bytes = try Composition.files.contents(of: FilePath(document))
        var request = ReadOptions()
        request.isPageOnly = true
        let pool = try Composition.readers(jobs: 1, documentsEach: 1, home: home)
        let answer = try await pool.read(ReadRequest(name: document, bytes: bytes, options: request))
        guard case .document(let reading) = answer else { return [] }
        return reading.pages
    }

    private static func lines(_ why: TemplateExplanation) -> [StyledText] {
        let signs = why.signs.isEmpty ? "nothing" : why.signs.joined(separator: ", ")
        let head =
            (why.isKnown ? StyledText("✓ known by ", .good) : StyledText("✗ not known; there is ", .bad))
            + StyledText(signs.onOneLine)
        return [head]
            + why.lines.map { line in
                (line.fired ? StyledText("  ✓ ", .good) : StyledText("  · ", .quiet))
                    + StyledText(line.field.map { "\($0.rawValue): " } ?? "", .strong)
                    + StyledText(line.text.onOneLine)
            }
    }
}

/// Lists templates that wait for a person.
struct Proposals: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show learnt templates that wait for you.",
        discussion: """
            A template is put in use by itself where it puts right what was corrected and
            makes no confirmed value wrong. Others wait here.

              vouch vendor proposals
              vouch vendor adopt nordlicht-grosshandel-gmbh
            """)

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let shelf = VendorShelf(home: premises.home, files: premises.files)
        let names = try shelf.proposed()
        guard !names.isEmpty else {
            screen.note("No learnt template waits for you.")
            return
        }
        let learning = try VendorLearning(in: premises)
        for name in names {
            screen.put([StyledText(name.onOneLine, .strong)])
            guard let template = try shelf.proposal(name) else { continue }
            let trial = try await learning.trial(of: template)
            screen.put(trial.lines)
            if trial.changes.isEmpty { screen.put([StyledText("  changes nothing", .quiet)]) }
        }
        screen.note(StyledText("Put one in use with: vouch vendor adopt NAME", .quiet))
    }
}

/// Puts a proposed template in use.
struct Adopt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a learnt template in use that waits for you.",
        discussion: """
            What was in use before is kept: vouch vendor forget NAME --to-previous goes
            back.

              vouch vendor adopt nordlicht-grosshandel-gmbh
            """)

    @Argument(help: "The template's name.")
    var name: String

    @OptionGroup var location: HomeOptions
    @OptionGroup var person: PersonOption
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let shelf = VendorShelf(home: premises.home, files: premises.files)
        guard VendorShelf.isName(name), let text = try shelf.proposedText(name) else {
            throw Failure.usage(
                "No template \(SafeText(name).text) is proposed. See what is with: vouch vendor proposals")
        }
        try shelf.adopt(text, as: name)
        try await premises.database.note(
            template: "adopted", named: name, by: person.name, at: premises.world.now())
        screen.note(StyledText("✓ ", .good) + StyledText("\(name) is in use."))
    }
}

/// Takes a template out of use.
struct Forget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a template out of use, or go back to the one before.",
        discussion: """
            The file goes to vendors/history in the home's models, so that it can be had
            again.

              vouch vendor forget nordlicht-grosshandel-gmbh
              vouch vendor forget nordlicht-grosshandel-gmbh --to-previous
            """)

    @Argument(help: "The template's name.")
    var name: String

    @Flag(help: "Put what was in use before in use again.")
    var toPrevious = false

    @OptionGroup var location: HomeOptions
    @OptionGroup var person: PersonOption
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let shelf = VendorShelf(home: premises.home, files: premises.files)
        let isDone =
            try VendorShelf.isName(name) && (toPrevious ? shelf.restore(name) : shelf.forget(name))
        guard isDone else {
            throw Failure.usage(
                toPrevious
                    ? "There is no earlier template \(SafeText(name).text)."
                    : "There is no template \(SafeText(name).text). See what there is with: vouch vendor template"
            )
        }
        try await premises.database.note(
            template: toPrevious ? "restored" : "forgotten", named: name, by: person.name,
            at: premises.world.now())
        screen.note(
            StyledText("✓ ", .good)
                + StyledText("\(name) is " + (toPrevious ? "what it was before." : "out of use.")))
    }
}

/// Learns from documents that were confirmed before.
struct Learn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Learn a vendor's template from a document that was confirmed or corrected.",
        discussion: """
            vouch review and vouch correct do this by themselves; this is for documents of
            before, or after a template was forgotten.

              vouch vendor learn 17
            """)

    @Argument(help: "The document's number in the list, or its invoice number.")
    var id: String

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let record = try await Lookup.original(id, in: premises.store)
        let outcome = try await VendorLearning(in: premises).learn(from: record.summary.id)
        switch outcome {
        case .nothing(let why):
            screen.note(StyledText("Nothing was learnt from #\(record.summary.id): \(why)."))
        case .adopted(_, let trial), .proposed(_, let trial, _):
            if let note = outcome.note { screen.put([note]) }
            screen.put(trial.lines)
        }
    }
}
