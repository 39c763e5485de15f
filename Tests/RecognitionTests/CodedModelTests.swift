import Testing

@testable import Recognition

@Suite(.enabled(if: NeuralKernels.runHere)) struct CodedModelTests {
    @Test func `a filter and a mixer with what is added to it become two nodes`() throws {
        var model = SmallModel()
        model.addFilter(from: "x", to: "filtered")
        model.addMixer(from: "filtered", to: "y", isResidual: true)
        let coded = try #require(try CodedModel(model.bytes, isFine: false))
        #expect(coded.kernels.count == 2)
        let graph = try ModelGraph(coded.bytes)
        #expect(graph.nodes.map(\.kind) == ["Kernel", "Kernel"])
        #expect(graph.nodes.map(\.inputs) == [["x"], ["filtered"]])
        #expect(graph.nodes.map(\.outputs) == [["filtered"], ["y"]])
        let indices = try graph.nodes.map { try $0.integers("index") }
        #expect(indices == [[0], [1]])
        #expect(coded.bytes.count < model.bytes.count / 2, "the weights are gone from the file")
    }

    @Test func `what else takes a number between keeps the nodes as they are`() throws {
        var model = SmallModel()
        model.addMixer(from: "x", to: "y", isResidual: false)
        model.add("Relu", ["y.gelu"], "other")
        #expect(try CodedModel(model.bytes, isFine: false) == nil)
    }

    @Test func `another function than a GELU is left alone`() throws {
        var model = SmallModel()
        model.addMixer(from: "x", to: "y", isResidual: false, half: 0.7)
        #expect(try CodedModel(model.bytes, isFine: false) == nil)
    }

    @Test func `names that are only passed on are seen through`() throws {
        var model = SmallModel()
        model.add("Identity", ["x"], "alias")
        model.addMixer(from: "alias", to: "y", isResidual: true)
        let coded = try #require(try CodedModel(model.bytes, isFine: false))
        let inputs = try ModelGraph(coded.bytes).nodes.map(\.inputs)
        #expect(inputs == [["x"]])
    }

    @Test func `a convolution without weights is left alone`() throws {
        var model = SmallModel()
        model.add("Conv", ["x"], "y")
        #expect(try CodedModel(model.bytes, isFine: false) == nil)
    }

    @Test func `an operation that gives nothing is refused`() {
        var model = SmallModel()
        model.add("Conv", ["x"], nil)
        #expect(throws: NeuralFailure.self) { try CodedModel(model.bytes, isFine: false) }
    }

    @Test func `a damaged file is refused`() {
        #expect(throws: NeuralFailure.self) {
            try CodedModel(Array(SmallModel.whole.bytes.dropLast(5)), isFine: true)
        }
    }
}

/// A network of a few nodes, as the exporter writes them.
private struct SmallModel {
    private var graph = ProtobufWriter()

    static var whole: SmallModel {
        var model = SmallModel()
        model.addMixer(from: "x", to: "y", isResidual: true)
        return model
    }

    var bytes: [UInt8] {
        var model = ProtobufWriter()
        model.append(7, graph.bytes)
        return model.bytes
    }

    mutating func add(_ kind: String, _ inputs: [String], _ output: String?, integers: [String: [Int]] = [:])
    {
        var node = ProtobufWriter()
        for input in inputs { node.append(1, Array(input.utf8)) }
        if let output { node.append(2, Array(output.utf8)) }
        node.append(4, Array(kind.utf8))
        for (name, values) in integers.sorted(by: { $0.key < $1.key }) {
            var attribute = ProtobufWriter()
            attribute.append(1, Array(name.utf8))
            for value in values { attribute.append(8, varint: UInt64(value)) }
            node.append(5, attribute.bytes)
        }
        graph.append(1, node.bytes)
    }

    mutating func addFilter(from input: String, to output: String) {
        addConstant("filter", [4, 1, 3, 3], .init(repeating: 0.5, count: 36))
        addConstant("offset", [1, 4, 1, 1], [1, 2, 3, 4])
        add(
            "Conv", [input, "filter"], output + ".conv",
            integers: ["group": [4], "pads": [1, 1, 1, 1], "strides": [2, 1], "dilations": [1, 1]])
        add("Add", [output + ".conv", "offset"], output)
    }

    mutating func addMixer(from input: String, to output: String, isResidual: Bool, half: Float = 0.5) {
        addConstant("w1", [32, 4, 1, 1], .init(repeating: 0.1, count: 128))
        addConstant("b1", [1, 32, 1, 1], .init(repeating: 0.2, count: 32))
        addConstant("w2", [4, 32, 1, 1], .init(repeating: 0.3, count: 128))
        addConstant("b2", [1, 4, 1, 1], .init(repeating: 0.4, count: 4))
        for (name, value) in [("root", Float(2).squareRoot()), ("one", 1), ("half", half)] {
            addConstant(name, [], [value])
        }
        let plain = ["group": [1], "strides": [1, 1], "pads": [0, 0, 0, 0]]
        add("Conv", [input, "w1"], "c1", integers: plain)
        add("Add", ["c1", "b1"], "t")
        add("Div", ["t", "root"], "d")
        add("Erf", ["d"], "e")
        add("Add", ["e", "one"], "a")
        add("Mul", ["t", "a"], "m")
        add("Mul", ["m", "half"], output + ".gelu")
        add("Conv", [output + ".gelu", "w2"], "c2", integers: plain)
        add("Add", ["c2", "b2"], isResidual ? "s" : output)
        if isResidual { add("Add", [input, "s"], output) }
    }

    private mutating func addConstant(_ name: String, _ shape: [Int], _ values: [Float]) {
        var tensor = ProtobufWriter()
        for size in shape { tensor.append(1, varint: UInt64(size)) }
        tensor.append(2, varint: 1)
        tensor.append(8, Array(name.utf8))
        tensor.append(
            9,
            values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) }
            })
        graph.append(5, tensor.bytes)
    }
}
