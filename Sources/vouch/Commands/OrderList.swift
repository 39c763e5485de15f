import ArgumentParser
import Domain
import Pipeline
import Storage

extension OrderCommand {
    /// Lists orders.
    struct Listing: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List orders: with whom, worth how much, how much of it is billed.",
            discussion: """
                  vouch order list --open
                  vouch order list --vendor V-1001
                """)

        @Option(help: "Those of one vendor, by its key.")
        var vendor: String?

        @Flag(help: "Only those that may still be billed.")
        var open = false

        @Option(help: "How many at most.")
        var limit = 50

        @OptionGroup var location: HomeOptions
        @OptionGroup(title: "Notes") var options: ScreenOptions

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit takes a number from 1.") }
        }

        func run() async throws {
            let screen = options.screen()
            let premises = try Composition.open(try location.home())
            let files = try await premises.database.orders(of: vendor, isOpen: open, limit: limit)
            guard !files.isEmpty else {
                return screen.note(
                    StyledText("There is no such order. Take orders in with: vouch import orders"))
            }
            screen.put(Self.table(of: files).lines(width: min(screen.output.columns, 140)))
            if files.count == limit { screen.note(StyledText("More with --limit.", .quiet)) }
        }

        private static func table(of files: [OrderFile]) -> TextTable {
            var table = TextTable(
                columns: [
                    .init(title: "Order"), .init(title: "Vendor", minimum: 12), .init(title: "Status"),
                    .init(title: "Lines", alignment: .right, priority: 1),
                    .init(title: "Worth", alignment: .right, hasAlignedPoints: true),
                    .init(title: "Billed", alignment: .right, hasAlignedPoints: true), .init(title: ""),
                    .init(title: "Bills", alignment: .right, priority: 2),
                ], indent: 1)
            table.rows = files.map { file in
                let order = file.version.order
                let billed = file.billed.values.map(\.amount).reduce(.zero, +)
                return [
                    StyledText(order.id, .strong), StyledText(file.vendor.onOneLine),
                    StyledText(order.status.rawValue, order.status == .open ? .plain : .quiet),
                    StyledText("\(order.lines.count)"), StyledText(order.worth?.money(in: nil) ?? "–"),
                    StyledText(billed.money(in: nil)), StyledText(order.currency.rawValue, .quiet),
                    StyledText("\(file.bills.count)"),
                ]
            }
            return table
        }
    }
}

extension PurchaseOrder {
    /// What all of it comes to; the limit of a frame, `nil` where nothing says it.
    var worth: Rational? {
        if case .blanket(let limit, _, _) = form { return limit }
        let lines = lines.map { line -> Rational? in
            guard let quantity = line.quantity, let price = line.price.divided(by: line.priceBase) else {
                return nil
            }
            return quantity * price * line.discountPercent.remaining * discountPercent.remaining
        }
        guard !lines.contains(where: { $0 == nil }) else { return nil }
        return lines.compactMap(\.self).reduce(.zero, +) + charges.map(\.amount).reduce(.zero, +)
    }
}

extension Rational {
    /// What a discount in percent leaves of one.
    fileprivate var remaining: Rational { (100 - self).divided(by: 100) ?? .one }
}
