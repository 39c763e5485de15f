import Domain
import Testing

@testable import Recognition

@Suite struct NeuralModelTests {
    @Test func `the last layer keeps the columns of Latin characters alone`() throws {
        let model = try RecogniserModel(packaged: Self.model(characters: ["A", "中", "é", "字"]))
        #expect(model.characters == ["", "A", "é", " "])
        let graph = try #require(try ProtobufMessage(model.bytes[...]).fields().first { $0.number == 7 })
        let tensors = try ProtobufMessage(graph.payload).fields().filter { $0.number == 5 }
        let data = try tensors.map { tensor in
            try #require(try ProtobufMessage(tensor.payload).fields().first { $0.number == 9 }).payload
        }
        #expect(data.map { Self.floats($0) } == [[0, 1, 3, 5, 10, 11, 13, 15], [0, 1, 3, 5]])
    }

    @Test func `a model without characters or without the expected layer is refused`() {
        #expect(throws: NeuralFailure.self) { try RecogniserModel(packaged: []) }
        #expect(throws: NeuralFailure.self) {
            try RecogniserModel(packaged: Self.model(characters: ["A"], layer: [2, 9]))
        }
        #expect(throws: NeuralFailure.self) {
            try RecogniserModel(packaged: Array(Self.model(characters: ["A", "B"]).dropLast(3)))
        }
    }

    /// A model with a matrix of two rows and an offset over blank, the characters and the space.
    private static func model(characters: [String], layer: [Int]? = nil) -> [UInt8] {
        let classes = characters.count + 2
        let matrix = (0..<2).flatMap { row in (0..<classes).map { Float(row * 10 + $0) } }
        var graph = ProtobufWriter()
        graph.append(5, tensor(layer ?? [2, classes], matrix))
        graph.append(5, tensor([classes], (0..<classes).map(Float.init)))
        var entry = ProtobufWriter()
        entry.append(1, Array("character".utf8))
        entry.append(2, Array(characters.joined(separator: "\n").utf8))
        var model = ProtobufWriter()
        model.append(7, graph.bytes)
        model.append(14, entry.bytes)
        return model.bytes
    }

    private static func tensor(_ shape: [Int], _ values: [Float]) -> [UInt8] {
        var tensor = ProtobufWriter()
        for size in shape { tensor.append(1, varint: UInt64(size)) }
        tensor.append(
            9,
            values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) }
            })
        return tensor.bytes
    }

    private static func floats(_ bytes: ArraySlice<UInt8>) -> [Float] {
        let bytes = Array(bytes)
        return stride(from: 0, to: bytes.count, by: 4).map { start in
            Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32($1 * 8) })
        }
    }
}

@Suite struct NeuralFilesTests {
    @Test func `files that are not there are named`() {
        let failure = #expect(throws: NeuralFailure.self) {
            try NeuralFiles(directory: "/nowhere", sums: "00  libonnxruntime.so")
        }
        #expect(failure?.reason == "libonnxruntime.so is not in /nowhere")
    }

    @Test func `a file with another digest is not loaded`() {
        let failure = #expect(throws: NeuralFailure.self) {
            try NeuralFiles(directory: "/nowhere", sums: "")
        }
        #expect(failure?.reason == "no SHA-256 is known for libonnxruntime.so")
        let other = #expect(throws: NeuralFailure.self) {
            try NeuralFiles.check(Array("abc".utf8), of: "model", digest: "00")
        }
        #expect(other?.reason == "model is not the file that was agreed: wrong SHA-256")
    }

    @Test func `without the files, asking for the neural reader says what to do`() {
        var recogniser = Recogniser()
        let remedy = "its files are not installed: run scripts/neural-reader"
        #expect(recogniser.neuralAbsence == remedy)
        var options = RecognitionOptions()
        options.readers = .neural
        let failure = #expect(throws: RecognitionFailure.self) {
            try recogniser.recognise(Self.whitePixel, options: options)
        }
        #expect(failure == .environment("the neural reader: \(remedy)"))
    }

    /// A PNG image of one white pixel.
    private static let whitePixel: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0,
        1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 0x0A, 0x49, 0x44, 0x41, 0x54,
        0x78, 0x9C, 0x63, 0xF8, 0x0F, 0, 1, 1, 1, 0, 0xB1, 0x38, 0xF6, 0x14, 0, 0, 0, 0, 0x49, 0x45,
        0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]
}

@Suite struct TextRegionTests {
    @Test func `a level bar becomes a level line, widened as the network was trained`() throws {
        let map = Self.map { x, y in (10..<50).contains(x) && (20..<28).contains(y) }
        let regions = map.withUnsafeBufferPointer {
            TextRegion.regions(in: $0, width: 64, height: 64, threshold: 0.3)
        }
        let line = try #require(regions.first?.line(unclip: 1.6, smallest: 2))
        #expect(regions.count == 1)
        #expect(line.angle == 0 && line.centreX == 30 && line.centreY == 24)
        let margin = 40.0 * 8 * 1.6 / (2 * 48)
        #expect(abs(line.length - (40 + 2 * margin)) < 1e-9 && abs(line.thickness - (8 + 2 * margin)) < 1e-9)
    }

    @Test func `a slanting bar keeps its angle, and what touches by a corner is one region`() throws {
        let map = Self.map { x, y in (5..<60).contains(x) && (x / 5 + 20..<x / 5 + 26).contains(y) }
        let regions = map.withUnsafeBufferPointer {
            TextRegion.regions(in: $0, width: 64, height: 64, threshold: 0.3)
        }
        let line = try #require(regions.first?.line(unclip: 1.6, smallest: 2))
        #expect(regions.count == 1)
        #expect(abs(line.angle - 0.197) < 0.02)
    }

    @Test func `a bar up the page is a line that is read upwards`() throws {
        let map = Self.map { x, y in (20..<26).contains(x) && (4..<60).contains(y) }
        let regions = map.withUnsafeBufferPointer {
            TextRegion.regions(in: $0, width: 64, height: 64, threshold: 0.3)
        }
        let line = try #require(regions.first?.line(unclip: 1.6, smallest: 2))
        #expect(abs(line.angle + .pi / 2) < 1e-9)
        #expect(line.length > 56 && line.thickness < 20)
    }

    @Test func `what is hardly higher than wide lies flat`() throws {
        let map = Self.map { x, y in (20..<30).contains(x) && (10..<50).contains(y) }
        let regions = map.withUnsafeBufferPointer {
            TextRegion.regions(in: $0, width: 64, height: 64, threshold: 0.3)
        }
        #expect(try #require(regions.first?.line(unclip: 1.6, smallest: 2)).angle == 0)
        let bounds = try #require(regions.first).bounds
        #expect(bounds.columns == 20..<30 && bounds.rows == 10..<50)
    }

    @Test func `two bars apart are two regions and a speck is none`() {
        let map = Self.map { x, y in y == 5 && x == 5 || (10..<30).contains(x) && (y == 20 || y == 40) }
        let regions = map.withUnsafeBufferPointer {
            TextRegion.regions(in: $0, width: 64, height: 64, threshold: 0.3)
        }
        #expect(regions.count == 3)
        #expect(regions.compactMap { $0.line(unclip: 1.6, smallest: 2) }.isEmpty)
    }

    private static func map(_ isText: (Int, Int) -> Bool) -> [Float] {
        (0..<64 * 64).map { isText($0 % 64, $0 / 64) ? 0.9 : 0.1 }
    }
}
