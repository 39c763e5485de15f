import Domain
import Formats
import Pipeline

/// A file of records as it was read: what it holds, and what is wrong in it.
struct RecordFile {
    /// Its name.
    let name: String
    /// Its records.
    let batch: RecordBatch
    /// The lines its records begin at, or their places; none where the form has no lines.
    let lines: [Int]
    /// What is wrong in it.
    let mistakes: [RecordMistake]

    /// Reads a file.
    init(
        _ name: String, _ bytes: [UInt8], of kind: Import.Kind, _ mapping: ColumnMapping,
        in premises: Premises
    ) async throws {
        self.name = name
        guard !UBLImport.isXML(bytes) else {
            batch = try await UBLImport(premises: premises, file: name).batch(of: kind, in: bytes)
            lines = []
            mistakes = []
            return
        }
        if kind == .people, PeopleFile.isYAML(name, bytes) {
            let people = try PeopleFile(reading: name, bytes)
            let reading = people.reading
            batch = .people(reading.records.map(\.record), roles: people.roles)
            lines = reading.records.map(\.line)
            mistakes = reading.mistakes
            return
        }
        let table: CSVTable
        do throws(FormatError) {
            table =
                RecordJSON.isJSON(bytes)
                ? try RecordJSON.table(in: bytes)
                : try CSVTable(parsing: bytes, separator: mapping.separator)
        } catch {
            throw Failure.usage("\(SafeText(name).text) was not read. \(SafeText(error.description).text)")
        }
        (batch, lines, mistakes) = kind.records(of: table, mapping)
    }

    /// Refusals of a batch joined of several files, each with its file and line.
    static func mistakes(_ refusals: [ImportOutcome.Refusal], in files: [RecordFile]) -> [(
        file: String, mistakes: [RecordMistake]
    )] {
        var first = 0
        return files.map { file in
            defer { first += file.batch.count }
            let own = refusals.filter { (first..<first + file.batch.count).contains($0.place) }
            return (
                file.name,
                own.map {
                    RecordMistake(
                        line: file.lines.isEmpty ? nil : file.lines[$0.place - first], column: nil,
                        sentence: $0.sentence)
                }
            )
        }
    }
}

extension Import.Kind {
    /// The records of a table, with the lines they begin at and what is wrong.
    func records(of table: CSVTable, _ mapping: ColumnMapping) -> (RecordBatch, [Int], [RecordMistake]) {
        switch self {
        case .vendors: Self.batch(VendorRows.reading(of: table, mapping), RecordBatch.vendors)
        case .items: Self.batch(ItemRows.reading(of: table, mapping), RecordBatch.items)
        case .orders: Self.batch(OrderRows.reading(of: table, mapping), RecordBatch.orders)
        case .receipts: Self.batch(ReceiptRows.reading(of: table, mapping), RecordBatch.receipts)
        case .acceptances: Self.batch(AcceptanceRows.reading(of: table, mapping), RecordBatch.receipts)
        case .contracts: Self.batch(ContractRows.reading(of: table, mapping), RecordBatch.contracts)
        case .prepayments: Self.batch(PrepaymentRows.reading(of: table, mapping), RecordBatch.prepayments)
        case .accounts: codes(of: table, mapping, .account)
        case .costCentres: codes(of: table, mapping, .costCentre)
        case .charges: codes(of: table, mapping, .charge)
        case .people:
            Self.batch(PeopleRows.reading(of: table, mapping)) { .people($0, roles: []) }
        }
    }

    private func codes(of table: CSVTable, _ mapping: ColumnMapping, _ kind: BookingCode.Kind) -> (
        RecordBatch, [Int], [RecordMistake]
    ) {
        Self.batch(BookingCodeRows.reading(of: table, mapping, as: kind), RecordBatch.codes)
    }

    private static func batch<Record>(
        _ reading: RecordReading<Record>, _ make: ([Record]) -> RecordBatch
    ) -> (RecordBatch, [Int], [RecordMistake]) {
        (make(reading.records.map(\.record)), reading.records.map(\.line), reading.mistakes)
    }
}
