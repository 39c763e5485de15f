import ArgumentParser
import Pipeline
import Storage

/// Makes a home.
struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a home: settings, store, archive, inbox, and copies of the models to edit.",
        discussion: """
            Safe to run again: what is missing is added, what was edited stays.

              vouch init
              vouch init --home /srv/invoices
            """)

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let home = try location.home()
        let founding = Founding(home: home, files: Composition.files)
        let models = try Composition.modelsPath()
        let report: Founding.Report
        do throws(FileFailure) {
            report = try founding.found(models: models)
        } catch {
            throw Failure.environment(
                "\(error.description.capitalisedFirst). Choose another place with --home.")
        }
        _ = try SQLiteStore.open(home.store, files: Composition.files)
        screen.put(Self.lines(on: home, report))
    }

    private static func lines(on home: Home, _ report: Founding.Report) -> [StyledText] {
        guard report.isNew else {
            return [
                StyledText("✓ ", .good) + StyledText("The home at \(home.root) is complete; ")
                    + StyledText(
                        "\(report.added.counted("file")) added, \(report.edited) edited and left as they are."
                    )
            ]
        }
        let width = 16
        func line(_ name: String, _ what: String) -> StyledText {
            StyledText("  \(name)".padding(toColumns: width)) + StyledText(what, .quiet)
        }
        return [
            StyledText("✓ ", .good) + StyledText("A home at ") + StyledText("\(home.root)", .strong), "",
            line("inbox/", "documents dropped here are taken in"),
            line("settings.yml", "inboxes and how they are watched"),
            line("models/", "labels, vendors and weights, copied for you to edit"),
            line("archive/", "every original, under its hash"),
            line("quarantine/", "what may be tried again, with the reason"),
            line("rejected/", "what cannot be read, with the reason"), "",
            StyledText("Next: ", .quiet) + "vouch watch",
        ]
    }
}
