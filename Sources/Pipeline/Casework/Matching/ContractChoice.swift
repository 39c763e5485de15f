import Controls
public import Domain

/// Finds the contract a document is billed under.
public enum ContractChoice {
    /// The contract the document names, else the one its orders were placed under, where that is only one.
    ///
    /// Numbers that are no contract on record are the vendor's own business.
    public static func contract(
        of draft: InvoiceDraft, orders: [PurchaseOrder], among contracts: [Contract]
    ) -> Contract? {
        let printed = NormalText.of(draft.text(.contract))
        if let printed, let named = contracts.first(where: { NormalText.of($0.id) == printed }) {
            return named
        }
        let ordered = Set(orders.compactMap { NormalText.of($0.contract) })
        guard ordered.count == 1, let only = ordered.first else { return nil }
        return contracts.first { NormalText.of($0.id) == only }
    }
}
