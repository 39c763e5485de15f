public import Domain

/// Lines that change the price of what was billed before and move no goods: retro-billing on bills, price reductions
/// on credit notes.
public enum PriceChanges {
    /// How vendors call them.
    private static let names: [Set<String>] = [
        ["preisdifferenz"], ["nachbelastung"], ["preiskorrektur"], ["preisanpassung"], ["rückvergütung"],
        ["price", "difference"], ["price", "adjustment"], ["price", "correction"], ["retro", "billing"],
        ["différence", "prix"], ["ajustement", "prix"], ["régularisation", "prix"], ["prijsverschil"],
        ["prijscorrectie"], ["differenza", "prezzo"], ["diferencia", "precio"],
    ]

    /// The bill with such lines marked, where the one order line they are about is known; others stay as they are.
    public static func marked(_ bill: Bill, descriptions: [String], orders: [PurchaseOrder]) -> Bill {
        var marked = bill
        for (place, text) in zip(bill.lines.indices, descriptions) {
            let line = bill.lines[place]
            let words = BillFitting.words(text)
            guard line.kind == .item, line.amount.isPositive,
                names.contains(where: { $0.isSubset(of: words) }),
                let (order, ordered) = subject(of: line, words, orders.filter { $0.vendor == bill.vendor })
            else { continue }
            marked.lines[place].kind = bill.kind == .creditNote ? .valueCredit : .subsequentDebit
            marked.lines[place].orderReference = order.id
            marked.lines[place].lineReference = ordered.id
            if ordered.factor(of: line.unit) == nil { marked.lines[place].unit = ordered.unit }
        }
        return marked
    }

    /// The only order line with the item, or with all words of its description said.
    private static func subject(of line: BillLine, _ words: Set<String>, _ orders: [PurchaseOrder])
        -> (PurchaseOrder, OrderLine)?
    {
        let named = NormalText.of(line.orderReference)
        let item = NormalText.of(line.item)
        let found = orders.filter { named == nil || NormalText.of($0.id) == named }.flatMap { order in
            order.lines.filter { ordered in
                if let item, let other = NormalText.of(ordered.item) { return item == other }
                let described = ordered.description.map(BillFitting.words) ?? []
                return !described.isEmpty && described.isSubset(of: words)
            }.map { (order, $0) }
        }
        return found.single
    }
}
