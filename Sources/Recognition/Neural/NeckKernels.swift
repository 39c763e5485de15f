internal import CKernels

/// A layer of the detector's neck that mixes channels without an offset, gated; an image of half the size may be added.
final class LateralKernel: NeuralKernel {
    fileprivate let handle: OpaquePointer

    /// Takes one row of weights an output; `nil` where they do not fit the gate.
    init?(inputs: Int, outputs: Int, weights: [Float], gate: Gate) {
        guard weights.count == inputs * outputs, gate.fits(outputs),
            let handle = vouch_lateral_make(
                Int32(inputs), Int32(outputs), weights, gate.shape, gate.numbers)
        else { return nil }
        self.handle = handle
    }

    deinit { vouch_lateral_free(handle) }

    func shape(for shapes: [[Int]]) -> [Int]? {
        guard let shape = shapes.first, shapes.count <= 2, shape.count == 4,
            shape[1] == Int(vouch_lateral_inputs(handle))
        else { return nil }
        let outputs = Int(vouch_lateral_outputs(handle))
        if shapes.count == 2 {
            guard shape[2] % 2 == 0, shape[3] % 2 == 0,
                shapes[1] == [shape[0], outputs, shape[2] / 2, shape[3] / 2]
            else { return nil }
        }
        return [shape[0], outputs, shape[2], shape[3]]
    }

    func run(
        _ inputs: [UnsafePointer<Float>], shapes: [[Int]], into output: UnsafeMutablePointer<Float>
    ) -> Bool {
        vouch_lateral_run(
            handle, inputs[0], inputs.count == 2 ? inputs[1] : nil, output, shapes[0][0], shapes[0][2],
            shapes[0][3])
    }
}

/// A 7 x 7 filter of each channel of the detector's neck and a gated layer that mixes them; perhaps of what a lateral
/// makes, which then need not be written down.
final class SmoothKernel: NeuralKernel {
    /// Weights of the filter of a channel.
    static let filterSize = 49

    private let handle: OpaquePointer
    private let lateral: LateralKernel?

    /// Takes 49 weights and an offset a channel, and one row of weights an output; `nil` where they do not fit.
    init?(filter: MixerKernel.Layer, outputs: Int, weights: [Float], gate: Gate, lateral: LateralKernel?) {
        let inputs = filter.offsets.count
        guard filter.inputs == Self.filterSize, filter.isWhole, weights.count == inputs * outputs,
            gate.fits(outputs),
            lateral.map({ Int(vouch_lateral_outputs($0.handle)) == inputs }) ?? true,
            let handle = vouch_smooth_make(
                Int32(inputs), Int32(outputs), filter.weights, filter.offsets, weights, gate.shape,
                gate.numbers)
        else { return nil }
        self.handle = handle
        self.lateral = lateral
    }

    deinit { vouch_smooth_free(handle) }

    func shape(for shapes: [[Int]]) -> [Int]? {
        guard let shape = lateral.map({ $0.shape(for: shapes) }) ?? shapes.only, shape.count == 4,
            shape[1] == Int(vouch_smooth_inputs(handle))
        else { return nil }
        return [shape[0], Int(vouch_smooth_outputs(handle)), shape[2], shape[3]]
    }

    func run(
        _ inputs: [UnsafePointer<Float>], shapes: [[Int]], into output: UnsafeMutablePointer<Float>
    ) -> Bool {
        vouch_smooth_run(
            handle, lateral?.handle, inputs[0], inputs.count == 2 ? inputs[1] : nil, output, shapes[0][0],
            shapes[0][2], shapes[0][3])
    }
}

/// The detector's last layers: four maps beside each other to the probability of every position.
final class HeadKernel: NeuralKernel {
    /// How much each map is enlarged before they are put beside each other.
    static let enlargements = [8, 4, 2, 1]

    private let handle: OpaquePointer

    /// Takes the 3 x 3 filter of all maps, and of the two layers that make four positions of one the weights, input
    /// by input, and offsets; `nil` where they do not fit each other.
    init?(filter: MixerKernel.Layer, first: MixerKernel.Layer, second: MixerKernel.Layer) {
        let maps = Self.enlargements.count
        let middle = filter.offsets.count
        guard filter.isWhole, filter.inputs % (9 * maps) == 0, first.offsets.count == middle,
            first.weights.count == middle * middle * 4, second.offsets.count == 1,
            second.weights.count == middle * 4,
            let handle = vouch_head_make(
                Int32(filter.inputs / (9 * maps)), Int32(middle), filter.weights, filter.offsets,
                first.weights, first.offsets, second.weights, second.offsets[0])
        else { return nil }
        self.handle = handle
    }

    deinit { vouch_head_free(handle) }

    func shape(for shapes: [[Int]]) -> [Int]? {
        guard shapes.count == Self.enlargements.count, let whole = shapes.last, whole.count == 4,
            whole[1] == Int(vouch_head_channels(handle))
        else { return nil }
        for (shape, times) in zip(shapes, Self.enlargements)
        where shape.count != 4 || shape[..<2] != whole[..<2] || shape[2] * times != whole[2]
            || shape[3] * times != whole[3]
        { return nil }
        return [whole[0], 1, whole[2] * 4, whole[3] * 4]
    }

    func run(
        _ inputs: [UnsafePointer<Float>], shapes: [[Int]], into output: UnsafeMutablePointer<Float>
    ) -> Bool {
        vouch_head_run(handle, inputs, output, shapes[3][0], shapes[3][2], shapes[3][3])
    }
}
