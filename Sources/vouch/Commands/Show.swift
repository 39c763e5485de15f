import ArgumentParser
import Pipeline

/// Shows one document of a home in full.
struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show one document in full: values, lines, findings, and what happened to it.",
        discussion: """
            The document is named by its number in the list or by the number it prints.

              vouch show 17
              vouch show RE-2026-0815 --explain
              vouch show 17 --format json | jq .line_items
              vouch show 17 --format text
            """)

    @Argument(help: "The document's number in the list, or its invoice number.")
    var id: String

    @Option(
        help: ArgumentHelp(
            "table, json, text, or words (every word with its place and readers).", valueName: "format"))
    var format = Read.Format.table

    @Flag(help: "Show for every value what spoke for it and against.")
    var explain = false

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let record = try await Lookup.record(id, in: premises.store)
        let report = DocumentReport(record)
        switch format {
        case .json:
            let writer = ReportJSON(isExplained: explain, isLaidOut: screen.output.isInteractive)
            screen.put(writer.bytes(of: report))
        case .text:
            screen.put(PageText.text(of: report.pages).split(separator: "\n").map { StyledText(String($0)) })
        case .words:
            screen.put(WordTable.text(of: report.pages).split(separator: "\n").map { StyledText(String($0)) })
        case .table:
            let width = min(screen.output.columns, 120)
            screen.put(DocumentScreen(width: width, isExplained: explain).lines(of: report))
            screen.put([""] + HistoryScreen(width: width).lines(of: record))
        }
    }
}

extension DocumentReport {
    /// What the store knows of a document.
    init(_ record: DocumentRecord) {
        self.init(
            name: record.summary.name, hash: record.summary.hash, pageCount: record.summary.pages ?? 0,
            state: record.summary.state, seconds: record.reading?.seconds ?? 0, draft: record.reading?.draft,
            findings: record.findings, pages: record.reading?.pages ?? [])
    }
}
