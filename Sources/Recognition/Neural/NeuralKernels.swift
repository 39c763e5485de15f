internal import CKernels

/// A part of a network that we run ourselves: images of channels in, images of channels out.
protocol NeuralKernel: AnyObject {
    /// The shape of what comes of images of a shape; `nil` where it does not take them.
    ///
    /// Shapes are images, channels, height and width.
    func shape(for shape: [Int]) -> [Int]?

    /// Computes; false where memory is short.
    func run(_ input: UnsafePointer<Float>, shape: [Int], into output: UnsafeMutablePointer<Float>) -> Bool
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

        fileprivate var isWhole: Bool { weights.count == inputs * offsets.count }
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

    func shape(for shape: [Int]) -> [Int]? {
        guard shape.count == 4, shape[1] == Int(vouch_mixer_inputs(handle)) else { return nil }
        return [shape[0], Int(vouch_mixer_outputs(handle)), shape[2], shape[3]]
    }

    func run(_ input: UnsafePointer<Float>, shape: [Int], into output: UnsafeMutablePointer<Float>) -> Bool {
        vouch_mixer_run(handle, input, output, shape[0], shape[2] * shape[3])
    }
}

/// A 3 x 3 filter of each channel, with zeros around the image.
final class FilterKernel: NeuralKernel {
    private let handle: OpaquePointer

    /// Takes 9 weights and an offset a channel; `nil` where they are not that many or the strides are not 1 or 2.
    init?(weights: [Float], offsets: [Float], strides: [Int]) {
        guard weights.count == offsets.count * 9, strides.count == 2,
            let handle = vouch_filter_make(
                Int32(offsets.count), weights, offsets, Int32(strides[0]), Int32(strides[1]))
        else { return nil }
        self.handle = handle
    }

    deinit { vouch_filter_free(handle) }

    func shape(for shape: [Int]) -> [Int]? {
        guard shape.count == 4, shape[1] == Int(vouch_filter_channels(handle)) else { return nil }
        return [
            shape[0], shape[1], vouch_filter_height(handle, shape[2]), vouch_filter_width(handle, shape[3]),
        ]
    }

    func run(_ input: UnsafePointer<Float>, shape: [Int], into output: UnsafeMutablePointer<Float>) -> Bool {
        vouch_filter_run(handle, input, output, shape[0], shape[2], shape[3])
        return true
    }
}
