import Pipeline

/// Brings reports to where they were asked for: standard output, or one file a document in a folder.
struct Delivery {
    /// The form of the output.
    let format: Read.Format
    /// The folder for one file a document; `nil` for standard output.
    let folder: FilePath?
    /// Whether the reasons for each value are shown.
    let isExplained: Bool
    /// Whether so few documents are expected that each gets a screen of its own.
    let isDetailed: Bool
    /// Where it is printed.
    let screen: Screen
    /// The file system.
    let files: any FileOps

    /// What was delivered so far.
    private(set) var tally = Tally()

    private var entries: [DocumentList.Entry] = []
    private var stems: Set<String> = []

    /// Makes a delivery that has nothing delivered yet.
    init(
        format: Read.Format, folder: FilePath?, isExplained: Bool, isDetailed: Bool, screen: Screen,
        files: any FileOps
    ) {
        self.format = format
        self.folder = folder
        self.isExplained = isExplained
        self.isDetailed = isDetailed
        self.screen = screen
        self.files = files
    }

    /// Delivers the reports on one input.
    mutating func deliver(_ reports: [DocumentReport], of input: InputFile) throws {
        for (index, report) in reports.enumerated() {
            tally.count(report)
            if let folder {
                let inner = reports.count > 1 ? ".\(index + 1)" : ""
                try write(report, to: folder, stem: input.stem + inner)
                if report.state.needsPerson { entries.append(DocumentList.Entry(report)) }
            } else {
                print(report)
            }
        }
    }

    /// Delivers what had to wait until all was read.
    func finish() {
        guard !entries.isEmpty else { return }
        screen.put(DocumentList.lines(entries, width: screen.output.columns))
    }

    private mutating func print(_ report: DocumentReport) {
        switch format {
        case .json:
            screen.put(
                ReportJSON(isExplained: isExplained, isLaidOut: screen.output.isInteractive).bytes(of: report)
            )
        case .text, .words:
            let isFirst = tally.documents == 1
            if !isDetailed {
                screen.put([StyledText("\(isFirst ? "" : "\n")==> \(report.name) <==", .strong)])
            }
            screen.put(text(of: report, escaped: screen.output.isInteractive))
        case .table where isDetailed || isExplained:
            if tally.documents > 1 { screen.put([""]) }
            let width = min(screen.output.columns, 120)
            screen.put(DocumentScreen(width: width, isExplained: isExplained).lines(of: report))
        case .table:
            entries.append(DocumentList.Entry(report))
        }
    }

    private func write(_ report: DocumentReport, to folder: FilePath, stem: String) throws {
        let bytes =
            switch format {
            case .json, .table: ReportJSON(isExplained: isExplained).bytes(of: report)
            case .text, .words: text(of: report, escaped: false)
            }
        let name = stem + format.suffix
        let scratch = folder.appending(".\(name).part")
        do throws(FileFailure) {
            try files.remove(scratch)
            let file = try files.create(scratch)
            defer { files.close(file) }
            try files.write(bytes, to: file)
            try files.rename(scratch, to: folder.appending(name))
        } catch {
            throw Failure.environment(
                "\(error.description.capitalisedFirst). Choose another folder for --out.")
        }
    }

    private func text(of report: DocumentReport, escaped: Bool) -> [UInt8] {
        let text =
            format == .words ? WordTable.text(of: report.pages) : PageText.text(of: report.pages)
        guard escaped else { return Array(text.utf8) }
        return Array(
            text.split(separator: "\n", omittingEmptySubsequences: false).map { SafeText(String($0)).text }
                .joined(separator: "\n").utf8)
    }
}
