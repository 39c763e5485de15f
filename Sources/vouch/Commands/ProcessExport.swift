import ArgumentParser
import Formats
import Pipeline
import Workflow

/// Gives a process back as its file, or as a picture.
struct ProcessExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Give a process back: the BPMN file byte for byte, or a picture of it.",
        discussion: """
            The file is what was put in, with its drawing, extensions and comments. A
            picture (--svg) opens in any browser and prints at any size.

              vouch process export invoice --out invoice.bpmn
              vouch process export invoice --svg --out invoice.svg
              vouch process export invoice:3 --out third.bpmn      as it was deployed
              vouch process export theirs.bpmn --svg > theirs.svg
            """)

    @Argument(
        help: ArgumentHelp(
            "The id of a process, a version that was deployed such as invoice:3, or a BPMN file.",
            valueName: "process"))
    var process: String

    @Flag(help: "A picture instead of the file.") var svg = false

    @Option(help: ArgumentHelp("Where to write it; standard output otherwise.", valueName: "file"))
    var out: String?

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let named = try await NamedProcess.find(process, in: location)
        let document = try named.document()
        let bytes: [UInt8]
        if svg {
            guard let picture = VectorPicture.svg(of: document) else {
                throw Failure.usage("\(named.file) holds no drawing.")
            }
            bytes = Array(picture.utf8)
        } else {
            bytes = named.bytes
        }
        if let out { try NewFile.write(bytes, to: FilePath(out)) } else { screen.put(bytes) }
    }
}

/// A file that a command was told to write.
enum NewFile {
    /// Writes it durably; one that is there already is left alone.
    static func write(_ bytes: [UInt8], to path: FilePath) throws {
        let files = Composition.files
        guard try files.status(of: path) == nil else {
            throw Failure.usage("\(path.displayName) is there already; name another file with --out.")
        }
        let file = try files.create(path)
        defer { files.close(file) }
        try files.write(bytes, to: file)
        try files.sync(file)
    }
}
