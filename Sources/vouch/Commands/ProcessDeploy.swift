import ArgumentParser
import Domain
import Pipeline
import Storage

/// Makes processes the ones new cases run through.
struct ProcessDeploy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: "Make processes the ones new cases run through.",
        discussion: """
            Each process of a file becomes a new version of itself; a file that has not
            changed stays the version it is. Cases that run stay on theirs. What cannot be
            executed is told with file, line and id, and nothing is deployed.

            Elements no way leads to are told. A process by which one person could take an
            invoice to payment alone is not deployed, unless with --anyway; even then
            nothing is posted that was not approved by all who must. Try it first with:
            vouch process check

              vouch process deploy ~/.vouch/models/processes/invoice.bpmn
            """)

    @Argument(help: ArgumentHelp("BPMN files.", valueName: "file"))
    var paths: [String]

    @Flag(help: "Deploy processes by which one person could take an invoice to payment, too.")
    var anyway = false

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let works = CaseWorks(on: premises)
        try await inspect(premises, screen)
        for path in paths {
            for version in try await works.deploy(FilePath(path)) {
                screen.put([
                    StyledText("✓ ", .good) + StyledText("\(version.key)", .strong)
                        + StyledText("  \(ProcessReport.name(version.name))", .quiet)
                ])
            }
        }
    }

    /// Says what of the processes no way leads to, and refuses those one person could misuse.
    private func inspect(_ premises: Premises, _ screen: Screen) async throws {
        var shelf = try ProcessShelf(reading: paths.map { FilePath($0) }, files: premises.files)
        if !shelf.faults.isEmpty {
            throw Failure(
                sentence: (["Nothing was deployed."] + shelf.faults.map { SafeText($0).text })
                    .joined(separator: "\n"), outcome: .needsPerson)
        }
        shelf.stand(beside: try await premises.database.processes().map(\.version))
        let directory = try await premises.database.directory()
        let inspection = try ProcessInspection(
            of: shelf, directory: directory.people.isEmpty ? nil : directory,
            models: Composition.modelsPath(home: premises.home))
        for line in inspection.gaps() { screen.note(line) }
        let payment = try inspection.payment()
        if payment.isSafe { return }
        screen.put(payment.lines)
        if !anyway {
            throw Failure(
                sentence: "Nothing was deployed. Put an approval back, or insist with --anyway.",
                outcome: .needsPerson)
        }
    }
}
