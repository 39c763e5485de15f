import ArgumentParser
import Domain
import Formats
import Pipeline
import Storage

/// Takes records in from tables: vendors, items, orders, receipts and contracts.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take in vendors, items, orders, receipts or contracts from CSV, orders from UBL.",
        discussion: """
            All of a file is taken, or none of it: a mistake is told with its row and column.
            The same file again changes nothing; a changed order needs a higher version.
            Bills that waited for what came are matched again at once.

              vouch import vendors vendors.csv
              vouch import orders orders.csv --dry-run
              vouch import receipts goods-in.csv --mapping sap.yml
              vouch import orders order.xml            UBL Order, or a seller's Order Response
              vouch import receipts advice.xml         UBL Despatch Advice: it all arrived

            A mapping is a small YAML file:

              decimal: ","
              columns: { order: Bestellung, line: Position, received: Menge }
              defaults: { currency: EUR }
            """)

    /// A file is no larger than this.
    static let maximumSize = 512 << 20

    /// The kinds of records.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case vendors, items, orders, receipts, contracts

        /// The fields a table of it may have.
        var fields: [String] {
            switch self {
            case .vendors: VendorRows.fields
            case .items: ItemRows.fields
            case .orders: OrderRows.fields
            case .receipts: ReceiptRows.fields
            case .contracts: ContractRows.fields
            }
        }
    }

    @Argument(help: ArgumentHelp("What the file holds.", valueName: "kind"))
    var kind: Kind

    @Argument(
        help: ArgumentHelp("A CSV file with a header, or UBL; - reads standard input.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("A YAML file that says how the columns are called.", valueName: "file"))
    var mapping: String?

    @Flag(help: "Say what would change, and change nothing.")
    var dryRun = false

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let report = ImportReport(kind: kind, file: file, isRehearsal: dryRun)
        let bytes = try InputBytes.all(of: file, limit: Self.maximumSize, files: Composition.files)
        let reading: (batch: RecordBatch, lines: [Int], mistakes: [RecordMistake])
        if UBLImport.isXML(bytes) {
            reading = (try await UBLImport(premises: premises, file: file).batch(of: kind, in: bytes), [], [])
        } else {
            reading = try batch(bytes)
        }
        guard reading.mistakes.isEmpty else {
            screen.put(report.lines(of: reading.mistakes))
            throw Outcome.needsPerson
        }
        let outcome = try await premises.database.take(
            reading.batch, isRehearsal: dryRun, by: Environment.person, at: premises.world.now())
        guard outcome.refusals.isEmpty else {
            screen.put(
                report.lines(
                    of: outcome.refusals.map {
                        RecordMistake(
                            line: reading.lines.isEmpty ? nil : reading.lines[$0.place], column: nil,
                            sentence: $0.sentence)
                    }))
            throw Outcome.needsPerson
        }
        screen.put(report.lines(of: outcome, isDetailed: dryRun || options.verbose))
        if !dryRun { try await Matcher.matchDue(on: premises, screen: screen) }
    }

    /// What the file says, with the lines its records begin at.
    private func batch(_ bytes: [UInt8]) throws -> (
        batch: RecordBatch, lines: [Int], mistakes: [RecordMistake]
    ) {
        let table: CSVTable
        let mapping = try columnMapping()
        do throws(FormatError) {
            table = try CSVTable(parsing: bytes, separator: mapping.separator)
        } catch {
            throw Failure.usage("\(SafeText(file).text) was not read. \(SafeText(error.description).text)")
        }
        switch kind {
        case .vendors: return Self.batch(VendorRows.reading(of: table, mapping), RecordBatch.vendors)
        case .items: return Self.batch(ItemRows.reading(of: table, mapping), RecordBatch.items)
        case .orders: return Self.batch(OrderRows.reading(of: table, mapping), RecordBatch.orders)
        case .receipts: return Self.batch(ReceiptRows.reading(of: table, mapping), RecordBatch.receipts)
        case .contracts: return Self.batch(ContractRows.reading(of: table, mapping), RecordBatch.contracts)
        }
    }

    private static func batch<Record>(
        _ reading: RecordReading<Record>, _ make: ([Record]) -> RecordBatch
    ) -> (RecordBatch, [Int], [RecordMistake]) {
        (make(reading.records.map(\.record)), reading.records.map(\.line), reading.mistakes)
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
