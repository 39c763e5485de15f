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

              vouch vendor confirm-account V-1003 DE86860555920118803047 \\
                --called-back "Ms Thiele, 0341 555 2231"
            """)

    @Argument(help: "The vendor's key.")
    var vendor: String

    @Argument(help: "The account.")
    var account: String

    @OptionGroup var consent: ConsentOptions

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let number = String(decoding: PlainSpelling.bytes(of: account), as: UTF8.self)
        let receipt = try await premises.database.confirm(
            number, of: vendor, with: consent.consent(because: "confirmed", at: premises.world.now()))
        try consent.tell(
            receipt, done: "Account \(number) of \(SafeText(vendor).text) is confirmed.",
            second: "confirm \(number)", refused: "Nothing was confirmed", on: screen)
        try await Matcher.matchDue(on: premises, screen: screen)
    }
}
