import ArgumentParser
import Domain
import Pipeline
import Storage

/// Confirms a vendor's account after a call.
struct ConfirmAccount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm-account",
        abstract: "Confirm an account of a vendor after a call; it takes two persons.",
        discussion: """
            Call the vendor under a number that was known before, not one from the letter
            that names the account.

              vouch vendor confirm-account V-1003 DE86860555920118803047 --called-back "Ms Thiele, 0341 555 2231"
            """)

    @Argument(help: "The vendor's key.")
    var vendor: String

    @Argument(help: "The account.")
    var account: String

    @Option(help: ArgumentHelp("Whom at the vendor you called, and under which number.", valueName: "whom"))
    var calledBack: String?

    @Option(
        help: ArgumentHelp("Who confirms (default: $VOUCH_USER, then the login name).", valueName: "name"))
    var user: String?

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let actor = user.map { SafeText($0).text } ?? Environment.person
        let number = String(decoding: PlainSpelling.bytes(of: account), as: UTF8.self)
        let consent = StoredHold.Consent(
            actor: actor, reason: "confirmed", callBack: calledBack.map { SafeText($0).text },
            at: premises.world.now())
        switch try await premises.database.confirm(number, of: vendor, with: consent) {
        case .released:
            screen.put([StyledText("✓ ", .good) + StyledText("Account \(number) of \(vendor) is confirmed.")])
        case .awaitsSecond:
            screen.put([
                StyledText("? ", .doubtful)
                    + StyledText("\(actor) has confirmed it. A second person has to confirm \(number), too.")
            ])
            throw Outcome.needsPerson
        case .refused(let why):
            throw Failure(sentence: "Nothing was confirmed: \(SafeText(why).text).", outcome: .needsPerson)
        }
        try await Matcher.matchDue(on: premises, screen: screen)
    }
}
