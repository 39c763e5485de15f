import ArgumentParser
import Domain
import Pipeline
import Reading

/// Shows where a value came from.
struct Why: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show where a value came from, with the picture of its place.",
        discussion: """
            Lists what spoke for the value and against it, what else it might be, and
            shows its place on the page: as a picture where the terminal can (kitty,
            sixel, or colours), else as text.

              vouch why 17 grand_total
              vouch why RE-2026-0815 due-date --no-picture
            """)

    @Argument(help: "The document's number in the list, or its invoice number.")
    var id: String

    @Argument(help: "The field: invoice_number, issue_date, grand_total, seller_name, …")
    var field: String

    @Flag(inversion: .prefixedNo, help: "Show the place as a picture.")
    var picture = true

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let name = try Lookup.field(field)
        let premises = try Composition.open(try location.home())
        let record = try await Lookup.original(id, in: premises.store)
        guard let reading = record.reading else {
            throw Failure.usage("#\(record.summary.id) has no values: it is \(record.summary.state.spelled).")
        }
        guard let found = reading.draft.fields[name] else {
            let known = FieldName.allCases.filter { reading.draft.fields[$0] != nil }.map(\.rawValue)
            throw Failure.usage(
                "No \(name.rawValue) was found on #\(record.summary.id); found were \(known.joined(separator: ", "))."
            )
        }
        let width = min(screen.output.columns, 120)
        let document = "#\(record.summary.id) \(record.summary.name)"
        screen.put(ReasonScreen(width: width).lines(of: found, named: name, on: document))
        if let region = found.source.region,
            let page = reading.pages.first(where: { $0.number == region.page })
        {
            screen.put([""])
            try await show(region, on: page, of: record, from: premises, on: screen)
        }
    }

    /// Shows a place as a picture where the terminal can, and as text where its pixels are too coarse to read.
    private func show(
        _ region: Region, on page: Page, of record: DocumentRecord, from premises: Premises, on screen: Screen
    ) async throws {
        let graphics =
            picture ? Graphics.supported(by: screen.output, environment: Environment.current) : .none
        func place(_ extent: Surroundings.Extent) -> Surroundings {
            Surroundings(of: region, pageWidth: page.width, pageHeight: page.height, extent: extent)
        }
        var isReadable = false
        if graphics != .none {
            let shown = place(graphics == .blocks ? .narrow : .wide)
            let drawn = try await Composition.picture(of: shown, on: page, of: record, from: premises)
            if let drawn {
                screen.put(drawn, as: graphics)
                isReadable = graphics != .blocks
            }
        }
        guard !isReadable else { return }
        screen.put(
            place(.wide).text(on: page).map { StyledText("   " + $0).truncated(to: screen.output.columns) })
    }
}

extension Screen {
    /// Columns a picture takes at most.
    static let pictureColumns = 100

    /// Shows a picture in the way the terminal can; drawn with characters, at most so many rows of it.
    func put(_ picture: Picture, as graphics: Graphics, rows: Int = .max) {
        let columns = min(output.columns - 2, Self.pictureColumns)
        switch graphics {
        case .kitty: put(Array(picture.kitty(columns: columns).utf8))
        case .sixel: put(Array(picture.sixel().utf8))
        case .blocks:
            let lines = picture.halfBlocks(columns: columns, colours: output.colours)
            put(Array(lines.prefix(rows).map { " \($0)\n" }.joined().utf8))
        case .none: break
        }
    }
}
