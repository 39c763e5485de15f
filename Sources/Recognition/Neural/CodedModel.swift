/// An ONNX file in which our own kernels do the work of most layers, in whole numbers.
///
/// Both networks are chains of one block: a 3 x 3 filter of each channel, then two layers that mix the channels of a
/// position with a GELU between them, added to what went in. ONNX Runtime takes the block apart into ten operations
/// in floats; one kernel each for the filter and for the mixing halves a network's time. Numbers are coded in 8 bits,
/// or in 12 where it is to be `fine`: of 11,550 words of receipts and scans, the recogniser in 8 bits reads 44 that it
/// misread in floats and misreads 41 others; the detector in 8 bits would win 31 and lose 45.
struct CodedModel {
    /// The model, ready to open together with its kernels.
    let bytes: [UInt8]
    /// What its nodes call, by number.
    let kernels: [any NeuralKernel]

    /// Rewrites a model; `nil` where this processor does not run the kernels or nothing was found to replace.
    init?(_ model: [UInt8], isFine: Bool) throws(NeuralFailure) {
        guard NeuralKernels.runHere else { return nil }
        var graph = try ModelGraph(model)
        let search = KernelSearch(graph, isFine: isFine)
        var kernels: [any NeuralKernel] = []
        var replacements: [(nodes: [Int], by: ModelGraph.Node)] = []
        for index in graph.nodes.indices {
            guard let found = try search.kernel(at: index) else { continue }
            let node = try ModelGraph.Node(kernel: kernels.count, input: found.input, output: found.output)
            replacements.append((found.nodes, node))
            kernels.append(found.kernel)
        }
        guard !kernels.isEmpty else { return nil }
        graph.replace(replacements)
        bytes = graph.bytes
        self.kernels = kernels
    }
}

/// Finds groups of nodes that a kernel of ours can stand for.
private struct KernelSearch {
    /// A kernel and the nodes it stands for.
    struct Found {
        var nodes: [Int]
        var input: String
        var output: String
        var kernel: any NeuralKernel
    }

    private let graph: ModelGraph
    private let takers: [String: [Int]]
    private let isFine: Bool

    init(_ graph: ModelGraph, isFine: Bool) {
        self.graph = graph
        self.isFine = isFine
        takers = graph.takers()
    }

    /// The kernel for the group that begins with a node; `nil` where none does.
    func kernel(at index: Int) throws(NeuralFailure) -> Found? {
        guard graph.nodes[index].kind == "Conv" else { return nil }
        if let mixer = try mixer(at: index) { return mixer }
        return try filter(at: index)
    }

    /// `x -> W1 -> + b1 -> gelu -> W2 -> + b2 (-> + x)`.
    private func mixer(at index: Int) throws(NeuralFailure) -> Found? {
        guard let first = try mixing(at: index), let gelu = try gelu(of: first.output),
            let start = only(gelu.output, kind: "Conv"), let second = try mixing(at: start)
        else { return nil }
        var nodes = first.nodes + gelu.nodes + second.nodes
        var output = second.output
        let sum = only(output, kind: "Add").map { ($0, graph.nodes[$0]) }
        let isResidual = sum.map { $0.1.inputs.contains(first.input) } ?? false
        if let sum, isResidual {
            nodes.append(sum.0)
            output = sum.1.outputs[0]
        }
        guard
            let kernel = MixerKernel(
                first: first.layer, second: second.layer, isResidual: isResidual, isFine: isFine)
        else { return nil }
        return Found(nodes: nodes, input: first.input, output: output, kernel: kernel)
    }

    private func filter(at index: Int) throws(NeuralFailure) -> Found? {
        let node = graph.nodes[index]
        guard node.inputs.count == 2, let tensor = try graph.tensor(node.inputs[1]),
            let shape = tensor.shape(of: 4), shape[1...] == [1, 3, 3],
            try node.integers("group") == [shape[0]], try node.integers("pads") == [1, 1, 1, 1],
            try node.integers("dilations").allSatisfy({ $0 == 1 }), let sum = try offset(after: index),
            let weights = tensor.floats,
            let kernel = FilterKernel(
                weights: weights, offsets: sum.values, strides: try node.integers("strides"))
        else { return nil }
        return Found(nodes: [index, sum.node], input: node.inputs[0], output: sum.output, kernel: kernel)
    }

    /// A 1 x 1 convolution and the addition of its offsets.
    private func mixing(
        at index: Int
    ) throws(NeuralFailure) -> (nodes: [Int], input: String, output: String, layer: MixerKernel.Layer)? {
        let node = graph.nodes[index]
        guard node.inputs.count == 2, let tensor = try graph.tensor(node.inputs[1]),
            let shape = tensor.shape(of: 4), shape[2...] == [1, 1],
            try node.integers("group").allSatisfy({ $0 == 1 }),
            try node.integers("strides").allSatisfy({ $0 == 1 }),
            try node.integers("pads").allSatisfy({ $0 == 0 }),
            let sum = try offset(after: index), sum.values.count == shape[0],
            let weights = tensor.floats
        else { return nil }
        let layer = MixerKernel.Layer(inputs: shape[1], weights: weights, offsets: sum.values)
        return ([index, sum.node], node.inputs[0], sum.output, layer)
    }

    /// The addition of one number a channel that alone takes what a node gives.
    private func offset(
        after index: Int
    ) throws(NeuralFailure) -> (node: Int, output: String, values: [Float])? {
        let given = graph.nodes[index].outputs[0]
        guard let place = only(given, kind: "Add") else { return nil }
        let node = graph.nodes[place]
        guard let other = node.inputs.first(where: { $0 != given }), let tensor = try graph.tensor(other),
            let shape = tensor.shape(of: 4), let values = tensor.floats, shape[1] == values.count
        else { return nil }
        return (place, node.outputs[0], values)
    }

    /// `x (1 + erf(x / √2)) / 2`, as the exporter writes it.
    private func gelu(of name: String) throws(NeuralFailure) -> (nodes: [Int], output: String)? {
        guard let both = takers[name], both.count == 2,
            let division = both.first(where: { graph.nodes[$0].kind == "Div" }),
            let product = both.first(where: { graph.nodes[$0].kind == "Mul" }),
            let erf = only(graph.nodes[division].outputs[0], kind: "Erf"),
            let sum = only(graph.nodes[erf].outputs[0], kind: "Add"),
            only(graph.nodes[sum].outputs[0], kind: "Mul") == product,
            let half = only(graph.nodes[product].outputs[0], kind: "Mul"),
            try takes(division, 2.0.squareRoot()), try takes(sum, 1), try takes(half, 0.5)
        else { return nil }
        return ([division, erf, sum, product, half], graph.nodes[half].outputs[0])
    }

    /// Whether a node takes a constant of that value.
    private func takes(_ index: Int, _ value: Double) throws(NeuralFailure) -> Bool {
        for input in graph.nodes[index].inputs {
            guard let values = try graph.tensor(input)?.floats else { continue }
            return values.count == 1 && abs(Double(values[0]) - value) < 1e-5
        }
        return false
    }

    /// The node of a kind that alone takes what bears a name.
    private func only(_ name: String, kind: String) -> Int? {
        guard let taker = takers[name], taker.count == 1, taker[0] < graph.nodes.count,
            graph.nodes[taker[0]].kind == kind
        else { return nil }
        return taker[0]
    }
}
