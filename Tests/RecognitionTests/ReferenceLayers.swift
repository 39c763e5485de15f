import Testing

@testable import Recognition

/// Images of channels whose layers are counted the plain way, to compare the kernels with.
struct ReferenceImage: Equatable {
    var channels: Int, height: Int, width: Int
    var values: [Float]

    init(channels: Int, height: Int, width: Int, values: [Float]) {
        precondition(values.count == channels * height * width, "the values fill the image")
        (self.channels, self.height, self.width, self.values) = (channels, height, width, values)
    }

    init(_ channels: Int, _ height: Int, _ width: Int, from numbers: inout Numbers) {
        self.init(
            channels: channels, height: height, width: width, values: numbers.take(channels * height * width))
    }

    var shape: [Int] { [1, channels, height, width] }

    /// A value; zero outside.
    subscript(channel: Int, y: Int, x: Int) -> Float {
        (0..<height).contains(y) && (0..<width).contains(x) ? values[(channel * height + y) * width + x] : 0
    }

    private init(
        _ channels: Int, _ height: Int, _ width: Int, value: (_ channel: Int, _ y: Int, _ x: Int) -> Float
    ) {
        var values: [Float] = []
        for channel in 0..<channels {
            for y in 0..<height { for x in 0..<width { values.append(value(channel, y, x)) } }
        }
        self.init(channels: channels, height: height, width: width, values: values)
    }

    /// A convolution of all channels by a square, with zeros around, its corner `before` positions up and left.
    func layer(_ layer: MixerKernel.Layer, side: Int, stride: Int = 1, before: Int, cut: Bool) -> Self {
        Self(layer.offsets.count, (height - 1) / stride + 1, (width - 1) / stride + 1) { output, y, x in
            var sum = layer.offsets[output]
            for input in 0..<channels {
                for cell in 0..<side * side {
                    sum +=
                        layer.weights[(output * channels + input) * side * side + cell]
                        * self[input, y * stride + cell / side - before, x * stride + cell % side - before]
                }
            }
            return cut ? max(0, sum) : sum
        }
    }

    /// A filter of each channel.
    func filtered(_ layer: MixerKernel.Layer, side: Int) -> Self {
        Self(channels, height, width) { channel, y, x in
            (0..<side * side).reduce(layer.offsets[channel]) { sum, cell in
                sum + layer.weights[channel * side * side + cell]
                    * self[channel, y + cell / side - side / 2, x + cell % side - side / 2]
            }
        }
    }

    /// The greatest of each position and those to its right and below.
    var pooled: Self {
        Self(channels, height, width) { channel, y, x in
            var most = self[channel, y, x]
            for (down, across) in [(0, 1), (1, 0), (1, 1)] where y + down < height && x + across < width {
                most = max(most, self[channel, y + down, x + across])
            }
            return most
        }
    }

    /// Each channel times its factor.
    func gated(_ gate: Gate) -> Self {
        let count = height * width
        let means = (0..<channels).map { channel in
            values[(channel * count)..<((channel + 1) * count)].reduce(0, +) / Float(count)
        }
        let narrow = gate.down.applied(to: means).map { max(0, $0) }
        let factors = gate.up.applied(to: narrow).map {
            max(0, min(1, gate.slope * $0 + 0.5)) + (gate.addsItself ? 1 : 0)
        }
        return Self(channels, height, width) { channel, y, x in self[channel, y, x] * factors[channel] }
    }

    /// Each position `times` times in both directions.
    func enlarged(_ times: Int) -> Self {
        Self(channels, height * times, width * times) { self[$0, $1 / times, $2 / times] }
    }

    /// Four positions of each, by a layer whose weights stand input by input.
    func spread(_ layer: MixerKernel.Layer, outputs: Int) -> Self {
        Self(outputs, height * 2, width * 2) { output, y, x in
            (0..<channels).reduce(layer.offsets[output]) { sum, input in
                sum + layer.weights[(input * outputs + output) * 4 + y % 2 * 2 + x % 2]
                    * self[input, y / 2, x / 2]
            }
        }
    }

    func adding(_ other: Self) -> Self {
        Self(channels, height, width) { self[$0, $1, $2] + other[$0, $1, $2] }
    }

    func beside(_ other: Self) -> Self {
        Self(channels: channels + other.channels, height: height, width: width, values: values + other.values)
    }

    func mapped(_ change: (Float) -> Float) -> Self {
        Self(channels: channels, height: height, width: width, values: values.map(change))
    }

    /// The greatest difference to the values of another image.
    func distance(to found: [Float]) -> Float {
        guard found.count == values.count else { return .infinity }
        return zip(values, found).reduce(0) { $1.1.isFinite ? max($0, abs($1.0 - $1.1)) : .infinity }
    }
}

extension MixerKernel.Layer {
    func applied(to column: [Float]) -> [Float] {
        offsets.enumerated().map { row, offset in
            offset + zip(weights[(row * inputs)...], column).reduce(0) { $0 + $1.0 * $1.1 }
        }
    }
}

extension NeuralKernel {
    /// What comes of inputs.
    func output(of inputs: [[Float]], shapes: [[Int]]) throws -> [Float] {
        let wanted = try #require(shape(for: shapes))
        var output = [Float](repeating: .nan, count: wanted.reduce(1, *))
        let places = inputs.map { input in
            let place = UnsafeMutablePointer<Float>.allocate(capacity: input.count)
            place.initialize(from: input, count: input.count)
            return place
        }
        defer { for place in places { place.deallocate() } }
        let isDone = output.withUnsafeMutableBufferPointer { output in
            output.baseAddress.map { run(places.map { UnsafePointer($0) }, shapes: shapes, into: $0) }
                ?? false
        }
        #expect(isDone)
        return output
    }
}

/// Numbers about zero that are the same for the same seed.
struct Numbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func take(_ count: Int) -> [Float] {
        (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(state >> 40) / Float(1 << 23) - 1
        }
    }

    mutating func layer(_ inputs: Int, _ outputs: Int) -> MixerKernel.Layer {
        let scale = 2 / Float(inputs).squareRoot()
        return MixerKernel.Layer(
            inputs: inputs, weights: take(inputs * outputs).map { $0 * scale }, offsets: take(outputs))
    }

    mutating func gate(_ channels: Int, addsItself: Bool) -> Gate {
        Gate(down: layer(channels, 6), up: layer(6, channels), slope: 0.2, addsItself: addsItself)
    }
}
