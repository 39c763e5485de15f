import ArgumentParser
import Domain
import Pipeline
import Storage

/// Adds receipts.
struct ReceiptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt", abstract: "Say what arrived for an order.",
        discussion: """
              vouch receipt add PO-17/10 48
              vouch receipt accept PO-17/30 1200 --by "K. Lange"   a service, signed for
            """, subcommands: [Add.self, Accept.self])

    /// Adds one.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what arrived for a line of an order; bills that waited for it are matched again.",
            discussion: """
                A receipt with the number of an earlier one replaces it: so is said what
                inspection accepted, or what went back.

                  vouch receipt add PO-17/10 48
                  vouch receipt add PO-17/10 4 --unit BOX --number WE-2231
                  vouch receipt add PO-17/10 48 --number WE-2231 --accepted 45 --returned 3
                """)

        @Argument(
            help: ArgumentHelp("The line: the order's number, a slash, the line's.", valueName: "order/line"))
        var line: String

        @Argument(help: "How many arrived.")
        var quantity: String

        @Option(help: "The receipt's number; a fresh one where none is given.")
        var number: String?

        @Option(help: "The unit it is counted in (default: the order's).")
        var unit: String?

        @Option(help: "How many inspection accepted.")
        var accepted: String?

        @Option(help: "How many went back.")
        var returned: String?

        @OptionGroup var person: PersonOption

        @OptionGroup var location: HomeOptions
        @OptionGroup(title: "Notes") var options: ScreenOptions

        func run() async throws {
            let screen = options.screen()
            let premises = try Composition.open(try location.home())
            let now = premises.world.now()
            let receipt = GoodsReceipt(
                id: number ?? "R-\(now.milliseconds)",
                orderLine: try await ReceiptCommand.place(line, in: premises), unit: unit,
                received: try ReceiptCommand.number(quantity),
                accepted: try accepted.map(ReceiptCommand.number),
                returned: try returned.map(ReceiptCommand.number) ?? .zero)
            guard receipt.returned <= receipt.received, (receipt.accepted ?? .zero) <= receipt.received else {
                throw Failure.usage("No more can be accepted or go back than arrived.")
            }
            try await ReceiptCommand.take(receipt, by: person.name, at: now, in: premises, screen)
        }
    }
}
