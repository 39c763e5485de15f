public import Domain

/// Brings a bill and the orders it may bill to the same words: items, descriptions and units.
///
/// A vendor prints its own article numbers and its own wording; what cannot be an order's item is no contradiction to
/// it, and a description is the same when all words of one are in the other. Prices and quantities are still compared.
public struct BillFitting: Hashable, Sendable {
    /// Words two descriptions need in common to be the same.
    private static let fewestWords = 2

    /// The bill with items, classes of descriptions and units as the orders have them.
    public private(set) var bill: Bill
    /// The orders with classes of descriptions, and units by their one name.
    public private(set) var orders: [PurchaseOrder]

    /// Fits `bill`, whose lines say `descriptions`, to `orders`.
    public init(_ bill: Bill, descriptions: [String], orders: [PurchaseOrder]) {
        self.bill = bill
        self.orders = orders.map { order in
            var order = order
            order.lines = order.lines.map { line in
                var line = line.withNamedUnits
                line.descriptionClass = line.descriptionClass ?? line.description.map(Self.words)?.key
                return line
            }
            return order
        }
        let lines = self.orders.flatMap(\.lines)
        let items = Set(lines.compactMap { NormalText.of($0.item) })
        let classes = Set(lines.compactMap(\.descriptionClass)).sorted()
        for place in bill.lines.indices {
            if let item = NormalText.of(bill.lines[place].item), !items.contains(item) {
                self.bill.lines[place].item = nil
            }
            if self.bill.lines[place].item == nil, place < descriptions.count {
                self.bill.lines[place].descriptionClass = Self.best(descriptions[place], of: classes)
            }
            nameUnit(at: place)
        }
        fitWholeDocument()
    }

    /// The unit of the order lines a line may be of, where it prints none and they agree.
    private mutating func nameUnit(at place: Int) {
        let line = bill.lines[place]
        guard line.unit.isEmpty else { return }
        let item = NormalText.of(line.item)
        let named = NormalText.of(line.orderReference)
        let candidates = orders.filter { named == nil || NormalText.of($0.id) == named }.flatMap(\.lines)
            .filter { candidate in
                item != nil
                    ? NormalText.of(candidate.item) == item
                    : candidate.descriptionClass == line.descriptionClass
            }
        if let unit = Set(candidates.map(\.unit)).sorted().single { bill.lines[place].unit = unit }
    }

    /// A bill without printed lines is for the only line of the order it names.
    private mutating func fitWholeDocument() {
        guard bill.lines.count == 1, bill.lines[0].item == nil, bill.lines[0].descriptionClass == nil,
            bill.lines[0].price == nil, let name = NormalText.of(bill.lines[0].orderReference),
            let order = orders.first(where: { NormalText.of($0.id) == name }), let line = order.lines.single
        else { return }
        bill.lines[0].lineReference = line.id
        if bill.lines[0].unit.isEmpty { bill.lines[0].unit = line.unit }
    }

    /// The class whose words fit best; `nil` where none or several do.
    static func best(_ description: String, of classes: [String]) -> String? {
        let said = words(description)
        var best: (name: String, shared: Int)?
        var isTie = false
        for name in classes {
            let known = words(name)
            let shared = said.intersection(known).count
            guard shared == min(said.count, known.count), shared >= min(fewestWords, known.count), shared > 0,
                said.count >= min(fewestWords, known.count)
            else { continue }
            if let leader = best, leader.shared >= shared {
                isTie = isTie || leader.shared == shared
            } else {
                best = (name, shared)
                isTie = false
            }
        }
        return isTie ? nil : best?.name
    }

    /// The words of a description: letters and digits, small.
    static func words(_ text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }
}

extension Set<String> {
    /// The words as one text, the same for the same words.
    fileprivate var key: String? { isEmpty ? nil : sorted().joined(separator: " ") }
}
