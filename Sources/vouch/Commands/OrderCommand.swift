import ArgumentParser
import Domain
import Pipeline
import Storage

/// Shows orders.
struct OrderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "order", abstract: "Show an order: what arrived, what was billed, what is left.",
        discussion: "  vouch order show PO-17", subcommands: [Show.self])

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

/// Adds receipts.
struct ReceiptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt", abstract: "Say what arrived for an order.",
        discussion: "  vouch receipt add PO-17/10 48", subcommands: [Add.self])

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

        @OptionGroup var location: HomeOptions
        @OptionGroup(title: "Notes") var options: ScreenOptions

        func run() async throws {
            let screen = options.screen()
            let premises = try Composition.open(try location.home())
            guard let slash = line.lastIndex(of: "/") else {
                throw Failure.usage("\(SafeText(line).text) is no line of an order such as PO-17/10.")
            }
            let typed = String(line[..<slash])
            let order = try await premises.database.orderFile(typed)?.version.order.id ?? typed
            let now = premises.world.now()
            let receipt = GoodsReceipt(
                id: number ?? "R-\(now.milliseconds)",
                orderLine: OrderLineID(order: order, line: String(line[line.index(after: slash)...])),
                unit: unit,
                received: try Self.number(quantity), accepted: try accepted.map(Self.number),
                returned: try returned.map(Self.number) ?? .zero)
            guard receipt.returned <= receipt.received, (receipt.accepted ?? .zero) <= receipt.received else {
                throw Failure.usage("No more can be accepted or go back than arrived.")
            }
            let outcome = try await premises.database.take(
                .receipts([receipt]), isRehearsal: false, by: Environment.person, at: now)
            if let refusal = outcome.refusals.first {
                throw Failure(
                    sentence: "Nothing was taken: \(SafeText(refusal.sentence).text).", outcome: .needsPerson)
            }
            screen.put([
                StyledText("✓ ", .good)
                    + StyledText("\(receipt.id): \(receipt.received.shown) for \(receipt.orderLine).")
            ])
            try await Matcher.matchDue(on: premises, screen: screen)
        }

        private static func number(_ text: String) throws -> Rational {
            guard let number = Rational.printed(text)?.number, !number.isNegative else {
                throw Failure.usage("\(SafeText(text).text) is no quantity such as 12.5.")
            }
            return number
        }
    }
}
