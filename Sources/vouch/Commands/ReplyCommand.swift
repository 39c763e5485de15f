import ArgumentParser
import Domain
import Pipeline
import Readers
import Storage

/// Acts on answers to mails.
struct ReplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply",
        abstract: "Act on answers people sent to the mails that asked them.",
        discussion: """
            Who has to approve is written to, with a code in the subject that is theirs
            alone and works once. They answer with APPROVE, or REJECT and the reason, in
            the first line; the answer is saved as a file, and given here. It counts if
            the code is ours, came from that person's address, and stands for what there
            is now; they are written what became of it. Leaves with 1 when an answer does
            not count.

              vouch reply answer.eml
              vouch reply ~/Maildir/new/* --json
              fetched-mail | vouch reply -

            vouch watch acts by itself on what is dropped into replies/ of the home, as
            *.eml.
            """)

    @Argument(help: ArgumentHelp("Mails as files; - for standard input.", valueName: "mail"))
    var mails: [String]

    @Flag(help: "One JSON object a line.")
    var json = false

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let readers = try Composition.readers(
            jobs: 1, documentsEach: 20, home: premises.home, choice: .tesseract)
        let work = try ReplyWork(on: premises, reader: AnswerReader(readers))
        try await work.works.runDue(on: screen)
        let directory = try await premises.database.directory()
        var isAllTaken = true
        for name in mails {
            let mail = try InputBytes.all(of: name, limit: AnswerReader.mostBytes, files: premises.files)
            let news = try await work.take(mail, name: SafeText(name).text)
            if json { screen.put(news.json) } else { screen.put([news.line(directory)]) }
            isAllTaken = isAllTaken && news.isTaken
        }
        await readers.close()
        try await work.works.goOn(on: screen)
        if !isAllTaken { throw Outcome.needsPerson }
    }
}
