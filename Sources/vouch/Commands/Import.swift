import ArgumentParser
import Domain
import Formats
import Pipeline
import Storage

/// Takes records in from tables, JSON and UBL.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take in vendors, items, orders, receipts, contracts and the like from CSV, JSON or UBL.",
        discussion: """
            All files are taken, or none of them: a mistake is told with its row and
            column. The same file again changes nothing; a changed order needs a higher
            version. Bills that waited for what came are matched again at once.

              vouch import vendors vendors.csv
              vouch import orders orders.csv more.json --dry-run
              vouch import receipts goods-in.csv --mapping sap.yml
              vouch import acceptances sheets.csv      services somebody signed for
              vouch import prepayments ahead.csv       money paid ahead for an order
              vouch import charges charges.csv         the words for freight and the like
              vouch import orders order.xml            UBL Order or Order Response
              vouch import receipts advice.xml         UBL Despatch Advice: it all arrived
              vouch import people people.yml           who works here; YAML or CSV

            A mapping is a small YAML file:

              decimal: ","
              columns: { order: Bestellung, line: Position, received: Menge }
              defaults: { currency: EUR }

            JSON has the names of the columns: { "order": "PO-1", "lines": [ { "line":
            "10" } ] }
            """)

    /// A file is no larger than this.
    static let maximumSize = 512 << 20

    /// The kinds of records.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case vendors, items, orders, receipts, acceptances, contracts, prepayments, accounts
        case costCentres = "cost-centres"
        case charges, people
    }

    @Argument(help: ArgumentHelp("What the files hold.", valueName: "kind"))
    var kind: Kind

    @Argument(
        help: ArgumentHelp(
            "CSV with a header, JSON or UBL; - reads standard input.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("A YAML file that says how the columns are called.", valueName: "file"))
    var mapping: String?

    @Flag(help: "Say what would change, and change nothing.")
    var dryRun = false

    @OptionGroup var person: PersonOption
    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let mapping = try columnMapping()
        var readings: [RecordFile] = []
        for file in files {
            let bytes = try InputBytes.all(of: file, limit: Self.maximumSize, files: Composition.files)
            readings.append(try await RecordFile(file, bytes, of: kind, mapping, in: premises))
        }
        try report(readings.map { ($0.name, $0.mistakes) }, on: screen)
        guard let batch = RecordBatch.joined(readings.map(\.batch)) else { return }
        let outcome = try await premises.database.take(
            batch, isRehearsal: dryRun, by: person.name, at: premises.world.now())
        try report(RecordFile.mistakes(outcome.refusals, in: readings), on: screen)
        let name = files.count == 1 ? files[0] : "\(files.count) files"
        let report = ImportReport(kind: kind, file: name, isRehearsal: dryRun)
        screen.put(report.lines(of: outcome, isDetailed: dryRun || options.verbose))
        if !dryRun { try await Matcher.matchDue(on: premises, screen: screen) }
    }

    /// Tells mistakes, file by file.
    ///
    /// - Throws: `Outcome.needsPerson` where there are any.
    private func report(_ mistakes: [(file: String, mistakes: [RecordMistake])], on screen: Screen) throws {
        let wrong = mistakes.filter { !$0.mistakes.isEmpty }
        guard !wrong.isEmpty else { return }
        for (file, mistakes) in wrong {
            let report = ImportReport(kind: kind, file: file, isRehearsal: dryRun)
            screen.put(report.lines(of: mistakes))
        }
        throw Outcome.needsPerson
    }

    private func columnMapping() throws -> ColumnMapping {
        guard let mapping else { return ColumnMapping() }
        let bytes = try InputBytes.all(of: mapping, limit: 1 << 20, files: Composition.files)
        do throws(SettingsFile.Mistake) {
            return try MappingFile.mapping(in: String(decoding: bytes, as: UTF8.self))
        } catch {
            let place = error.line.map { ", line \($0)" } ?? ""
            throw Failure.usage("\(SafeText(mapping).text)\(place): \(error.sentence).")
        }
    }
}
