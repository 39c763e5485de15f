internal import CKernels

/// The five layers with which both networks begin, from a picture of three colours to a quarter of its size.
final class StemKernel: NeuralKernel {
    /// How many layers it stands for.
    static let layerCount = 5
    private static let colours = 3

    private let handle: OpaquePointer

    /// Takes the layers in their order, their inputs counted position by position; `nil` where they do not fit each
    /// other.
    init?(_ layers: [MixerKernel.Layer]) {
        guard layers.count == Self.layerCount, layers.allSatisfy(\.isWhole) else { return nil }
        let sizes = layers.map(\.offsets.count)
        let inputs = [
            Self.colours * 9, sizes[0] * 4, sizes[1] * 4, (sizes[0] + sizes[2]) * 9, sizes[3],
        ]
        guard layers.map(\.inputs) == inputs,
            let handle = vouch_stem_make(sizes.map(Int32.init), layers.flatMap { $0.weights + $0.offsets })
        else { return nil }
        self.handle = handle
    }

    deinit { vouch_stem_free(handle) }

    func shape(for shapes: [[Int]]) -> [Int]? {
        guard let shape = shapes.only, shape.count == 4, shape[1] == Self.colours else { return nil }
        return [
            shape[0], Int(vouch_stem_outputs(handle)), (shape[2] + 3) / 4, (shape[3] + 3) / 4,
        ]
    }

    func run(
        _ inputs: [UnsafePointer<Float>], shapes: [[Int]], into output: UnsafeMutablePointer<Float>
    ) -> Bool {
        vouch_stem_run(handle, inputs[0], output, shapes[0][0], shapes[0][2], shapes[0][3])
    }
}
