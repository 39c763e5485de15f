import ArgumentParser
import Exchange
import Pipeline

/// Hands over the mails that wait.
struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "Hand the mails that wait to the mail relay of this machine.",
        discussion: """
            vouch watch does this by itself every 20 seconds. smtp: in settings.yml says
            where the relay listens; it must be this machine, and speaks TLS to the
            outside. A mail leaves the outbox when the relay has said that it has it; one
            that is refused for good goes to outbox/refused with the reason. Leaves with 1
            when mails wait or were refused.

              vouch outbox
            """)

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        guard premises.settings.mail.server != nil else {
            throw Failure.environment(
                "There is no relay. Name one in \(premises.home.settings), such as smtp: { host: localhost, port: 25 }."
            )
        }
        let postman = Postman(premises)
        guard let tally = try await postman.carry() else {
            return screen.note("Another process is handing mails over.")
        }
        screen.put(Postman.lines(of: tally))
        if tally.refused > 0 || tally.trouble != nil { throw Outcome.needsPerson }
    }
}
