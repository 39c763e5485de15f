/// The fields of a protobuf message, in order: as much of the format as taking a model apart needs.
struct ProtobufMessage {
    /// One field of a message.
    struct Field {
        let number: Int
        let isVarint: Bool
        let varint: UInt64
        /// The field as it stands, tag included.
        let raw: ArraySlice<UInt8>
        /// Content of a length-delimited field; empty for others.
        let payload: ArraySlice<UInt8>

        var text: String { String(decoding: payload, as: UTF8.self) }
    }

    private let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    /// The fields; throws where the bytes are not a message.
    func fields() throws(NeuralFailure) -> [Field] {
        var fields: [Field] = []
        var position = bytes.startIndex
        while position < bytes.endIndex {
            let start = position
            let tag = try Self.varint(in: bytes, at: &position)
            var value: UInt64 = 0
            var payload = bytes[position..<position]
            switch tag & 7 {
            case 0: value = try Self.varint(in: bytes, at: &position)
            case 1: position += 8
            case 2:
                let length = try Self.varint(in: bytes, at: &position)
                guard length <= UInt64(bytes.endIndex - position) else { throw Self.broken }
                payload = bytes[position..<(position + Int(length))]
                position += Int(length)
            case 5: position += 4
            default: throw Self.broken
            }
            guard position <= bytes.endIndex else { throw Self.broken }
            fields.append(
                Field(
                    number: Int(tag >> 3), isVarint: tag & 7 == 0, varint: value,
                    raw: bytes[start..<position],
                    payload: payload))
        }
        return fields
    }

    /// Packed integers.
    static func varints(in bytes: ArraySlice<UInt8>) throws(NeuralFailure) -> [UInt64] {
        var values: [UInt64] = []
        var position = bytes.startIndex
        while position < bytes.endIndex { values.append(try varint(in: bytes, at: &position)) }
        return values
    }

    private static let broken = NeuralFailure("a model file is damaged")

    private static func varint(in bytes: ArraySlice<UInt8>, at position: inout Int) throws(NeuralFailure)
        -> UInt64
    {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard position < bytes.endIndex else { throw broken }
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
        }
        throw broken
    }
}

/// Writes the fields of a protobuf message.
struct ProtobufWriter {
    private(set) var bytes: [UInt8] = []

    /// Writes a field as it stood elsewhere.
    mutating func copy(_ field: ProtobufMessage.Field) {
        bytes += field.raw
    }

    /// Writes a length-delimited field.
    mutating func append(_ number: Int, _ payload: [UInt8]) {
        write(UInt64(number) << 3 | 2)
        write(UInt64(payload.count))
        bytes += payload
    }

    /// Writes an integer field.
    mutating func append(_ number: Int, varint: UInt64) {
        write(UInt64(number) << 3)
        write(varint)
    }

    private mutating func write(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
