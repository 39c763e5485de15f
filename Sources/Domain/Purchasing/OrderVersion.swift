/// An order as it stands after a change; of its versions the newest counts.
public struct OrderVersion: Hashable, Sendable {
    /// 1 for the order as it was first sent.
    public var version: Int
    /// The order.
    public var order: PurchaseOrder

    /// Makes a version.
    public init(version: Int, order: PurchaseOrder) {
        self.version = version
        self.order = order
    }
}
