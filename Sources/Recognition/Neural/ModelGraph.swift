/// An ONNX file taken apart into its nodes, so that groups of them can be replaced.
struct ModelGraph {
    /// An operation with the names of what it takes and gives.
    struct Node {
        let kind: String
        var inputs: [String]
        let outputs: [String]
        private let fields: [ProtobufMessage.Field]

        /// The whole numbers of an attribute; empty where the node has none of that name.
        func integers(_ attribute: String) throws(NeuralFailure) -> [Int] {
            for field in fields where field.number == NodeField.attribute {
                let parts = try ProtobufMessage(field.payload).fields()
                guard parts.first(where: { $0.number == AttributeField.name })?.text == attribute else {
                    continue
                }
                var values: [Int] = []
                for part in parts
                where [AttributeField.integer, AttributeField.integers].contains(part.number) {
                    let found = part.isVarint ? [part.varint] : try ProtobufMessage.varints(in: part.payload)
                    values += found.map { Int(truncatingIfNeeded: $0) }
                }
                return values
            }
            return []
        }

        /// The text of an attribute; empty where the node has none of that name.
        func text(_ attribute: String) throws(NeuralFailure) -> String {
            try part(AttributeField.text, of: attribute)?.text ?? ""
        }

        /// The number of an attribute; `nil` where the node has none of that name.
        func number(_ attribute: String) throws(NeuralFailure) -> Float? {
            guard let raw = try part(AttributeField.number, of: attribute)?.raw.suffix(4), raw.count == 4
            else {
                return nil
            }
            return Float(bitPattern: raw.reversed().reduce(0) { $0 << 8 | UInt32($1) })
        }

        private func part(
            _ number: Int, of attribute: String
        ) throws(NeuralFailure) -> ProtobufMessage.Field? {
            for field in fields where field.number == NodeField.attribute {
                let parts = try ProtobufMessage(field.payload).fields()
                guard parts.first(where: { $0.number == AttributeField.name })?.text == attribute else {
                    continue
                }
                return parts.first { $0.number == number }
            }
            return nil
        }

        init(_ payload: ArraySlice<UInt8>) throws(NeuralFailure) {
            fields = try ProtobufMessage(payload).fields()
            kind = fields.first { $0.number == NodeField.kind }?.text ?? ""
            inputs = fields.filter { $0.number == NodeField.input }.map(\.text)
            outputs = fields.filter { $0.number == NodeField.output }.map(\.text)
        }

        /// A call of a kernel of ours.
        init(kernel index: Int, inputs: [String], output: String) throws(NeuralFailure) {
            var attribute = ProtobufWriter()
            attribute.append(AttributeField.name, Array("index".utf8))
            attribute.append(AttributeField.integer, varint: UInt64(index))
            attribute.append(AttributeField.type, varint: AttributeField.typeOfInteger)
            var node = ProtobufWriter()
            for input in inputs { node.append(NodeField.input, Array(input.utf8)) }
            node.append(NodeField.output, Array(output.utf8))
            node.append(NodeField.kind, Array("\(OnnxKernels.name)".utf8))
            node.append(NodeField.attribute, attribute.bytes)
            node.append(NodeField.domain, Array(OnnxKernels.domain.utf8))
            try self.init(node.bytes[...])
        }

        fileprivate var bytes: [UInt8] {
            var node = ProtobufWriter()
            for input in inputs { node.append(NodeField.input, Array(input.utf8)) }
            for field in fields where field.number != NodeField.input { node.copy(field) }
            return node.bytes
        }
    }

    /// The nodes in the order they run; those that only pass on what they take are left out.
    private(set) var nodes: [Node] = []
    private var constants: [String: ArraySlice<UInt8>] = [:]
    private var outputs: Set<String> = []
    private var otherGraphFields: [ProtobufMessage.Field] = []
    private var otherModelFields: [ProtobufMessage.Field] = []

    /// Takes a model apart.
    init(_ model: [UInt8]) throws(NeuralFailure) {
        for field in try ProtobufMessage(model[...]).fields() {
            if field.number == ModelField.graph {
                try read(field.payload)
            } else {
                otherModelFields.append(field)
            }
        }
        passThrough()
    }

    private mutating func read(_ graph: ArraySlice<UInt8>) throws(NeuralFailure) {
        for part in try ProtobufMessage(graph).fields() {
            switch part.number {
            case GraphField.node:
                let node = try Node(part.payload)
                guard !node.outputs.isEmpty else {
                    throw NeuralFailure("a layer of the network gives nothing")
                }
                nodes.append(node)
            case GraphField.initializer:
                let fields = try ProtobufMessage(part.payload).fields()
                guard let name = fields.first(where: { $0.number == Tensor.nameField })?.text else {
                    continue
                }
                constants[name] = part.payload
            case GraphField.valueInfo: break
            default:
                otherGraphFields.append(part)
                guard part.number == GraphField.output else { continue }
                let name = try ProtobufMessage(part.payload).fields().first { $0.number == 1 }?.text
                if let name { outputs.insert(name) }
            }
        }
    }

    /// Takes out the nodes that only give another name to what they take.
    private mutating func passThrough() {
        var names: [String: String] = [:]
        nodes = nodes.compactMap { node in
            var node = node
            node.inputs = node.inputs.map { names[$0] ?? $0 }
            guard node.kind == "Identity", let input = node.inputs.first, let output = node.outputs.first,
                !outputs.contains(output)
            else { return node }
            names[output] = input
            return nil
        }
    }

    /// A constant; `nil` where the name is none.
    func tensor(_ name: String) throws(NeuralFailure) -> Tensor? {
        guard let payload = constants[name] else { return nil }
        return try Tensor(payload)
    }

    /// Where each name is taken; what the model gives counts as taken beyond its nodes.
    func takers() -> [String: [Int]] {
        var takers: [String: [Int]] = [:]
        for (index, node) in nodes.enumerated() {
            for input in node.inputs { takers[input, default: []].append(index) }
        }
        for output in outputs { takers[output, default: []].append(nodes.count) }
        return takers
    }

    /// Which node gives each name.
    func givers() -> [String: Int] {
        var givers: [String: Int] = [:]
        for (index, node) in nodes.enumerated() { for output in node.outputs { givers[output] = index } }
        return givers
    }

    /// Puts one node in the place of several; it stands where the last of them stood.
    mutating func replace(_ replacements: [(nodes: [Int], by: Node)]) {
        var standing = nodes.map(Optional.some)
        for replacement in replacements {
            for index in replacement.nodes { standing[index] = nil }
            if let last = replacement.nodes.max() { standing[last] = replacement.by }
        }
        nodes = standing.compactMap(\.self)
    }

    /// The model as a file, without the constants that nothing takes any more.
    var bytes: [UInt8] {
        let taken = Set(nodes.flatMap(\.inputs))
        var graph = ProtobufWriter()
        for node in nodes { graph.append(GraphField.node, node.bytes) }
        for (name, payload) in constants.sorted(by: { $0.key < $1.key }) where taken.contains(name) {
            graph.append(GraphField.initializer, Array(payload))
        }
        for field in otherGraphFields { graph.copy(field) }
        var domain = ProtobufWriter()
        domain.append(1, Array(OnnxKernels.domain.utf8))
        domain.append(2, varint: 1)
        var model = ProtobufWriter()
        for field in otherModelFields { model.copy(field) }
        model.append(ModelField.operatorSet, domain.bytes)
        model.append(ModelField.graph, graph.bytes)
        return model.bytes
    }
}

/// Field numbers of `ModelProto` (onnx.proto3).
enum ModelField {
    static let graph = 7
    static let operatorSet = 8
    static let metadata = 14
}

/// Field numbers of `GraphProto` (onnx.proto3).
enum GraphField {
    static let node = 1
    static let initializer = 5
    static let output = 12
    static let valueInfo = 13
}

/// Field numbers of `NodeProto` (onnx.proto3).
private enum NodeField {
    static let input = 1
    static let output = 2
    static let kind = 4
    static let attribute = 5
    static let domain = 7
}

/// Field numbers of `AttributeProto` (onnx.proto3).
private enum AttributeField {
    static let name = 1
    static let number = 2
    static let integer = 3
    static let text = 4
    static let integers = 8
    static let type = 20
    static let typeOfInteger: UInt64 = 2
}
