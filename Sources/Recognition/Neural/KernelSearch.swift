/// Finds groups of a network's nodes that a kernel of ours can stand for.
struct KernelSearch {
    /// A kernel and the nodes it stands for.
    struct Found {
        var nodes: [Int]
        var inputs: [String]
        var output: String
        var kernel: any NeuralKernel
    }

    /// Nodes that follow each other, and the name of what they give.
    struct Chain {
        var nodes: [Int]
        var output: String
    }

    /// A layer that was found; its weights are taken out of the file when it is known to be used.
    struct Part {
        var chain: Chain
        var inputs: Int
        var weights: Tensor
        var offsets: [Float]

        /// The layer with its weights; without any where they are no floats, which no kernel takes.
        var layer: MixerKernel.Layer {
            MixerKernel.Layer(inputs: inputs, weights: weights.floats ?? [], offsets: offsets)
        }
    }

    let graph: ModelGraph
    let takers: [String: [Int]]
    let givers: [String: Int]
    private let isFine: Bool

    init(_ graph: ModelGraph, isFine: Bool) {
        self.graph = graph
        self.isFine = isFine
        takers = graph.takers()
        givers = graph.givers()
    }

    /// The kernel for the group that begins with a node; `nil` where none does.
    func kernel(at index: Int) throws(NeuralFailure) -> Found? {
        if graph.nodes[index].kind == "Concat" { return try head(at: index) }
        guard graph.nodes[index].kind == "Conv" else { return nil }
        if let stem = try stem(at: index) { return stem }
        if let mixer = try mixer(at: index) { return mixer }
        if let lateral = try lateral(at: index) { return lateral }
        if let smooth = try smooth(at: index, of: nil) { return smooth }
        return try filter(at: index)
    }

    /// `x -> W1 -> + b1 -> gelu -> W2 -> + b2 (-> + x)`.
    private func mixer(at index: Int) throws(NeuralFailure) -> Found? {
        guard let first = try layer(at: index, side: 1, isOffset: true),
            let gelu = try gelu(of: first.chain.output),
            let start = only(gelu.output, kind: "Conv"),
            let second = try layer(at: start, side: 1, isOffset: true)
        else { return nil }
        var nodes = first.chain.nodes + gelu.nodes + second.chain.nodes
        var output = second.chain.output
        let input = graph.nodes[index].inputs[0]
        let sum = only(output, kind: "Add").map { ($0, graph.nodes[$0]) }
        let isResidual = sum.map { $0.1.inputs.contains(input) } ?? false
        if let sum, isResidual {
            nodes.append(sum.0)
            output = sum.1.outputs[0]
        }
        guard
            let kernel = MixerKernel(
                first: first.layer, second: second.layer, isResidual: isResidual, isFine: isFine)
        else { return nil }
        return Found(nodes: nodes, inputs: [input], output: output, kernel: kernel)
    }

    private func filter(at index: Int) throws(NeuralFailure) -> Found? {
        let node = graph.nodes[index]
        guard let filter = try channelFilter(at: index, side: 3) else { return nil }
        let gate = try gate(of: filter.chain.output, addsItself: false)
        let layer = filter.layer
        guard
            let kernel = FilterKernel(
                weights: layer.weights, offsets: layer.offsets,
                strides: try node.integers("strides"), gate: gate?.gate)
        else { return nil }
        return Found(
            nodes: filter.chain.nodes + (gate?.chain.nodes ?? []), inputs: [node.inputs[0]],
            output: gate?.chain.output ?? filter.chain.output, kernel: kernel)
    }

    /// A filter of each channel by itself, with zeros around the image, and the addition of its offsets.
    func channelFilter(
        at index: Int, side: Int
    ) throws(NeuralFailure) -> Part? {
        let node = graph.nodes[index]
        guard node.kind == "Conv", node.inputs.count == 2, let tensor = try graph.tensor(node.inputs[1]),
            let shape = tensor.shape(of: 4), shape[1...] == [1, side, side],
            try node.integers("group") == [shape[0]],
            try node.integers("pads") == [Int](repeating: side / 2, count: 4),
            try node.integers("dilations").allSatisfy({ $0 == 1 }), let sum = try offset(after: index)
        else { return nil }
        return Part(
            chain: Chain(nodes: [index, sum.node], output: sum.output), inputs: side * side, weights: tensor,
            offsets: sum.values)
    }

    /// A convolution of all channels with a square of `side`, and the addition of its offsets where it `isOffset`.
    func layer(
        at index: Int, side: Int, stride: Int = 1, isOffset: Bool
    ) throws(NeuralFailure) -> Part? {
        let node = graph.nodes[index]
        guard node.kind == "Conv", node.inputs.count == 2, let tensor = try graph.tensor(node.inputs[1]),
            let shape = tensor.shape(of: 4), shape[2...] == [side, side],
            try node.integers("group").allSatisfy({ $0 == 1 }),
            try node.integers("dilations").allSatisfy({ $0 == 1 }),
            try node.integers("strides").allSatisfy({ $0 == stride }),
            try isPadded(node, side: side)
        else { return nil }
        var chain = Chain(nodes: [index], output: node.outputs[0])
        var offsets: [Float] = []
        if isOffset {
            guard let sum = try offset(after: index), sum.values.count == shape[0] else { return nil }
            chain = Chain(nodes: [index, sum.node], output: sum.output)
            offsets = sum.values
        }
        return Part(chain: chain, inputs: shape[1] * side * side, weights: tensor, offsets: offsets)
    }

    /// Whether zeros stand around the image: on all sides alike, or, for an even square, to the right and below.
    private func isPadded(_ node: ModelGraph.Node, side: Int) throws(NeuralFailure) -> Bool {
        if side % 2 == 0 { return try node.text("auto_pad") == "SAME_UPPER" }
        let pads = try node.integers("pads")
        return pads.allSatisfy { $0 == side / 2 } && (side == 1 || pads.count == 4)
    }

    /// The addition of one number a channel that alone takes what a node gives.
    func offset(
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
    private func gelu(of name: String) throws(NeuralFailure) -> Chain? {
        guard let both = takers[name], both.count == 2,
            let division = both.first(where: { graph.nodes[$0].kind == "Div" }),
            let product = both.first(where: { graph.nodes[$0].kind == "Mul" }),
            let erf = only(graph.nodes[division].outputs[0], kind: "Erf"),
            let sum = only(graph.nodes[erf].outputs[0], kind: "Add"),
            only(graph.nodes[sum].outputs[0], kind: "Mul") == product,
            let half = only(graph.nodes[product].outputs[0], kind: "Mul"),
            try takes(division, 2.0.squareRoot()), try takes(sum, 1), try takes(half, 0.5)
        else { return nil }
        return Chain(nodes: [division, erf, sum, product, half], output: graph.nodes[half].outputs[0])
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
    func only(_ name: String, kind: String) -> Int? {
        guard let taker = takers[name], taker.count == 1, taker[0] < graph.nodes.count,
            graph.nodes[taker[0]].kind == kind
        else { return nil }
        return taker[0]
    }

    /// The node of a kind among those that take what bears a name.
    func one(_ name: String, kind: String) -> Int? {
        let found = (takers[name] ?? []).filter { $0 < graph.nodes.count && graph.nodes[$0].kind == kind }
        return found.count == 1 ? found[0] : nil
    }
}
