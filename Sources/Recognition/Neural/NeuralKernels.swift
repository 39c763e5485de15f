internal import CKernels

/// A part of a network that we run ourselves: images of channels in, images of channels out.
protocol NeuralKernel: AnyObject {
    /// The shape of what comes of inputs of these shapes; `nil` where it does not take them.
    ///
    /// Shapes are images, channels, height and width.
    func shape(for shapes: [[Int]]) -> [Int]?

    /// Computes; false where memory is short.
    func run(
        _ inputs: [UnsafePointer<Float>], shapes: [[Int]], into output: UnsafeMutablePointer<Float>
    ) -> Bool
}

/// What this processor can do.
enum NeuralKernels {
    /// Whether it runs our kernels: AVX-512 with its 8-bit dot products.
    static var runHere: Bool { vouch_kernels_run_here() }
}

/// Two layers that mix the channels of each position, with a GELU between.
final class MixerKernel: NeuralKernel {
    /// The numbers of one layer: `inputs` weights for each offset.
    struct Layer {
        let inputs: Int
        let weights: [Float]
        let offsets: [Float]

        /// Whether there are as many weights as there must be.
        var isWhole: Bool { weights.count == inputs * offsets.count }
    }

    private let handle: OpaquePointer

    /// Codes the weights, in 12 bits where it is to be fine, else in 8; `nil` where the layers do not fit each other or the kernel.
    init?(first: Layer, second: Layer, isResidual: Bool, isFine: Bool) {
        guard first.isWhole, second.isWhole, second.inputs == first.offsets.count,
            let handle = vouch_mixer_make(
                Int32(first.inputs), Int32(second.inputs), Int32(second.offsets.count), first.weights,
                first.offsets, second.weights, second.offsets, isResidual, isFine)
        else { return nil }
        self.handle = handle
    }

    deinit { vouch_mixer_free(handle) }

    func shape(for shapes: [[Int]]) -> [Int]? {
        guard let shape = shapes.only, shape.count == 4, shape[1] == Int(vouch_mixer_inputs(handle)) else {
            return nil
        }
        return [shape[0], Int(vouch_mixer_outputs(handle)), shape[2], shape[3]]
    }

    func run(
        _ inputs: [UnsafePointer<Float>], shapes: [[Int]], into output: UnsafeMutablePointer<Float>
    ) -> Bool {
        vouch_mixer_run(handle, inputs[0], output, shapes[0][0], shapes[0][2] * shapes[0][3])
    }
}

extension [[Int]] {
    /// The one shape there is; `nil` where there are more or none.
    var only: [Int]? { count == 1 ? self[0] : nil }
}
