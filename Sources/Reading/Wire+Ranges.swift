/// What numbers from a reader process may be; anything else could trap or mislead further on.
package enum WireRange {
    /// Coordinates and sizes of a page, in points: far beyond any paper.
    package static let points = -1_000_000.0...1_000_000.0
    /// Scores and probabilities.
    package static let fraction = 0.0...1.0
    /// Weights of reasons.
    package static let weight = -1_000_000.0...1_000_000.0
    /// Numbers of pages, whatever the limit of pages is set to.
    package static let pageNumber = 1...100_000
    /// Pixels per inch of an image.
    package static let resolution = 0...10_000
}

extension WireReader {
    /// Reads a number that has to lie in `range`.
    package mutating func read<Value: WireValue & Comparable>(
        in range: ClosedRange<Value>
    ) throws(WireError) -> Value {
        let value = try read(Value.self)
        guard range.contains(value) else { throw .invalid("number out of its range") }
        return value
    }

    /// Reads the tag of an enumeration by its raw value.
    package mutating func readTag<Value: RawRepresentable>(
        _ type: Value.Type = Value.self
    ) throws(WireError) -> Value where Value.RawValue: WireValue {
        guard let value = Value(rawValue: try read(Value.RawValue.self)) else {
            throw .invalid("\(Value.self) that does not exist")
        }
        return value
    }
}
