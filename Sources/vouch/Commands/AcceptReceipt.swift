import ArgumentParser
import Domain
import Pipeline
import Storage

extension ReceiptCommand {
    /// Takes an acceptance sheet.
    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Say what of a service was done and signed for; bills that waited for it are matched again.",
            discussion: """
                The quantity is in the order line's unit, or an amount where the line is
                ordered by amount.

                  vouch receipt accept PO-17/30 1200 --by "K. Lange"
                  vouch receipt accept PO-17/30 12 --number LE-2231 --by "K. Lange"
                """)

        @Argument(
            help: ArgumentHelp("The line: the order's number, a slash, the line's.", valueName: "order/line"))
        var line: String

        @Argument(help: "How much was done, or for how much.")
        var quantity: String

        @Option(help: "Who signed for it.")
        var by: String

        @Option(help: "The sheet's number; a fresh one where none is given.")
        var number: String?

        @OptionGroup var person: PersonOption

        @OptionGroup var location: HomeOptions
        @OptionGroup(title: "Notes") var options: ScreenOptions

        func run() async throws {
            let screen = options.screen()
            let premises = try Composition.open(try location.home())
            let now = premises.world.now()
            let done = try ReceiptCommand.number(quantity)
            let sheet = GoodsReceipt(
                id: number ?? "S-\(now.milliseconds)",
                orderLine: try await ReceiptCommand.place(line, in: premises), received: done,
                accepted: done, acceptedBy: SafeText(by).text)
            try await ReceiptCommand.take(sheet, by: person.name, at: now, in: premises, screen)
        }
    }

    /// The line of an order that is meant by `PO-17/10`.
    static func place(_ line: String, in premises: Premises) async throws -> OrderLineID {
        guard let slash = line.lastIndex(of: "/") else {
            throw Failure.usage("\(SafeText(line).text) is no line of an order such as PO-17/10.")
        }
        let typed = String(line[..<slash])
        let order = try await premises.database.orderFile(typed)?.version.order.id ?? typed
        return OrderLineID(order: order, line: String(line[line.index(after: slash)...]))
    }

    /// A quantity as it was typed.
    static func number(_ text: String) throws -> Rational {
        guard let number = Rational.printed(text)?.number, !number.isNegative else {
            throw Failure.usage("\(SafeText(text).text) is no quantity such as 12.5.")
        }
        return number
    }

    /// Takes a receipt in, and has what waited for it matched.
    static func take(
        _ receipt: GoodsReceipt, by actor: String, at: Timestamp, in premises: Premises, _ screen: Screen
    ) async throws {
        let outcome = try await premises.database.take(
            .receipts([receipt]), isRehearsal: false, by: actor, at: at)
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
}
