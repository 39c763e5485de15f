/// Something that is bought, and how its units convert.
public struct Item: Hashable, Sendable {
    /// Its number.
    public var id: String
    /// Its name.
    public var name: String
    /// The unit it is kept in.
    public var unit: String
    /// How many of `unit` are in one of another unit.
    public var units: [String: Rational]

    /// Makes an item.
    public init(id: String, name: String, unit: String, units: [String: Rational] = [:]) {
        self.id = id
        self.name = name
        self.unit = unit
        self.units = units
    }
}
