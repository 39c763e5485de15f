public import Domain

/// Lines of a bill that are no goods but charges beside them: freight, packing, tolls, each by its code.
public struct ChargeLines: Hashable, Sendable {
    /// The bill, its charges apart from its lines.
    public private(set) var bill: Bill
    /// What the lines that are left say in words.
    public private(set) var descriptions: [String] = []

    /// Takes charges out of the lines of `bill` that no order ordered as a line of its own.
    ///
    /// A line with all words of a charge's name, or of one of its other names, is that charge; one that may be several
    /// stays a line.
    public init(_ bill: Bill, descriptions: [String], codes: [BookingCode], orders: [PurchaseOrder]) {
        self.bill = bill
        self.descriptions = descriptions
        let charges = codes.filter { $0.kind == .charge }
        guard !charges.isEmpty else { return }
        let ordered = orders.flatMap(\.lines)
        let items = Set(ordered.compactMap { NormalText.of($0.item) })
        let classes = ordered.compactMap { $0.description.map(BillFitting.words) }
        var kept: [BillLine] = []
        self.descriptions = []
        for (line, text) in zip(bill.lines, descriptions) {
            let words = BillFitting.words(text)
            let isOrdered =
                NormalText.of(line.item).map(items.contains) ?? false
                || classes.contains { !$0.isEmpty && ($0.isSubset(of: words) || words.isSubset(of: $0)) }
            if line.amount.isPositive, !isOrdered, let code = Self.code(of: words, among: charges) {
                self.bill.charges.append(.init(code: code, amount: line.amount, taxRate: line.taxRate))
            } else {
                kept.append(line)
                self.descriptions.append(text)
            }
        }
        self.bill.lines = kept
    }

    /// The code whose words are all there; of several the one with most words, none where that is a tie.
    private static func code(of words: Set<String>, among charges: [BookingCode]) -> String? {
        let fits = charges.compactMap { charge -> (code: String, words: Int)? in
            let names = ([charge.name] + charge.words).map(BillFitting.words)
            let said = names.filter { !$0.isEmpty && $0.isSubset(of: words) }.map(\.count).max()
            return said.map { (charge.id, $0) }
        }
        guard let most = fits.map(\.words).max() else { return nil }
        return fits.filter { $0.words == most }.single?.code
    }
}
