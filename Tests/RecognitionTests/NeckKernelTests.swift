import Glibc
import Testing

@testable import Recognition

/// The first and last layers of the networks, against the same layers one after the other.
@Suite(.enabled(if: NeuralKernels.runHere)) struct NeckKernelTests {
    @Test(arguments: [(32, 32), (8, 136), (7, 45), (1, 1), (64, 66)])
    func `the first five layers come out as one after the other`(height: Int, width: Int) throws {
        var numbers = Numbers(seed: 3)
        let sizes = [(27, 12), (48, 6), (24, 12), (216, 24), (24, 30)]
        let layers = sizes.map { numbers.layer($0.0, $0.1) }
        let kernel = try #require(StemKernel(layers))
        let images = [
            ReferenceImage(3, height, width, from: &numbers),
            ReferenceImage(3, height, width, from: &numbers),
        ]
        let wanted = images.map { image in
            let first = image.layer(layers[0], side: 3, stride: 2, before: 1, cut: true)
            let wide = first.layer(layers[1], side: 2, before: 0, cut: true)
                .layer(layers[2], side: 2, before: 0, cut: true)
            return first.pooled.beside(wide).layer(layers[3], side: 3, stride: 2, before: 1, cut: true)
                .layer(layers[4], side: 1, before: 0, cut: true)
        }
        let shape = [2, 3, height, width]
        #expect(kernel.shape(for: [shape]) == [2] + wanted[0].shape[1...])
        let found = try kernel.output(of: [images.flatMap(\.values)], shapes: [shape])
        let both = wanted[0].beside(wanted[1])
        #expect(both.distance(to: found) < 1e-4, "seed 3")
    }

    @Test func `a gated filter counts each channel by the means of all`() throws {
        var numbers = Numbers(seed: 5)
        let image = ReferenceImage(8, 9, 37, from: &numbers)
        let (filter, gate) = (numbers.layer(9, 8), numbers.gate(8, addsItself: false))
        let kernel = try #require(
            FilterKernel(weights: filter.weights, offsets: filter.offsets, strides: [1, 1], gate: gate))
        let found = try kernel.output(of: [image.values], shapes: [image.shape])
        #expect(image.filtered(filter, side: 3).gated(gate).distance(to: found) < 1e-4, "seed 5")
    }

    @Test(arguments: [(2, 2), (6, 34), (16, 56)], [false, true])
    func `a lateral is a gated layer with the smaller image added`(
        size: (height: Int, width: Int), hasLow: Bool
    ) throws {
        var numbers = Numbers(seed: 9)
        let image = ReferenceImage(5, size.height, size.width, from: &numbers)
        let low = ReferenceImage(12, size.height / 2, size.width / 2, from: &numbers)
        let (layer, gate) = (numbers.plainLayer(5, 12), numbers.gate(12, addsItself: true))
        let kernel = try #require(
            LateralKernel(inputs: 5, outputs: 12, weights: layer.weights, gate: gate))
        let plain = image.layer(layer, side: 1, before: 0, cut: false).gated(gate)
        let inputs = hasLow ? [image, low] : [image]
        let found = try kernel.output(of: inputs.map(\.values), shapes: inputs.map(\.shape))
        #expect((hasLow ? plain.adding(low.enlarged(2)) : plain).distance(to: found) < 1e-4, "seed 9")
    }

    @Test(arguments: [(2, 4), (10, 34), (24, 16)], [false, true])
    func `a smoothing is a filter and a gated layer, of a lateral too`(
        size: (height: Int, width: Int), hasLateral: Bool
    ) throws {
        var numbers = Numbers(seed: 13)
        let image = ReferenceImage(hasLateral ? 5 : 14, size.height, size.width, from: &numbers)
        let low = ReferenceImage(14, size.height / 2, size.width / 2, from: &numbers)
        let (layer, gate) = (numbers.plainLayer(5, 14), numbers.gate(14, addsItself: true))
        let (filter, last) = (numbers.layer(49, 14), numbers.plainLayer(14, 12))
        let lastGate = numbers.gate(12, addsItself: true)
        let lateral = LateralKernel(inputs: 5, outputs: 14, weights: layer.weights, gate: gate)
        let kernel = try #require(
            SmoothKernel(
                filter: filter, outputs: 12, weights: last.weights, gate: lastGate,
                lateral: hasLateral ? lateral : nil))
        let before =
            hasLateral
            ? image.layer(layer, side: 1, before: 0, cut: false).gated(gate).adding(low.enlarged(2)) : image
        let inputs = hasLateral ? [image, low] : [image]
        let found = try kernel.output(of: inputs.map(\.values), shapes: inputs.map(\.shape))
        let wanted = before.filtered(filter, side: 7).layer(last, side: 1, before: 0, cut: false)
            .gated(lastGate)
        #expect(wanted.distance(to: found) < 1e-3, "seed 13")
    }

    @Test(arguments: [(8, 8), (16, 40), (40, 24)])
    func `the last layers come out as one after the other`(height: Int, width: Int) throws {
        var numbers = Numbers(seed: 17)
        let maps = HeadKernel.enlargements.map {
            ReferenceImage(2, height / $0, width / $0, from: &numbers)
        }
        let filter = numbers.layer(8 * 9, 6)
        let first = MixerKernel.Layer(inputs: 6, weights: numbers.take(144), offsets: numbers.take(6))
        let second = MixerKernel.Layer(inputs: 6, weights: numbers.take(24), offsets: numbers.take(1))
        let kernel = try #require(HeadKernel(filter: filter, first: first, second: second))
        let found = try kernel.output(of: maps.map(\.values), shapes: maps.map(\.shape))
        let all = zip(maps, HeadKernel.enlargements).map { $0.enlarged($1) }
        let wanted = all.dropFirst().reduce(all[0]) { $0.beside($1) }
            .layer(filter, side: 3, before: 1, cut: true)
            .spread(first, outputs: 6).mapped { max(0, $0) }.spread(second, outputs: 1)
            .mapped { 1 / (1 + exp(-$0)) }
        #expect(kernel.shape(for: maps.map(\.shape)) == wanted.shape)
        #expect(wanted.distance(to: found) < 1e-4, "seed 17")
    }

    @Test func `layers that do not fit each other make no kernel`() {
        var numbers = Numbers(seed: 1)
        let good = [(27, 12), (48, 6), (24, 12), (216, 24), (24, 30)].map { numbers.layer($0.0, $0.1) }
        #expect(StemKernel(Array(good.dropLast())) == nil)
        #expect(StemKernel(good.dropLast() + [numbers.layer(23, 30)]) == nil)
        let gate = numbers.gate(12, addsItself: true)
        #expect(LateralKernel(inputs: 5, outputs: 11, weights: numbers.take(55), gate: gate) == nil)
        #expect(LateralKernel(inputs: 5, outputs: 12, weights: numbers.take(55), gate: gate) == nil)
        #expect(
            FilterKernel(weights: numbers.take(9), offsets: [1], strides: [1, 1], gate: gate) == nil)
        #expect(
            SmoothKernel(
                filter: numbers.layer(9, 5), outputs: 12, weights: numbers.take(60), gate: gate, lateral: nil)
                == nil)
        let half = MixerKernel.Layer(inputs: 6, weights: numbers.take(12), offsets: [1])
        #expect(HeadKernel(filter: numbers.layer(72, 6), first: half, second: half) == nil)
    }

    @Test func `images that do not fit are refused`() throws {
        var numbers = Numbers(seed: 1)
        let gate = numbers.gate(12, addsItself: true)
        let lateral = try #require(
            LateralKernel(inputs: 5, outputs: 12, weights: numbers.take(60), gate: gate))
        #expect(lateral.shape(for: [[1, 4, 8, 8]]) == nil)
        #expect(lateral.shape(for: [[1, 5, 8, 8], [1, 12, 4, 3]]) == nil)
        #expect(lateral.shape(for: [[1, 5, 7, 8], [1, 12, 3, 4]]) == nil)
        #expect(lateral.shape(for: []) == nil)
        let smooth = try #require(
            SmoothKernel(
                filter: numbers.layer(49, 12), outputs: 12, weights: numbers.take(144), gate: gate,
                lateral: nil))
        #expect(smooth.shape(for: [[1, 12, 4, 4], [1, 12, 2, 2]]) == nil)
        #expect(smooth.shape(for: [[1, 11, 4, 4]]) == nil)
        let head = try #require(
            HeadKernel(
                filter: numbers.layer(72, 6),
                first: MixerKernel.Layer(inputs: 6, weights: numbers.take(144), offsets: numbers.take(6)),
                second: MixerKernel.Layer(inputs: 6, weights: numbers.take(24), offsets: [0])))
        #expect(head.shape(for: [[1, 2, 1, 1], [1, 2, 2, 2], [1, 2, 4, 4], [1, 2, 8, 9]]) == nil)
        #expect(head.shape(for: [[1, 2, 8, 8]]) == nil)
    }
}

extension Numbers {
    fileprivate mutating func plainLayer(_ inputs: Int, _ outputs: Int) -> MixerKernel.Layer {
        let layer = self.layer(inputs, outputs)
        return MixerKernel.Layer(
            inputs: inputs, weights: layer.weights, offsets: .init(repeating: 0, count: outputs))
    }
}
