import Glibc
import Testing

@testable import Recognition

/// The kernels run where the processor can; elsewhere the networks run in floats, and there is nothing to test.
@Suite(.enabled(if: NeuralKernels.runHere)) struct NeuralKernelTests {
    @Test(arguments: [(4, 8, 4, 1), (8, 16, 8, 97), (96, 192, 96, 40), (48, 96, 24, 16)], [false, true])
    func `two layers with a GELU between come out as in floats, nearly`(
        size: (inputs: Int, hidden: Int, outputs: Int, positions: Int), isFine: Bool
    ) throws {
        let (inputs, hidden, outputs, positions) = size
        var numbers = Numbers(seed: 7)
        let first = numbers.layer(inputs, hidden)
        let second = numbers.layer(hidden, outputs)
        let isResidual = inputs == outputs
        let kernel = try #require(
            MixerKernel(first: first, second: second, isResidual: isResidual, isFine: isFine))
        let shape = [2, inputs, 1, positions]
        let image = numbers.take(2 * inputs * positions)
        #expect(kernel.shape(for: [shape]) == [2, outputs, 1, positions])
        let found = try kernel.output(of: [image], shapes: [shape])
        var (errors, sizes) = (0.0, 0.0)
        for index in 0..<2 * positions {
            let (number, position) = (index / positions, index % positions)
            let column = (0..<inputs).map { image[(number * inputs + $0) * positions + position] }
            let between = first.applied(to: column).map(Self.gelu)
            for (output, value) in second.applied(to: between).enumerated() {
                let residual = isResidual ? column[output] : 0
                let got = found[(number * outputs + output) * positions + position] - residual
                errors += Double((got - value) * (got - value))
                sizes += Double(value * value)
            }
        }
        #expect((errors / sizes).squareRoot() < (isFine ? 0.0015 : 0.02), "seed 7")
    }

    @Test func `numbers all alike and numbers of great size pass through`() throws {
        let zeros = MixerKernel.Layer(
            inputs: 4, weights: .init(repeating: 0, count: 16), offsets: [1, 2, 3, 4])
        let kernel = try #require(MixerKernel(first: zeros, second: zeros, isResidual: true, isFine: true))
        let found = try kernel.output(
            of: [[5, 5, 5, 5, 1e9, 1e9, 1e9, -1e9]], shapes: [[2, 4, 1, 1]])
        let expected: [Float] = [6, 7, 8, 9, 1e9, 1e9, 1e9, -1e9]
        #expect(found == expected)
    }

    @Test(arguments: [(1, 1, 5, 7), (2, 1, 6, 33), (2, 2, 7, 34), (1, 2, 1, 1), (1, 1, 3, 64)])
    func `a filter comes out as counted by hand, with zeros around the image`(
        down: Int, across: Int, height: Int, width: Int
    ) throws {
        var numbers = Numbers(seed: 11)
        let (weights, offsets) = (numbers.take(3 * 9), numbers.take(3))
        let kernel = try #require(FilterKernel(weights: weights, offsets: offsets, strides: [down, across]))
        let image = numbers.take(2 * 3 * height * width)
        let shape = [2, 3, height, width]
        let wanted = try #require(kernel.shape(for: [shape]))
        let (rows, columns) = ((height - 1) / down + 1, (width - 1) / across + 1)
        #expect(wanted == [2, 3, rows, columns])
        let found = try kernel.output(of: [image], shapes: [shape])
        for (place, value) in found.enumerated() {
            let (column, rest) = (place % columns, place / columns)
            let (row, plane) = (rest % rows, rest / rows)
            var sum = offsets[plane % 3]
            for cell in 0..<9 {
                let (y, x) = (row * down + cell / 3 - 1, column * across + cell % 3 - 1)
                guard (0..<height).contains(y), (0..<width).contains(x) else { continue }
                sum += weights[plane % 3 * 9 + cell] * image[(plane * height + y) * width + x]
            }
            #expect(abs(sum - value) < 1e-5, "seed 11, place \(place)")
        }
    }

    @Test func `layers that do not fit make no kernel, and images that do not fit are refused`() throws {
        let layer = MixerKernel.Layer(
            inputs: 4, weights: .init(repeating: 1, count: 32), offsets: .init(repeating: 0, count: 8))
        let back = MixerKernel.Layer(
            inputs: 8, weights: .init(repeating: 1, count: 32), offsets: .init(repeating: 0, count: 4))
        let odd = MixerKernel.Layer(
            inputs: 3, weights: .init(repeating: 1, count: 12), offsets: .init(repeating: 0, count: 4))
        #expect(MixerKernel(first: layer, second: layer, isResidual: false, isFine: false) == nil)
        #expect(MixerKernel(first: odd, second: odd, isResidual: false, isFine: false) == nil)
        #expect(
            MixerKernel(
                first: MixerKernel.Layer(inputs: 4, weights: [1], offsets: [1]), second: back,
                isResidual: false, isFine: false) == nil)
        let kernel = try #require(MixerKernel(first: layer, second: back, isResidual: true, isFine: true))
        #expect(kernel.shape(for: [[1, 8, 2, 2]]) == nil)
        #expect(kernel.shape(for: [[1, 4]]) == nil)
        #expect(kernel.shape(for: [[1, 4, 2, 2], [1, 4, 2, 2]]) == nil)
        #expect(FilterKernel(weights: [1], offsets: [1], strides: [1, 1]) == nil)
        #expect(FilterKernel(weights: .init(repeating: 1, count: 9), offsets: [1], strides: [3, 1]) == nil)
    }

    private static func gelu(_ x: Float) -> Float {
        x / 2 * (1 + Float(erf(Double(x) / 2.0.squareRoot())))
    }
}
