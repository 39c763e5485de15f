import Controls
public import Domain

/// Chooses among a vendor's open orders those a document may bill.
public enum OrderChoice {
    /// A line of an order, as far as the choice looks at it.
    public struct Line: Hashable, Sendable {
        /// The order.
        public var order: String
        /// Its item.
        public var item: String?

        /// Makes a line.
        public init(order: String, item: String?) {
            self.order = order
            self.item = item
        }
    }

    /// The orders with an item of the document; all of them where a line of it is of none of their items, because
    /// then words have to tell.
    public static func orders(for draft: InvoiceDraft, among lines: [Line]) -> [String] {
        let known = Set(lines.compactMap { NormalText.of($0.item) })
        let billed = draft.lines.map { NormalText.of($0.articleNumber) }
        let items = Set(billed.compactMap { $0 })
        let isToldByItems = !billed.isEmpty && billed.allSatisfy { $0.map(known.contains) ?? false }
        let chosen = lines.filter { line in
            !isToldByItems || NormalText.of(line.item).map(items.contains) ?? false
        }
        return Set(chosen.map(\.order)).sorted()
    }

    /// The orders a document names, as it prints them.
    public static func named(by draft: InvoiceDraft) -> [String] { OrderReferences.of(draft) }
}
