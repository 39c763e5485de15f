internal import CKernels

/// How much each channel of an image counts, by the means of all: the networks' "squeeze and excite".
struct Gate {
    /// The layer that takes the means, cut off below zero.
    let down: MixerKernel.Layer
    /// The layer back to as many outputs as there were means.
    let up: MixerKernel.Layer
    /// The slope of the ramp about one half that ends it.
    let slope: Float
    /// Whether the image itself is added to the gated one.
    let addsItself: Bool

    /// Whether it gates images of so many channels.
    func fits(_ channels: Int) -> Bool {
        down.isWhole && up.isWhole && down.inputs == channels && up.offsets.count == channels
            && up.inputs == down.offsets.count
    }

    /// What the kernels take beside its numbers.
    var shape: vouch_gate {
        vouch_gate(narrow: Int32(down.offsets.count), slope: slope, adds_itself: addsItself)
    }

    /// Its numbers as the kernels take them.
    var numbers: [Float] { down.weights + down.offsets + up.weights + up.offsets }
}

/// A 3 x 3 filter of each channel, with zeros around the image; perhaps gated.
final class FilterKernel: NeuralKernel {
    private let handle: OpaquePointer

    /// Takes 9 weights and an offset a channel; `nil` where they are not that many or the strides are not 1 or 2.
    init?(weights: [Float], offsets: [Float], strides: [Int], gate: Gate? = nil) {
        guard weights.count == offsets.count * 9, strides.count == 2, gate?.fits(offsets.count) ?? true,
            let handle = vouch_filter_make(
                Int32(offsets.count), weights, offsets, Int32(strides[0]), Int32(strides[1]))
        else { return nil }
        self.handle = handle
        if let gate, !vouch_filter_gate(handle, gate.shape, gate.numbers) { return nil }
    }

    deinit { vouch_filter_free(handle) }

    func shape(for shapes: [[Int]]) -> [Int]? {
        guard let shape = shapes.only, shape.count == 4, shape[1] == Int(vouch_filter_channels(handle)) else {
            return nil
        }
        return [
            shape[0], shape[1], vouch_filter_height(handle, shape[2]), vouch_filter_width(handle, shape[3]),
        ]
    }

    func run(
        _ inputs: [UnsafePointer<Float>], shapes: [[Int]], into output: UnsafeMutablePointer<Float>
    ) -> Bool {
        vouch_filter_run(handle, inputs[0], output, shapes[0][0], shapes[0][2], shapes[0][3])
    }
}
