import Glibc

/// Finds the lines of text on a page image: PP-OCRv6's detector (differentiable binarisation, arXiv:1911.08947).
struct TextDetector {
    /// Longest side of the image the network sees, in pixels.
    static let longestSide = 1280
    /// Probability above which a pixel belongs to text.
    private static let pixelThreshold: Float = 0.3
    /// Mean probability below which a region is no text.
    private static let regionThreshold: Float = 0.5
    /// How far a region is widened: area × ratio ÷ perimeter, as the network was trained.
    private static let unclipRatio = 1.6
    /// Regions thinner than this many pixels are specks.
    private static let smallestSide = 2.5

    let session: OnnxSession

    /// The text lines of an image, in its own pixels, in no order.
    ///
    /// - Parameters:
    ///   - page: The image.
    ///   - view: The part of it to look at, and which way to turn it; `nil` for all of it as it lies.
    ///   - skew: Degrees by which rows fall to the right in what is looked at.
    /// - Returns: The lines, and places between them where characters may stand alone.
    /// - Throws: That the model failed.
    func sight(
        of page: ImagePyramid, through view: TextLine? = nil, skew: Double
    ) throws(NeuralFailure) -> TextSight {
        let (wide, high) = (view?.length ?? Double(page.width), view?.thickness ?? Double(page.height))
        let scale = min(1, Double(Self.longestSide) / max(wide, high))
        let width = Self.multiple(of: 32, near: wide * scale)
        let height = Self.multiple(of: 32, near: high * scale)
        let small = page.picture(of: view, width: width, height: height)
        let lines = try lines(on: small)
        let lone = LoneCharacters(on: small, beside: lines, skew: skew).places()
        func onPage(_ line: TextLine) -> TextLine {
            let line = line.scaled(x: wide / Double(width), y: high / Double(height))
            return view.map { line.seen(through: $0) } ?? line
        }
        return TextSight(lines: lines.map(onPage), lone: lone.map(onPage))
    }

    /// The text lines of the picture that the network sees.
    private func lines(on small: ColourImage) throws(NeuralFailure) -> [TextLine] {
        let (width, height) = (small.width, small.height)
        var input = Self.planes(of: small)
        let regions = try session.run(&input, shape: [1, 3, height, width]) {
            map, shape throws(NeuralFailure) -> [TextRegion] in
            guard shape == [1, 1, height, width] else {
                throw NeuralFailure("the detector's map has another size")
            }
            return TextRegion.regions(in: map, width: width, height: height, threshold: Self.pixelThreshold)
        }
        return regions.filter { $0.meanProbability >= Self.regionThreshold }.compactMap { region in
            region.line(unclip: Self.unclipRatio, smallest: Self.smallestSide)
        }
    }

    /// The nearest multiple of `step`, at least one.
    private static func multiple(of step: Int, near value: Double) -> Int {
        max(step, Int((value / Double(step)).rounded()) * step)
    }

    /// Blue, green and red planes scaled to -1...1, as the network was trained.
    private static func planes(of image: ColourImage) -> [Float] {
        let count = image.width * image.height
        return [Float](unsafeUninitializedCapacity: count * 3) { planes, initialized in
            image.pixels.withUnsafeBufferPointer { pixels in
                for index in 0..<count {
                    planes[index] = Float(pixels[index * 3 + 2]) / 127.5 - 1
                    planes[count + index] = Float(pixels[index * 3 + 1]) / 127.5 - 1
                    planes[count * 2 + index] = Float(pixels[index * 3]) / 127.5 - 1
                }
            }
            initialized = count * 3
        }
    }
}

/// A connected region of text pixels on the detector's map, by its moments and outline.
struct TextRegion {
    private let runs: [Run]
    private let pixels: Int
    private let sumProbability: Float

    private struct Run {
        let y: Int
        let range: Range<Int>
    }

    var meanProbability: Float { sumProbability / Float(max(1, pixels)) }

    /// The 8-connected regions of pixels above the threshold.
    static func regions(
        in map: UnsafeBufferPointer<Float>, width: Int, height: Int, threshold: Float
    ) -> [TextRegion] {
        var runs: [Run] = []
        var parents: [Int] = []
        func root(_ index: Int) -> Int {
            var index = index
            while parents[index] != index {
                parents[index] = parents[parents[index]]
                index = parents[index]
            }
            return index
        }
        var above = 0..<0
        for y in 0..<height {
            let first = runs.count
            var x = 0
            while x < width {
                guard map[y * width + x] > threshold else {
                    x += 1
                    continue
                }
                let start = x
                while x < width, map[y * width + x] > threshold { x += 1 }
                runs.append(Run(y: y, range: start..<x))
                parents.append(runs.count - 1)
            }
            var upper = above.lowerBound
            for lower in first..<runs.count {
                while upper < above.upperBound, runs[upper].range.upperBound < runs[lower].range.lowerBound {
                    upper += 1
                }
                var touching = upper
                while touching < above.upperBound,
                    runs[touching].range.lowerBound <= runs[lower].range.upperBound
                {
                    parents[root(touching)] = root(lower)
                    touching += 1
                }
            }
            above = first..<runs.count
        }
        var members: [Int: [Run]] = [:]
        for index in runs.indices { members[root(index), default: []].append(runs[index]) }
        return members.sorted { $0.key < $1.key }.map { _, runs in
            var sum: Float = 0
            for run in runs { for x in run.range { sum += map[run.y * width + x] } }
            return TextRegion(runs: runs, pixels: runs.reduce(0) { $0 + $1.range.count }, sumProbability: sum)
        }
    }

    /// The columns and rows it stands in.
    var bounds: (columns: Range<Int>, rows: Range<Int>) {
        var columns = runs.first?.range ?? 0..<0
        var rows = (runs.first?.y ?? 0)..<(runs.first?.y ?? 0)
        for run in runs {
            columns =
                min(columns.lowerBound, run.range.lowerBound)..<max(columns.upperBound, run.range.upperBound)
            rows = min(rows.lowerBound, run.y)..<max(rows.upperBound, run.y + 1)
        }
        return (columns, rows)
    }

    /// The turned rectangle around the region, widened to the text it stands for; `nil` for a speck.
    func line(unclip ratio: Double, smallest: Double) -> TextLine? {
        let (centreX, centreY, angle) = axis()
        let (cosine, sine) = (cos(angle), sin(angle))
        var along = (low: Double.infinity, high: -Double.infinity)
        var across = (low: Double.infinity, high: -Double.infinity)
        for run in runs {
            for x in [Double(run.range.lowerBound), Double(run.range.upperBound)] {
                for y in [Double(run.y), Double(run.y + 1)] {
                    let (deltaX, deltaY) = (x - centreX, y - centreY)
                    let u = deltaX * cosine + deltaY * sine
                    let v = deltaY * cosine - deltaX * sine
                    along = (min(along.low, u), max(along.high, u))
                    across = (min(across.low, v), max(across.high, v))
                }
            }
        }
        let (length, thickness) = (along.high - along.low, across.high - across.low)
        guard min(length, thickness) >= smallest else { return nil }
        let margin = length * thickness * ratio / (2 * (length + thickness))
        let (u, v) = ((along.low + along.high) / 2, (across.low + across.high) / 2)
        return TextLine(
            centreX: centreX + u * cosine - v * sine, centreY: centreY + u * sine + v * cosine,
            length: length + 2 * margin, thickness: thickness + 2 * margin, angle: angle)
    }

    /// How many times more a region spreads down than across that is read upwards.
    private static let steepness = 25.0

    /// Centre and direction from the second moments; short regions lie flat, since their direction means nothing.
    private func axis() -> (x: Double, y: Double, angle: Double) {
        var (sumX, sumY, sumXX, sumYY, sumXY) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for run in runs {
            let count = Double(run.range.count)
            let middle = Double(run.range.lowerBound + run.range.upperBound) / 2
            let y = Double(run.y) + 0.5
            sumX += count * middle
            sumY += count * y
            sumXX += count * (middle * middle + (count * count - 1) / 12)
            sumYY += count * y * y
            sumXY += count * middle * y
        }
        let total = Double(pixels)
        let (x, y) = (sumX / total, sumY / total)
        let (varianceX, varianceY) = (sumXX / total - x * x, sumYY / total - y * y)
        let covariance = sumXY / total - x * y
        guard max(varianceX, varianceY) > 4 * max(1, min(varianceX, varianceY)) else { return (x, y, 0) }
        let angle = atan2(2 * covariance, varianceX - varianceY) / 2
        if abs(angle) < .pi / 3 { return (x, y, angle) }
        // Type up the edge of a page; what is hardly higher than wide is a letter or two.
        guard varianceY > Self.steepness * varianceX else { return (x, y, 0) }
        return (x, y, angle > 0 ? angle - .pi : angle)
    }
}
