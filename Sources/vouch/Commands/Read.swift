import ArgumentParser
import Domain
import Pipeline
import Readers
import Reading

/// Reads documents and prints what they say; keeps nothing.
struct Read: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read documents and print what they say; nothing is kept.",
        discussion: """
            Reads PDF, TIFF, PNG, JPEG, e-invoice XML, mails and ZIP files; folders are
            searched for them. On a terminal it shows a table, into a pipe it writes JSON,
            one object a line.

              vouch read invoice.pdf
              vouch read --explain invoice.pdf
              vouch read --format json invoice.pdf | jq .fields.grand_total.value
              vouch read --out results --jobs 2 ~/archive
            """)

    @Argument(help: "Documents, or folders that hold them.")
    var paths: [String]

    @Option(
        help: ArgumentHelp(
            "json, table, text, or words (every word with its place and readers).", valueName: "format"))
    var format: Format?

    @Option(help: ArgumentHelp("Write one file for each document into this folder.", valueName: "dir"))
    var out: String?

    @OptionGroup var jobs: JobsOption

    @Flag(help: "Read the page alone: leave invoice XML inside a PDF aside.")
    var pageOnly = false

    @Option(
        help: ArgumentHelp(
            "Who reads scans: best (the neural reader where it is installed, with a second look by Tesseract), neural, tesseract, or both in full.",
            valueName: "reader"), transform: Self.choice)
    var readers = ReaderChoice.best

    @Flag(help: "Show for every value what spoke for it and against.")
    var explain = false

    @OptionGroup(title: "Notes") var options: ScreenOptions

    /// The forms of output.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case json, table, text, words

        /// The end of the names of files.
        var suffix: String {
            switch self {
            case .json, .table: ".json"
            case .text: ".txt"
            case .words: ".tsv"
            }
        }
    }

    func validate() throws {
        if out != nil, format == .table {
            throw ValidationError("--out writes json or text; leave --out away for a table.")
        }
    }

    func run() async throws {
        let screen = options.screen()
        let files = Composition.files
        let inputs = try InputFinder(files: files).inputs(at: paths)
        let format = format ?? (out == nil && screen.output.isInteractive ? .table : .json)
        var delivery = Delivery(
            format: format, folder: try outputFolder(), isExplained: explain,
            isDetailed: inputs.count == 1, screen: screen, files: files)
        let run = ReadRun(
            reading: try reading(with: jobs.count, format: format), files: files, jobs: jobs.count,
            screen: screen)
        let start = ContinuousClock.now
        try await screen.count("documents", total: inputs.count) {
            try await run.read(inputs) { try delivery.deliver($1, of: $0) }
        }
        delivery.finish()
        if inputs.count > 1 { screen.note(delivery.tally.sentence(after: ContinuousClock.now - start)) }
        if delivery.tally.troubled > 0 { throw Outcome.needsPerson }
    }

    private static func choice(_ name: String) throws -> ReaderChoice {
        guard let choice = ReaderChoice(rawValue: name) else {
            throw ValidationError("--readers takes best, neural, tesseract or both.")
        }
        return choice
    }

    private func reading(with jobs: Int, format: Format) throws -> StatelessReading {
        var reading = StatelessReading(
            reader: try Composition.readers(
                jobs: jobs, documentsEach: ReaderSettings.documentsPerProcessInBatch,
                choice: readers),
            interpreter: try Composition.interpreter(), today: try Composition.today())
        reading.options.isPageOnly = pageOnly
        reading.options.readers = readers
        reading.keepsPages = format == .text || format == .words
        return reading
    }

    /// The folder that takes the results, made where it is missing.
    private func outputFolder() throws -> FilePath? {
        guard let out else { return nil }
        let folder = FilePath(out)
        do throws(FileFailure) {
            try Composition.files.makeDirectory(folder)
        } catch {
            throw Failure.environment(
                "\(error.description.capitalisedFirst). Choose another folder for --out.")
        }
        return folder
    }
}
