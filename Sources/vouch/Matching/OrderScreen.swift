import Domain
import Pipeline

/// An order line by line: ordered, received, billed and left.
struct OrderScreen: Sendable {
    /// Columns of the terminal.
    var width: Int

    /// The lines of the screen.
    func lines(of file: OrderFile) -> [StyledText] {
        let order = file.version.order
        let version = file.version.version > 1 ? ", version \(file.version.version)" : ""
        let title =
            StyledText(order.id, .strong) + StyledText("  \(file.vendor.onOneLine) (\(order.vendor))  ")
            + StyledText("\(order.status.rawValue), \(order.currency.rawValue)\(version)", .quiet)
        var lines = [title, StyledText(String(repeating: "─", count: width), .quiet)]
        lines += table(of: file).lines(width: width)
        if let contract = order.contract { lines.append(StyledText(" Under contract \(contract)", .quiet)) }
        for prepayment in file.prepayments {
            let money = prepayment.amount.money(in: prepayment.currency.rawValue)
            lines.append(
                StyledText(" \(money) paid ahead on \(prepayment.date) (\(prepayment.id))", .quiet))
        }
        for charge in order.charges {
            lines.append(
                StyledText(
                    " \(charge.code) \(charge.amount.money(in: order.currency.rawValue)) agreed", .quiet))
        }
        if !file.bills.isEmpty {
            let bills = file.bills.map { bill in
                "#\(bill.document) \(bill.number.onOneLine)\(bill.isCredit ? " (credit)" : "")\(bill.isPosted ? "" : ", waits")"
            }
            lines += ["", StyledText(" Billed by \(bills.joined(separator: "; "))", .quiet)]
        }
        return lines.map { $0.truncated(to: width) }
    }

    private func table(of file: OrderFile) -> TextTable {
        var table = TextTable(
            columns: [
                .init(title: "Line"), .init(title: "Item", minimum: 6), .init(title: "What", minimum: 12),
                .init(title: "Ordered", alignment: .right, hasAlignedPoints: true),
                .init(title: "Received", alignment: .right, hasAlignedPoints: true),
                .init(title: "Billed", alignment: .right, hasAlignedPoints: true),
                .init(title: "Left", alignment: .right, hasAlignedPoints: true),
                .init(title: "Unit", priority: 1),
                .init(title: "Price", alignment: .right, hasAlignedPoints: true),
                .init(title: "Account", priority: 2), .init(title: "Cost centre", priority: 2),
            ], indent: 1)
        table.rows = file.version.order.lines.map { line in
            let named = line.withNamedUnits
            let kept = file.receipts.filter { $0.orderLine.line == line.id }.map { receipt in
                let factor = named.factor(of: UnitOfMeasure.name(of: receipt.unit ?? line.unit)) ?? .zero
                return factor * (receipt.received - receipt.returned)
            }.reduce(Rational.zero, +)
            let billed = file.billed[line.id]?.quantity ?? .zero
            let price = line.price.shown + (line.priceBase == .one ? "" : " / \(line.priceBase.shown)")
            return [
                StyledText(line.id), StyledText(line.item ?? "", .quiet),
                StyledText(line.description?.onOneLine ?? ""),
                StyledText(line.quantity?.shown ?? "–"), StyledText(kept.shown), StyledText(billed.shown),
                StyledText(line.quantity.map { ($0 - billed).shown } ?? "–"), StyledText(line.unit),
                StyledText(price), StyledText(line.account ?? ""), StyledText(line.costCentre ?? ""),
            ]
        }
        table.dropEmptyColumns()
        return table
    }
}
