/// Writes values into the bytes that cross the pipe between `vouch` and `vouch-reader`.
///
/// Integers are LEB128 varints (signed ones zigzag), doubles 8 bytes little endian, strings UTF-8 with a length.
package struct WireWriter: Sendable {
    /// What was written so far.
    package private(set) var bytes: [UInt8] = []

    /// Makes an empty writer.
    package init() {}

    /// Writes one value.
    package mutating func write(_ value: some WireValue) {
        value.write(to: &self)
    }

    /// Writes the tag of an enumeration's case and what the case carries.
    package mutating func write(_ tag: UInt8, _ payload: some WireValue) {
        append(tag)
        payload.write(to: &self)
    }

    mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    mutating func append(contentsOf more: some Sequence<UInt8>) {
        bytes.append(contentsOf: more)
    }
}

/// Reads values out of bytes that a reader process sent; every length is checked against what is there.
package struct WireReader: Sendable {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    /// Reads from the start of `bytes`.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes[...]
        position = 0
    }

    /// How many bytes are left.
    package var remaining: Int { bytes.endIndex - position }

    /// Reads one value of the type asked for.
    package mutating func read<Value: WireValue>(_ type: Value.Type = Value.self) throws(WireError) -> Value {
        try Value(from: &self)
    }

    /// Reads `count` bytes.
    mutating func take(_ count: Int) throws(WireError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= remaining else { throw .truncated }
        defer { position += count }
        return bytes[position..<(position + count)]
    }
}

/// Why bytes from a reader process were not understood.
package enum WireError: Error, Hashable {
    /// The bytes end before the value does.
    case truncated
    /// A value is not one of those its type allows.
    case invalid(String)
}

/// A value that can cross the pipe.
package protocol WireValue {
    /// Writes the value.
    func write(to writer: inout WireWriter)
    /// Reads the value; throws when the bytes are not one.
    init(from reader: inout WireReader) throws(WireError)
}

extension UInt8: WireValue {
    package func write(to writer: inout WireWriter) { writer.append(self) }
    package init(from reader: inout WireReader) throws(WireError) {
        self = try reader.take(1).first ?? 0
    }
}

extension Bool: WireValue {
    package func write(to writer: inout WireWriter) { writer.append(self ? 1 : 0) }
    package init(from reader: inout WireReader) throws(WireError) {
        switch try reader.read(UInt8.self) {
        case 0: self = false
        case 1: self = true
        default: throw .invalid("truth value that is neither 0 nor 1")
        }
    }
}

extension UInt64: WireValue {
    package func write(to writer: inout WireWriter) {
        var rest = self
        while rest >= 0x80 {
            writer.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        writer.append(UInt8(rest))
    }
    package init(from reader: inout WireReader) throws(WireError) {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let byte = try reader.read(UInt8.self)
            guard shift < 63 || byte <= 1 else { break }
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 {
                self = value
                return
            }
        }
        throw .invalid("varint longer than 64 bits")
    }
}

extension Int64: WireValue {
    package func write(to writer: inout WireWriter) {
        UInt64(bitPattern: (self << 1) ^ (self >> 63)).write(to: &writer)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        let bits = try reader.read(UInt64.self)
        self = Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1)
    }
}

extension Int: WireValue {
    package func write(to writer: inout WireWriter) { Int64(self).write(to: &writer) }
    package init(from reader: inout WireReader) throws(WireError) {
        self = Int(try reader.read(Int64.self))
    }
}

extension Double: WireValue {
    package func write(to writer: inout WireWriter) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            writer.append(UInt8(truncatingIfNeeded: bitPattern >> shift))
        }
    }
    package init(from reader: inout WireReader) throws(WireError) {
        var bits: UInt64 = 0
        for (index, byte) in try reader.take(8).enumerated() { bits |= UInt64(byte) << UInt64(index * 8) }
        let value = Double(bitPattern: bits)
        guard value.isFinite else { throw .invalid("number that is not finite") }
        self = value
    }
}

extension String: WireValue {
    package func write(to writer: inout WireWriter) {
        utf8.count.write(to: &writer)
        writer.append(contentsOf: utf8)
    }
    package init(from reader: inout WireReader) throws(WireError) {
        let count = try reader.read(Int.self)
        self = String(decoding: try reader.take(count), as: UTF8.self)
    }
}

extension Optional: WireValue where Wrapped: WireValue {
    package func write(to writer: inout WireWriter) {
        writer.write(self != nil)
        if let value = self { writer.write(value) }
    }
    package init(from reader: inout WireReader) throws(WireError) {
        self = try reader.read(Bool.self) ? try reader.read(Wrapped.self) : nil
    }
}

extension Array: WireValue where Element: WireValue {
    /// Elements that room is made for on the word of a count alone; more come as they are read.
    private static var mostReserved: Int { 1024 }

    package func write(to writer: inout WireWriter) {
        count.write(to: &writer)
        for element in self { writer.write(element) }
    }
    package init(from reader: inout WireReader) throws(WireError) {
        let count = try reader.read(Int.self)
        guard count >= 0, count <= reader.remaining else { throw .truncated }
        var elements: [Element] = []
        elements.reserveCapacity(Swift.min(count, Self.mostReserved))
        for _ in 0..<count { elements.append(try reader.read(Element.self)) }
        self = elements
    }
}
