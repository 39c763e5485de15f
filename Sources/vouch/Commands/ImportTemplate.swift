import ArgumentParser
import Domain
import Models
import Pipeline

/// Takes over templates of invoice2data.
struct ImportTemplate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-template",
        abstract: "Take over templates of invoice2data as vendor templates.",
        discussion: """
            Keywords, fields with their regular expressions, and the options for dates,
            fractions and white space become a file in the home's models/vendors. What
            cannot be carried over is said, and noted at the head of the file.

              vouch vendor import-template com.example.yml
              vouch vendor import-template templates/*.yml --replace
            """)

    @Argument(help: ArgumentHelp("Templates of invoice2data, YAML or JSON.", valueName: "file"))
    var files: [String]

    @Flag(help: "Write over templates of the same name.")
    var replace = false

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let home = try location.home()
        let disk = Composition.files
        guard try disk.status(of: home.models) != nil else {
            throw Failure.environment(
                "There is no home at \(home.root). Make one with: vouch init --home \(home.root)")
        }
        let folder = home.models.appending("vendors")
        try disk.makeDirectoryDurably(folder)
        var refused = 0
        for file in files {
            do {
                let made = try Self.read(file)
                let target = folder.appending("\(made.name).yml")
                guard try replace || disk.status(of: target) == nil else {
                    throw Failure.usage("there is a template \(made.name) already; --replace writes over it")
                }
                let scratch = folder.appending("\(made.name).yml.new")
                try disk.remove(scratch)
                try disk.writeDurably(Array(made.yaml.utf8), to: target, scratch: scratch)
                screen.put(Self.lines(on: made, target))
            } catch {
                refused += 1
                screen.note(StyledText("✗ ", .bad) + StyledText("\(file.onOneLine): \(Self.reason(error))"))
            }
        }
        if refused > 0 { throw Outcome.needsPerson }
    }

    private static func reason(_ error: any Error) -> String {
        (error as? Failure)?.sentence ?? "\(error)".onOneLine
    }

    private static func read(_ file: String) throws -> Invoice2DataTemplate {
        let path = FilePath(file)
        let bytes = try Composition.files.contents(of: path)
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let stem = name.split(separator: ".").dropLast().joined(separator: ".")
        return try Invoice2DataTemplate(
            String(decoding: bytes, as: UTF8.self), fallback: stem.isEmpty ? name : stem)
    }

    private static func lines(on made: Invoice2DataTemplate, _ target: FilePath) -> [StyledText] {
        let names = made.fields.map(\.rawValue).joined(separator: ", ")
        return [
            StyledText("✓ ", .good) + StyledText(made.name.onOneLine, .strong)
                + StyledText("  \(names)", .quiet)
        ] + [StyledText("  \(target)", .quiet)]
            + made.lost.map { StyledText("  not carried over: ", .doubtful) + StyledText($0.onOneLine) }
    }
}
