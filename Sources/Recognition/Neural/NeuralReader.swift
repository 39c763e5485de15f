import Domain
import Glibc

/// The neural second reader: PP-OCRv6 on ONNX Runtime, page image in, words out.
final class NeuralReader {
    /// Name and version for the record, such as `PP-OCRv6 small (onnxruntime 1.31.1)`.
    let engine: String
    private let detector: TextDetector
    private let recogniser: TextRecogniser

    /// Opens the models; throws with the reason when one of them cannot be used.
    init(runtime: OnnxRuntime, detector: [UInt8], recogniser: [UInt8]) throws(NeuralFailure) {
        let model = try RecogniserModel(packaged: recogniser)
        self.detector = TextDetector(session: try Self.session(detector, isFine: true, runtime))
        self.recogniser = TextRecogniser(
            session: try Self.session(model.bytes, isFine: false, runtime), characters: model.characters)
        engine = "PP-OCRv6 small (onnxruntime \(runtime.version)\(NeuralKernels.runHere ? ", coded" : ""))"
    }

    /// Opens a model, our kernels in it where this processor runs them.
    private static func session(
        _ model: [UInt8], isFine: Bool, _ runtime: OnnxRuntime
    ) throws(NeuralFailure) -> OnnxSession {
        guard let coded = try CodedModel(model, isFine: isFine) else {
            return try runtime.session(model: model)
        }
        return try runtime.session(model: coded.bytes, kernels: coded.kernels)
    }

    /// Where text stands on an image, or on what `view` shows of it, whose rows fall to the right by `skew` degrees.
    func sight(
        of page: ImagePyramid, through view: TextLine? = nil, skew: Double
    ) throws(NeuralFailure) -> TextSight {
        try detector.sight(of: page, through: view, skew: skew)
    }

    /// Reads lines; the readings stand in their order.
    func read(_ lines: [TextLine], on pyramid: ImagePyramid) throws(NeuralFailure) -> [LineReading] {
        try recogniser.read(lines, on: pyramid)
    }
}

extension LineReading {
    /// The line's words, cut at the spaces the network wrote.
    func words(on line: TextLine) -> [Word] {
        var words: [Word] = []
        var current: [Int] = []
        for index in characters.indices {
            if characters[index].text == " " {
                words += word(current, on: line)
                current = []
            } else {
                current.append(index)
            }
        }
        return words + word(current, on: line)
    }

    private func word(_ indices: [Int], on line: TextLine) -> [Word] {
        guard let first = indices.first, let last = indices.last else { return [] }
        let read = indices.map { characters[$0] }
        let start = boundary(before: first) / end
        let stop = boundary(after: last) / end
        let quad = line.quad(from: start, to: stop)
        let mean = read.reduce(0) { $0 + Double($1.score) } / Double(read.count)
        return [
            Word(
                text: read.map(\.text).joined(), box: quad.bounds, confidence: min(1, mean),
                fontSize: line.thickness * Self.typePerThickness, reader: .neural,
                quad: abs(line.angle) > Self.flat ? quad : nil,
                characters: read.map { character in
                    CharacterReading(
                        text: character.text, score: Double(character.score),
                        alternatives: character.alternatives.map {
                            CharacterReading.Alternative(text: $0.text, score: Double($0.score))
                        })
                })
        ]
    }

    /// Where a character begins: half way to its left neighbour, or half a character before its middle.
    private func boundary(before index: Int) -> Double {
        guard index > 0 else { return max(0, characters[index].middle - halfWidth) }
        return max(
            characters[index].middle - halfWidth,
            (characters[index - 1].middle + characters[index].middle) / 2)
    }

    private func boundary(after index: Int) -> Double {
        guard index + 1 < characters.count else { return min(end, characters[index].middle + halfWidth) }
        return min(
            characters[index].middle + halfWidth,
            (characters[index + 1].middle + characters[index].middle) / 2)
    }

    /// Half a character's width in steps, by the line's mean pitch.
    private var halfWidth: Double {
        guard let first = characters.first, let last = characters.last, characters.count > 1 else {
            return end / 2
        }
        return (last.middle - first.middle) / Double(characters.count - 1) / 2
    }

    /// Height of the type over the detected thickness, which has margins above and below.
    private static let typePerThickness = 0.7
    /// Radians below which a line counts as level.
    private static let flat = 0.01
}

extension TextLine {
    /// The part of the line between two fractions of its length.
    fileprivate func quad(from start: Double, to stop: Double) -> Quad {
        let along = (x: cos(angle), y: sin(angle))
        let across = (x: -along.y, y: along.x)
        func corner(_ fraction: Double, _ side: Double) -> Point {
            let u = (fraction - 0.5) * length
            let v = side * thickness * Self.inkShare / 2
            return Point(x: centreX + u * along.x + v * across.x, y: centreY + u * along.y + v * across.y)
        }
        return Quad(
            topLeft: corner(start, -1), topRight: corner(stop, -1), bottomRight: corner(stop, 1),
            bottomLeft: corner(start, 1))
    }

    /// The share of the detected thickness that ink takes.
    private static let inkShare = 0.75
}

extension Quad {
    /// The upright rectangle around the four corners.
    var bounds: Box {
        let horizontal = [topLeft.x, topRight.x, bottomRight.x, bottomLeft.x]
        let vertical = [topLeft.y, topRight.y, bottomRight.y, bottomLeft.y]
        return Box(
            left: horizontal.min() ?? 0, top: vertical.min() ?? 0, right: horizontal.max() ?? 0,
            bottom: vertical.max() ?? 0)
    }
}
