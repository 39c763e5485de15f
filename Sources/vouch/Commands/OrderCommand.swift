import ArgumentParser
import Domain
import Pipeline
import Storage

/// Shows orders.
struct OrderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "order", abstract: "Show orders: what arrived, what was billed, what is left.",
        discussion: """
              vouch order list --open
              vouch order show PO-17
            """, subcommands: [Listing.self, Show.self])

    /// Shows one order.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show an order line by line: ordered, received, billed, left.",
            discussion: "  vouch order show PO-17")

        @Argument(help: "The order's number.")
        var id: String

        @OptionGroup var location: HomeOptions
        @OptionGroup(title: "Notes") var options: ScreenOptions

        func run() async throws {
            let screen = options.screen()
            let premises = try Composition.open(try location.home())
            guard let file = try await premises.database.orderFile(id) else {
                throw Failure.usage(
                    "There is no order \(SafeText(id).text) here. Take it in with: vouch import orders")
            }
            screen.put(OrderScreen(width: min(screen.output.columns, 140)).lines(of: file))
        }
    }
}
