/// A tensor of numbers in an ONNX file.
struct Tensor {
    let dimensions: [Int]
    private let fields: [ProtobufMessage.Field]

    /// Field numbers of `TensorProto` (onnx.proto3).
    private enum TensorField {
        static let dimensions = 1
        static let kind = 2
        static let floats = 4
        static let raw = 9
    }
    /// The number of the field that holds its name.
    static let nameField = 8
    private static let kindOfFloats: UInt64 = 1

    /// Its dimensions, where there are as many as expected.
    func shape(of count: Int) -> [Int]? { dimensions.count == count ? dimensions : nil }

    /// Its numbers; `nil` where they are no floats.
    var floats: [Float]? {
        guard fields.first(where: { $0.number == TensorField.kind })?.varint == Self.kindOfFloats else {
            return nil
        }
        let stored = fields.filter { $0.number == TensorField.raw }.flatMap(\.payload)
        let bytes =
            stored.isEmpty ? fields.filter { $0.number == TensorField.floats }.flatMap(\.payload) : stored
        return bytes.count == dimensions.reduce(1, *) * 4 ? Self.floats(bytes) : nil
    }

    private static func floats(_ bytes: [UInt8]) -> [Float] {
        bytes.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map { place in
                Float(
                    bitPattern: UInt32(
                        littleEndian: bytes.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self)))
            }
        }
    }

    init(_ payload: ArraySlice<UInt8>) throws(NeuralFailure) {
        fields = try ProtobufMessage(payload).fields()
        var sizes: [Int] = []
        for field in fields where field.number == TensorField.dimensions {
            if field.isVarint {
                sizes.append(Int(field.varint))
            } else {
                sizes += try ProtobufMessage.varints(in: field.payload).map { Int($0) }
            }
        }
        dimensions = sizes
    }

    /// The tensor with only some columns of its last dimension, in the order given.
    func keepingColumns(_ kept: [Int]) throws(NeuralFailure) -> [UInt8] {
        let columns = dimensions.last ?? 0
        let rows = dimensions.dropLast().reduce(1, *)
        let width = MemoryLayout<Float>.size
        var written = ProtobufWriter()
        for size in dimensions.dropLast() { written.append(TensorField.dimensions, varint: UInt64(size)) }
        written.append(TensorField.dimensions, varint: UInt64(kept.count))
        for field in fields where field.number != TensorField.dimensions {
            guard field.number == TensorField.raw else {
                written.copy(field)
                continue
            }
            guard field.payload.count == rows * columns * width else {
                throw NeuralFailure("the recogniser's last layer is not stored as plain floats")
            }
            var data: [UInt8] = []
            data.reserveCapacity(rows * kept.count * width)
            for row in 0..<rows {
                for column in kept {
                    let start = field.payload.startIndex + (row * columns + column) * width
                    data += field.payload[start..<(start + width)]
                }
            }
            written.append(field.number, data)
        }
        return written.bytes
    }
}
