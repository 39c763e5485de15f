extension KernelSearch {
    /// The five layers with which both networks begin.
    func stem(at index: Int) throws(NeuralFailure) -> Found? {
        guard givers[graph.nodes[index].inputs[0]] == nil,
            let first = try cutLayer(at: index, side: 3, stride: 2), takers[first.chain.output]?.count == 2,
            let pool = one(first.chain.output, kind: "MaxPool"), try isPoolOfTwo(pool),
            let second = one(first.chain.output, kind: "Conv"),
            let narrow = try cutLayer(at: second, side: 2, stride: 1),
            let third = only(narrow.chain.output, kind: "Conv"),
            let wide = try cutLayer(at: third, side: 2, stride: 1),
            let both = only(wide.chain.output, kind: "Concat"),
            graph.nodes[both].inputs == [graph.nodes[pool].outputs[0], wide.chain.output],
            only(graph.nodes[pool].outputs[0], kind: "Concat") == both,
            try graph.nodes[both].integers("axis") == [1],
            let fourth = only(graph.nodes[both].outputs[0], kind: "Conv"),
            let joined = try cutLayer(at: fourth, side: 3, stride: 2),
            let fifth = only(joined.chain.output, kind: "Conv"),
            let last = try cutLayer(at: fifth, side: 1, stride: 1)
        else { return nil }
        let parts = [first, narrow, wide, joined, last]
        guard let kernel = StemKernel(parts.map(\.layer)) else { return nil }
        return Found(
            nodes: parts.flatMap(\.chain.nodes) + [pool, both], inputs: [graph.nodes[index].inputs[0]],
            output: last.chain.output, kernel: kernel)
    }

    /// A convolution, its offsets, and the cut below zero.
    private func cutLayer(
        at index: Int, side: Int, stride: Int
    ) throws(NeuralFailure) -> Part? {
        guard var found = try layer(at: index, side: side, stride: stride, isOffset: true),
            let cut = only(found.chain.output, kind: "Relu")
        else { return nil }
        found.chain.nodes.append(cut)
        found.chain.output = graph.nodes[cut].outputs[0]
        return found
    }

    private func isPoolOfTwo(_ index: Int) throws(NeuralFailure) -> Bool {
        let node = graph.nodes[index]
        let (sides, strides) = (try node.integers("kernel_shape"), try node.integers("strides"))
        return sides == [2, 2] && strides == [1, 1] ? try node.text("auto_pad") == "SAME_UPPER" : false
    }

    /// The detector's last layers, which begin where its maps are put beside each other.
    func head(at index: Int) throws(NeuralFailure) -> Found? {
        let inputs = graph.nodes[index].inputs
        guard inputs.count == HeadKernel.enlargements.count,
            try graph.nodes[index].integers("axis") == [1],
            let start = only(graph.nodes[index].outputs[0], kind: "Conv"),
            let filter = try cutLayer(at: start, side: 3, stride: 1),
            let first = try spreading(filter.chain.output),
            let cut = only(first.chain.output, kind: "Relu"),
            let second = try spreading(graph.nodes[cut].outputs[0]),
            let end = only(second.chain.output, kind: "Sigmoid"),
            let kernel = HeadKernel(filter: filter.layer, first: first.layer, second: second.layer)
        else { return nil }
        var nodes = [index] + filter.chain.nodes + first.chain.nodes + [cut] + second.chain.nodes + [end]
        var maps: [String] = []
        for (name, times) in zip(inputs, HeadKernel.enlargements) {
            guard times > 1 else {
                maps.append(name)
                continue
            }
            guard let place = givers[name], takers[name] == [index], try enlargement(place) == times else {
                return nil
            }
            nodes.append(place)
            maps.append(graph.nodes[place].inputs[0])
        }
        return Found(nodes: nodes, inputs: maps, output: graph.nodes[end].outputs[0], kernel: kernel)
    }

    /// A layer that makes 2 x 2 positions of one, and the addition of its offsets.
    private func spreading(
        _ name: String
    ) throws(NeuralFailure) -> Part? {
        guard let place = only(name, kind: "ConvTranspose"), let sum = try offset(after: place) else {
            return nil
        }
        let node = graph.nodes[place]
        guard node.inputs.count == 2, let tensor = try graph.tensor(node.inputs[1]),
            let shape = tensor.shape(of: 4), shape[2...] == [2, 2],
            try node.integers("strides") == [2, 2],
            try node.integers("group").allSatisfy({ $0 == 1 }),
            try node.integers("pads").allSatisfy({ $0 == 0 })
        else { return nil }
        return Part(
            chain: Chain(nodes: [place, sum.node], output: sum.output), inputs: shape[0], weights: tensor,
            offsets: sum.values)
    }

    /// How many times a node enlarges an image, each position so many times; `nil` where it does something else.
    func enlargement(_ index: Int) throws(NeuralFailure) -> Int? {
        let node = graph.nodes[index]
        guard node.kind == "Resize", let scales = node.inputs.last,
            let values = try graph.tensor(scales)?.floats,
            values.count == 4, values[0] == 1, values[1] == 1, values[2] == values[3],
            let times = Int(exactly: values[2]), try node.text("mode") == "nearest",
            try node.text("coordinate_transformation_mode") == "asymmetric",
            try node.text("nearest_mode") == "floor"
        else { return nil }
        return times
    }
}
