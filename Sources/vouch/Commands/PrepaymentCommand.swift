import ArgumentParser
import Domain
import Pipeline
import Storage

/// Notes money that was paid ahead.
struct PrepaymentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prepayment", abstract: "Say what was paid ahead for an order.",
        discussion: "  vouch prepayment add PO-17 1500 --number AZ-2026-09", subcommands: [Add.self])

    /// Adds one.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what was paid ahead; bills of the order use it up before anything else is paid.",
            discussion: """
                  vouch prepayment add PO-17 1500
                  vouch prepayment add PO-17 1500 --number AZ-2026-09 --date 2026-09-01
                """)

        @Argument(help: "The order's number.")
        var order: String

        @Argument(help: "How much was paid, in the order's currency.")
        var amount: String

        @Option(help: "Its number in the books; a fresh one where none is given.")
        var number: String?

        @Option(help: "When it was paid, YYYY-MM-DD (default: today).")
        var date: String?

        @OptionGroup var person: PersonOption

        @OptionGroup var location: HomeOptions
        @OptionGroup(title: "Notes") var options: ScreenOptions

        func run() async throws {
            let screen = options.screen()
            let premises = try Composition.open(try location.home())
            guard let known = try await premises.database.orderFile(order)?.version.order else {
                throw Failure.usage(
                    "There is no order \(SafeText(order).text) here. Take it in with: vouch import orders")
            }
            let now = premises.world.now()
            guard let paid = Rational.printed(amount)?.number, paid.isPositive else {
                throw Failure.usage("\(SafeText(amount).text) is no amount such as 1500.00.")
            }
            guard let day = date.map({ CalendarDate(iso: $0) }) ?? now.day else {
                throw Failure.usage("\(SafeText(date ?? "").text) is no date YYYY-MM-DD.")
            }
            let prepayment = Prepayment(
                id: number ?? "A-\(now.milliseconds)", vendor: known.vendor, order: known.id, date: day,
                currency: known.currency, amount: paid)
            let outcome = try await premises.database.take(
                .prepayments([prepayment]), isRehearsal: false, by: person.name, at: now)
            if let refusal = outcome.refusals.first {
                throw Failure(
                    sentence: "Nothing was taken: \(SafeText(refusal.sentence).text).", outcome: .needsPerson)
            }
            let money = paid.money(in: known.currency.rawValue)
            screen.put([
                StyledText("✓ ", .good)
                    + StyledText("\(prepayment.id): \(money) paid ahead for \(known.id).")
            ])
            try await Matcher.matchDue(on: premises, screen: screen)
        }
    }
}
