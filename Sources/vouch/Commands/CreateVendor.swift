import ArgumentParser
import Pipeline

/// Takes the seller of a document on record.
struct CreateVendor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Take the seller of a document on record as a vendor.",
        discussion: """
            Name, tax id and account come off the page; the account counts for nothing
            until somebody has confirmed it. In vouch review, v and Enter do the same.

              vouch vendor create 17
            """)

    @Argument(help: "The document's number in the list, or its invoice number.")
    var id: String

    @OptionGroup var person: PersonOption

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let record = try await Lookup.original(id, in: premises.store)
        guard let draft = record.reading?.draft, let vendor = VendorIntake.vendor(of: draft) else {
            throw Failure.usage(
                "#\(record.summary.id) has no seller. Name it with: vouch correct \(record.summary.id) seller_name=…"
            )
        }
        let outcome = try await VendorIntake(in: premises)
            .take(vendor, of: draft, by: person.name)
        screen.put([StyledText(outcome.sentence.onOneLine)])
        guard case .added = outcome else { throw Outcome.needsPerson }
    }
}
