/// Something with a number that no other one of its kind in an instance has.
package protocol Numbered {
    /// The number.
    var number: Int { get }
}

/// Numbered things in order of creation, found by their number.
package struct Ledger<Entry: Numbered> {
    private var entries: [Entry] = []

    init() {}

    /// The entry of a number, where it is still there.
    package subscript(_ number: Int) -> Entry? {
        guard let place = place(of: number) else { return nil }
        return entries[place]
    }

    /// Adds an entry, whose number is above all others.
    mutating func append(_ entry: Entry) {
        precondition(entries.last.map { $0.number < entry.number } ?? true, "numbers go up")
        entries.append(entry)
    }

    /// Changes the entry of a number, where it is still there.
    mutating func change(_ number: Int, _ change: (inout Entry) -> Void) {
        if let place = place(of: number) { change(&entries[place]) }
    }

    /// Takes the entry of a number away.
    mutating func remove(_ number: Int) {
        if let place = place(of: number) { entries.remove(at: place) }
    }

    mutating func removeAll(where isLeaving: (Entry) -> Bool) { entries.removeAll(where: isLeaving) }

    private func place(of number: Int) -> Int? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].number == number ? low : nil
    }
}

extension Ledger: Sequence {
    /// Goes through the entries in order of creation.
    package func makeIterator() -> IndexingIterator<[Entry]> { entries.makeIterator() }

    /// How many entries there are.
    package var count: Int { entries.count }

    /// The oldest entry.
    package var first: Entry? { entries.first }
}

extension Ledger: Sendable where Entry: Sendable {}
extension Ledger: Equatable where Entry: Equatable {}
extension Ledger: Hashable where Entry: Hashable {}

extension Ledger: Encodable where Entry: Encodable {
    /// Writes the entries as a list.
    package func encode(to encoder: any Encoder) throws { try entries.encode(to: encoder) }
}

extension Ledger: Decodable where Entry: Decodable {
    /// Reads a list of entries.
    ///
    /// - Throws: `DecodingError` when their numbers do not go up.
    package init(from decoder: any Decoder) throws {
        entries = try [Entry](from: decoder)
        guard zip(entries, entries.dropFirst()).allSatisfy({ $0.number < $1.number }) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "numbers do not go up"))
        }
    }
}
