public import Domain

/// A value that a header field may have, with everything that speaks for it and against it.
public struct Candidate: Hashable, Sendable {
    /// The field.
    public var field: FieldName
    /// The value, read by the document's own conventions.
    public var value: FieldValue
    /// Other readings of the same print.
    public var otherReadings: [FieldValue]
    /// The text as printed.
    public var raw: String
    /// Where it stands.
    public var region: Region
    /// What was seen, by name; the weights in `models/extraction` go by the same names.
    public var features: [Feature]
    /// The label it was found by, as printed; empty for none.
    public var label: String
    /// What the readers of its words say of each other; a disputed one names the whole value as the other read it.
    public var agreement: Agreement

    /// Makes a candidate.
    public init(
        field: FieldName, value: FieldValue, otherReadings: [FieldValue] = [], raw: String, region: Region,
        features: [Feature], label: String = "", agreement: Agreement = .single
    ) {
        self.field = field
        self.value = value
        self.otherReadings = otherReadings
        self.raw = raw
        self.region = region
        self.features = features
        self.label = label
        self.agreement = agreement
    }

    /// How strongly a feature was seen, 0 when it was not.
    public func strength(of feature: String) -> Double {
        features.first { $0.name == feature }?.value ?? 0
    }
}

/// A named observation about a candidate, most often between 0 and 1.
public struct Feature: Hashable, Sendable {
    /// Its name, such as `relation.right`.
    public var name: String
    /// How much of it was seen.
    public var value: Double

    /// Makes a feature.
    public init(_ name: String, _ value: Double = 1) {
        self.name = name
        self.value = value
    }
}
