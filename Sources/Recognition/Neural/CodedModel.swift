/// An ONNX file in which our own kernels do the work of most layers.
///
/// Both networks begin alike and are then chains of one block: a 3 x 3 filter of each channel, then two layers that mix
/// the channels of a position with a GELU between them, added to what went in. ONNX Runtime takes the block apart into
/// ten operations in floats; one kernel each for the filter and for the mixing, which counts in whole numbers, halves a
/// network's time. Numbers are coded in 8 bits, or in 12 where it is to be `fine`: of 11,550 words of receipts and scans,
/// the recogniser in 8 bits reads 44 that it misread in floats and misreads 41 others; the detector in 8 bits would win
/// 31 and lose 45. The first layers and the detector's last ones stay in floats, but run row by row through all of them,
/// so that what lies between need not be written to memory: that takes a third of ONNX Runtime's time.
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
        var isTaken = [Bool](repeating: false, count: graph.nodes.count)
        for index in graph.nodes.indices where !isTaken[index] {
            guard let found = try search.kernel(at: index), !found.nodes.contains(where: { isTaken[$0] })
            else {
                continue
            }
            let node = try ModelGraph.Node(kernel: kernels.count, inputs: found.inputs, output: found.output)
            replacements.append((found.nodes, node))
            kernels.append(found.kernel)
            for node in found.nodes { isTaken[node] = true }
        }
        guard !kernels.isEmpty else { return nil }
        graph.replace(replacements)
        bytes = graph.bytes
        self.kernels = kernels
    }
}
