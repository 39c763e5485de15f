import Controls
import Domain
import Pipeline

/// Shows the lines of a bill that are held where they stand on its page.
struct LinePictures {
    /// Lines shown at most: a page of them is no help.
    static let most = 4

    let screen: Screen
    let premises: Premises
    /// Whether pictures are wanted.
    let areWanted: Bool

    /// Shows them: as pictures where the terminal can, else as text.
    func show(_ outcome: MatchOutcome, of record: DocumentRecord) async throws {
        guard let reading = record.reading else { return }
        let graphics =
            areWanted ? Graphics.supported(by: screen.output, environment: Environment.current) : .none
        for (line, region) in places(in: outcome).prefix(Self.most) {
            guard let page = reading.pages.first(where: { $0.number == region.page }) else { continue }
            screen.put(["", StyledText(" Line \(line) on page \(region.page):", .quiet)])
            let place = Surroundings(
                of: region, pageWidth: page.width, pageHeight: page.height,
                extent: graphics == .blocks ? .narrow : .wide)
            if graphics != .none,
                let picture = try await Composition.picture(of: place, on: page, of: record, from: premises)
            {
                screen.put(picture, as: graphics, rows: 12)
                if graphics != .blocks { continue }
            }
            screen.put(
                place.text(on: page).map { StyledText("   " + $0).truncated(to: screen.output.columns) })
        }
    }

    /// The lines with an open hold, with their places.
    private func places(in outcome: MatchOutcome) -> [(line: String, region: Region)] {
        let draft = outcome.verdict.file.draft
        let rows = outcome.verdict.statement?.rows ?? []
        let held = rows.filter { row in outcome.open.contains { $0.hold.concerns(row) } }.map(\.line)
        var seen: Set<String> = []
        return held.filter { seen.insert($0).inserted }.compactMap { line in
            guard let place = outcome.verdict.linePlaces[line], draft.lines.indices.contains(place),
                let region = draft.lines[place].source.region
            else { return nil }
            return (line, region)
        }
    }
}
