import Controls
public import Domain

/// The form of a value that is the same however people and recognisers spell it.
public enum LookupKey {
    /// The key of a number of a bill or an order; `nil` for other fields, and where nothing is left of the value.
    public static func of(_ value: String, in field: FieldName) -> String? {
        guard fields.contains(field) else { return nil }
        let key = Duplicates.normalized(number: value)
        return key.isEmpty ? nil : key
    }

    /// The fields that are looked up by a key.
    public static let fields: [FieldName] = [.invoiceNumber, .purchaseOrder]
}
