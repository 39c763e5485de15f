import Glibc

/// Reads the characters of a text line: PP-OCRv6's recogniser with greedy CTC.
struct TextRecogniser {
    /// Height of the image the network sees, in pixels.
    private static let height = 48
    /// Widths are rounded up to this, so that lines of like width go through together.
    private static let widthStep = 32
    /// The widest line image; longer lines are squeezed.
    private static let widest = 3200
    /// Columns of a batch, in pixels, that bound its memory.
    private static let batchPixels = 4096
    /// Scores below this are not worth keeping as alternatives.
    private static let leastAlternative: Float = 0.005

    let session: OnnxSession
    let characters: [String]

    /// Reads every line of an image; results stand in the order of `lines`.
    func read(_ lines: [TextLine], on pyramid: ImagePyramid) throws(NeuralFailure) -> [LineReading] {
        let widths = lines.map(Self.width)
        let order = lines.indices.sorted { widths[$0] < widths[$1] }
        var readings = [LineReading](repeating: LineReading(characters: [], end: 1), count: lines.count)
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, widths[order[end]] == widths[order[start]],
                (end - start + 1) * widths[order[start]] <= Self.batchPixels
            {
                end += 1
            }
            let batch = order[start..<end].map { lines[$0] }
            let results = try read(batch, width: widths[order[start]], on: pyramid)
            for (offset, index) in order[start..<end].enumerated() { readings[index] = results[offset] }
            start = end
        }
        return readings
    }

    private func read(
        _ batch: [TextLine], width: Int, on pyramid: ImagePyramid
    ) throws(NeuralFailure) -> [LineReading] {
        let plane = Self.height * width
        var input = [Float](repeating: 0, count: batch.count * 3 * plane)
        var filled: [Double] = []
        for (index, line) in batch.enumerated() {
            let used = min(width, Self.naturalWidth(line))
            pyramid.draw(
                line, into: &input, at: index * 3 * plane, used: used, width: width, height: Self.height)
            filled.append(Double(used) / Double(width))
        }
        return try session.run(&input, shape: [batch.count, 3, Self.height, width]) {
            scores, shape throws(NeuralFailure) -> [LineReading] in
            guard shape.count == 3, shape[0] == batch.count, shape[2] == characters.count else {
                throw NeuralFailure("the recogniser's answer has another shape")
            }
            return batch.indices.map { index in
                decode(scores, from: index * shape[1] * shape[2], steps: shape[1], filled: filled[index])
            }
        }
    }

    /// Greedy CTC: the best class of each step, repeats merged, blanks dropped.
    private func decode(
        _ scores: UnsafeBufferPointer<Float>, from start: Int, steps: Int, filled: Double
    ) -> LineReading {
        var read: [LineReading.Character] = []
        var last = 0
        var space: Float = 0
        let spaceIndex = characters.lastIndex(of: " ") ?? 0
        for step in 0..<steps {
            let row = start + step * characters.count
            var best = 0
            for index in 1..<characters.count where scores[row + index] > scores[row + best] { best = index }
            defer { last = best }
            space = max(space, scores[row + spaceIndex])
            guard best != 0 else { continue }
            let score = scores[row + best]
            if best == last, var previous = read.popLast() {
                previous.lastStep = step
                if score > previous.score {
                    previous.score = score
                    previous.alternatives = alternatives(scores, row, to: best)
                }
                read.append(previous)
            } else {
                read.append(
                    LineReading.Character(
                        text: characters[best], score: score, firstStep: step, lastStep: step,
                        alternatives: alternatives(scores, row, to: best), space: space))
                space = 0
            }
        }
        return LineReading(
            characters: read.withFaintPoints.withMissedSpaces.withLookalikesSettled,
            end: max(1, Double(steps) * filled))
    }

    /// The next best characters of a step, at most three.
    private func alternatives(
        _ scores: UnsafeBufferPointer<Float>, _ row: Int, to best: Int
    ) -> [(text: String, score: Float)] {
        guard scores[row + best] < 0.995 else { return [] }
        var found: [(text: String, score: Float)] = []
        for index in 1..<characters.count where index != best && scores[row + index] > Self.leastAlternative {
            found.append((characters[index], scores[row + index]))
        }
        return Array(found.sorted { $0.score > $1.score }.prefix(3))
    }

    private static func naturalWidth(_ line: TextLine) -> Int {
        min(widest, max(8, Int((line.length * Double(height) / max(1, line.thickness)).rounded(.up))))
    }

    private static func width(_ line: TextLine) -> Int {
        (naturalWidth(line) + widthStep - 1) / widthStep * widthStep
    }
}

/// The characters of one line with their steps along it.
struct LineReading {
    /// A character between two steps of the network, which count from the line's left.
    struct Character {
        var text: String
        var score: Float
        var firstStep: Int
        var lastStep: Int
        var alternatives: [(text: String, score: Float)]
        /// The best score of a space since the character before.
        var space: Float = 0

        var middle: Double { Double(firstStep + lastStep) / 2 + 0.5 }
    }

    let characters: [Character]
    /// The step at which the line's image ends.
    let end: Double
}
