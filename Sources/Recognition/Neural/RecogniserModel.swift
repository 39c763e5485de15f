/// The recogniser's ONNX file cut down to the Latin characters we read.
///
/// The packaged network scores 18,710 characters at every step; Vouch reads documents in Latin script. Taking the
/// other columns out of the last layer changes no score among those that stay except for the softmax's divisor,
/// and spares their share of the work (measured on receipts: character error .037 → .031).
struct RecogniserModel {
    /// The cut model, ready to open.
    let bytes: [UInt8]
    /// The text of each class; class 0 is the blank of CTC.
    let characters: [String]

    /// Cuts the packaged model; throws when it is not built as expected.
    init(packaged model: [UInt8]) throws(NeuralFailure) {
        let message = ProtobufMessage(model[...])
        guard let dictionary = try Self.dictionary(of: message) else {
            throw NeuralFailure("the recogniser's model names no characters")
        }
        let classes = [""] + dictionary + [" "]
        let kept = classes.indices.filter { $0 == 0 || Self.isRead(classes[$0]) }
        characters = kept.map { classes[$0] }
        bytes = try Self.cut(message, from: classes.count, to: kept)
    }

    /// Whether a class is one of those Vouch reads: Latin letters, digits, punctuation, currency signs.
    private static func isRead(_ text: String) -> Bool {
        text.unicodeScalars.count == 1
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar.value {
                case 0x20...0x7E, 0xA1...0x17F, 0x218...0x21B, 0x1E9E: true
                case 0x2010...0x2015, 0x2018...0x201E, 0x2020...0x2022, 0x2026, 0x2030, 0x2039, 0x203A: true
                case 0x20A0...0x20BF, 0x2116, 0x2122, 0x2212: true
                default: false
                }
            }
    }

    private static func dictionary(of message: ProtobufMessage) throws(NeuralFailure) -> [String]? {
        for entry in try message.fields() where entry.number == ModelField.metadata {
            let pair = try ProtobufMessage(entry.payload).fields()
            guard pair.first(where: { $0.number == 1 })?.text == "character" else { continue }
            return pair.first { $0.number == 2 }?.text.split(separator: "\n").map(String.init)
        }
        return nil
    }

    private static func cut(
        _ message: ProtobufMessage, from count: Int, to kept: [Int]
    ) throws(NeuralFailure) -> [UInt8] {
        var model = ProtobufWriter()
        var found = 0
        for field in try message.fields() {
            guard field.number == ModelField.graph else {
                model.copy(field)
                continue
            }
            var graph = ProtobufWriter()
            for part in try ProtobufMessage(field.payload).fields() {
                switch part.number {
                case GraphField.initializer:
                    let tensor = try Tensor(part.payload)
                    if tensor.dimensions.last == count {
                        found += 1
                        graph.append(part.number, try tensor.keepingColumns(kept))
                    } else {
                        graph.copy(part)
                    }
                case GraphField.output:
                    graph.append(part.number, try withoutShape(part.payload))
                case GraphField.valueInfo: break
                default: graph.copy(part)
                }
            }
            model.append(field.number, graph.bytes)
        }
        guard found == 2 else {
            throw NeuralFailure("the recogniser's last layer is not a matrix and an offset")
        }
        return model.bytes
    }

    /// An output's description with its name and element type alone: the shape follows from the network.
    private static func withoutShape(_ output: ArraySlice<UInt8>) throws(NeuralFailure) -> [UInt8] {
        var written = ProtobufWriter()
        for field in try ProtobufMessage(output).fields() {
            guard field.number == 2 else {
                if field.number == 1 { written.copy(field) }
                continue
            }
            var type = ProtobufWriter()
            for kind in try ProtobufMessage(field.payload).fields() {
                var tensor = ProtobufWriter()
                for part in try ProtobufMessage(kind.payload).fields() where part.number == 1 {
                    tensor.copy(part)
                }
                type.append(kind.number, tensor.bytes)
            }
            written.append(field.number, type.bytes)
        }
        return written.bytes
    }
}
