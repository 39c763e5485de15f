extension KernelSearch {
    /// A layer without offsets, gated, and the addition of a smaller image; with the filter that alone takes it.
    func lateral(at index: Int) throws(NeuralFailure) -> Found? {
        guard let plain = try layer(at: index, side: 1, isOffset: false),
            let gate = try gate(of: plain.chain.output, addsItself: true),
            let kernel = LateralKernel(
                inputs: plain.inputs, outputs: gate.gate.down.inputs, weights: plain.layer.weights,
                gate: gate.gate)
        else { return nil }
        var found = Found(
            nodes: plain.chain.nodes + gate.chain.nodes, inputs: [graph.nodes[index].inputs[0]],
            output: gate.chain.output, kernel: kernel)
        if let sum = only(found.output, kind: "Add"),
            let small = graph.nodes[sum].inputs.first(where: { $0 != found.output }),
            let place = givers[small], takers[small] == [sum], try enlargement(place) == 2
        {
            found.nodes += [place, sum]
            found.inputs.append(graph.nodes[place].inputs[0])
            found.output = graph.nodes[sum].outputs[0]
        }
        guard let next = only(found.output, kind: "Conv"),
            let smooth = try smooth(at: next, of: kernel)
        else { return found }
        return Found(
            nodes: found.nodes + smooth.nodes, inputs: found.inputs, output: smooth.output,
            kernel: smooth.kernel)
    }

    /// A 7 x 7 filter of each channel and a layer without offsets, gated; of what a lateral makes, where one is given.
    func smooth(at index: Int, of lateral: LateralKernel?) throws(NeuralFailure) -> Found? {
        guard let filter = try channelFilter(at: index, side: 7),
            try graph.nodes[index].integers("strides").allSatisfy({ $0 == 1 }),
            let next = only(filter.chain.output, kind: "Conv"),
            let plain = try layer(at: next, side: 1, isOffset: false),
            let gate = try gate(of: plain.chain.output, addsItself: true),
            let kernel = SmoothKernel(
                filter: filter.layer, outputs: gate.gate.down.inputs, weights: plain.layer.weights,
                gate: gate.gate, lateral: lateral)
        else { return nil }
        return Found(
            nodes: filter.chain.nodes + plain.chain.nodes + gate.chain.nodes,
            inputs: [graph.nodes[index].inputs[0]], output: gate.chain.output, kernel: kernel)
    }

    /// `x -> mean of each channel -> layer -> cut -> layer -> ramp -> * x (-> + x)`.
    func gate(of name: String, addsItself: Bool) throws(NeuralFailure) -> (chain: Chain, gate: Gate)? {
        guard takers[name]?.count == (addsItself ? 3 : 2), let mean = try mean(of: name),
            let start = only(graph.nodes[mean].outputs[0], kind: "Conv"),
            let down = try layer(at: start, side: 1, isOffset: true),
            let cut = only(down.chain.output, kind: "Relu"),
            let next = only(graph.nodes[cut].outputs[0], kind: "Conv"),
            let up = try layer(at: next, side: 1, isOffset: true),
            let ramp = only(up.chain.output, kind: "HardSigmoid"),
            abs((try graph.nodes[ramp].number("beta") ?? 0.5) - 0.5) < 1e-6,
            let product = only(graph.nodes[ramp].outputs[0], kind: "Mul"),
            graph.nodes[product].inputs.contains(name)
        else { return nil }
        let slope = try graph.nodes[ramp].number("alpha") ?? 0.2
        var chain = Chain(
            nodes: [mean] + down.chain.nodes + [cut] + up.chain.nodes + [ramp, product],
            output: graph.nodes[product].outputs[0])
        if addsItself {
            guard let sum = only(chain.output, kind: "Add"), graph.nodes[sum].inputs.contains(name) else {
                return nil
            }
            chain.nodes.append(sum)
            chain.output = graph.nodes[sum].outputs[0]
        }
        return (chain, Gate(down: down.layer, up: up.layer, slope: slope, addsItself: addsItself))
    }

    /// The node that takes the mean of each channel.
    private func mean(of name: String) throws(NeuralFailure) -> Int? {
        if let pool = one(name, kind: "GlobalAveragePool") { return pool }
        guard let mean = one(name, kind: "ReduceMean"), try graph.nodes[mean].integers("axes") == [2, 3],
            try graph.nodes[mean].integers("keepdims").allSatisfy({ $0 == 1 })
        else { return nil }
        return mean
    }
}
