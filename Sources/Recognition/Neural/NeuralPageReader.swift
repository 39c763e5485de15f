internal import CLeptonica
internal import Domain
import Glibc

/// The neural reader over a process's life: its files are opened early, its models with the first page image or when
/// it is told to.
final class NeuralPageReader {
    private enum State {
        case absent(NeuralFailure)
        case closed(NeuralFiles)
        case open(NeuralReader)
    }

    private var state: State

    /// Opens the files; where that fails, the reader is absent and knows why.
    init(files location: NeuralLocation?) {
        guard let location else {
            state = .absent(NeuralFailure("its files are not installed: run scripts/neural-reader"))
            return
        }
        do {
            state = .closed(try NeuralFiles(directory: location.directory, sums: location.sums))
        } catch {
            state = .absent(error)
        }
    }

    /// Why it cannot read; `nil` when it can, as far as is known.
    var absence: String? {
        guard case .absent(let failure) = state else { return nil }
        return failure.reason
    }

    /// Opens the models ahead of the first image; where that fails, the first image tries again and finds out why.
    func load() {
        if case .closed(let files) = state, let reader = try? files.reader() { state = .open(reader) }
    }

    /// Reads an image whose lines run level but may stand on their heads; `nil` where it cannot read at all.
    ///
    /// Words come in pixels of the upright image, the skew taken out of them.
    func read(_ image: ColourImage, skew: Double) -> Outcome? {
        guard let reader = opened() else { return nil }
        do {
            return try reader.outcome(on: image, skew: skew)
        } catch {
            state = .absent(error)
            return nil
        }
    }

    /// What reading an image gave.
    struct Outcome {
        /// The words, in pixels of the upright, level image.
        var words: [Word]
        /// Whether the image had to be turned upside down.
        var isTurnedOver: Bool
        /// Name and version of what read it.
        var engine: String
    }

    private func opened() -> NeuralReader? {
        switch state {
        case .open(let reader): return reader
        case .absent: return nil
        case .closed(let files):
            do {
                let reader = try files.reader()
                state = .open(reader)
                return reader
            } catch {
                state = .absent(error)
                return nil
            }
        }
    }
}

/// Where the neural reader's files lie, and what they must hash to.
public struct NeuralLocation: Hashable, Sendable {
    /// The folder.
    let directory: String
    /// Lines of `sha256sum`: digest, two spaces, file name.
    let sums: String

    /// Makes a location from the folder of files and the models folder, whose `readers/neural.sha256` says what the
    /// files must hash to; `nil` where that cannot be read.
    public init?(directory: String, modelsFolder: String?) {
        guard let modelsFolder, let file = fopen(modelsFolder + "/readers/neural.sha256", "r") else {
            return nil
        }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = fread(&bytes, 1, bytes.count, file)
        self.directory = directory
        sums = String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}

extension NeuralReader {
    /// Mean score of a page's lines below which it may lie upside down: read upright, real pages score above 0.9.
    private static let doubtful = 0.85
    /// Lines read both ways to find out.
    private static let sampleLines = 6
    /// Lines that score less are no text, as the network's authors drop them too.
    private static let leastLineScore = 0.5
    /// Of lines up or down the page only those count that score so much; rules and pictures make such lines, too.
    private static let leastSteepScore = 0.8

    fileprivate func outcome(on image: ColourImage, skew: Double) throws(NeuralFailure)
        -> NeuralPageReader.Outcome
    {
        let pyramid = ImagePyramid(image)
        let sight = try sight(of: image, skew: skew)
        var lines = sight.lines + sight.lone
        var readings = try read(lines, on: pyramid)
        try readDownwards(&lines, &readings, on: pyramid)
        try readUnderStamps(&lines, &readings, lone: sight.lone.count, on: image, skew: skew)
        var isTurnedOver = false
        if !readings.isEmpty, readings.meanScore < Self.doubtful {
            let sample = lines.sorted { $0.length > $1.length }.prefix(Self.sampleLines)
            let upright = try read(Array(sample), on: pyramid)
            let turned = try read(sample.map(\.turnedOver), on: pyramid)
            if turned.meanScore > upright.meanScore {
                isTurnedOver = true
                readings = try read(lines.map(\.turnedOver), on: pyramid)
                lines = lines.map { $0.turnedOver.turned(by: -.pi, about: image.middle) }
            }
        }
        let read = zip(lines, readings).enumerated().filter { index, pair in
            if index >= lines.count - sight.lone.count { return pair.1.isLoneNumber }
            return pair.1.meanScore >= (pair.0.isSteep ? Self.leastSteepScore : Self.leastLineScore)
        }.map(\.element)
        let words = read.sorted { ($0.0.centreY, $0.0.centreX) < ($1.0.centreY, $1.0.centreX) }
            .flatMap { line, reading in reading.words(on: line.levelled(from: skew, on: image)) }
        return NeuralPageReader.Outcome(words: words, isTurnedOver: isTurnedOver, engine: engine)
    }

    /// Reads print that coloured stamps lie over without their ink, where the page has such.
    private func readUnderStamps(
        _ lines: inout [TextLine], _ readings: inout [LineReading], lone: Int, on image: ColourImage,
        skew: Double
    ) throws(NeuralFailure) {
        let found = lines.dropLast(lone)
        let stamped = found.indices.filter { Overprint.isOn(found[$0], of: image) }
        guard !stamped.isEmpty else { return }
        let bare = image.withoutColour
        let candidates = try sight(of: bare, skew: skew).lines.filter { line in
            stamped.contains { found[$0].covers(line) } || !found.contains { $0.covers(line) }
        }
        let again = zip(candidates, try read(candidates, on: ImagePyramid(bare)))
            .filter { $1.meanScore >= Self.leastSteepScore }
        let replaced = Set(
            stamped.filter { index in
                again.contains { $0.0.covers(found[index]) && $0.1.meanScore >= readings[index].meanScore }
            })
        let kept = lines.indices.filter { !replaced.contains($0) }
        let (oldLines, oldReadings) = (lines, readings)
        let more = again.filter { line, _ in !kept.contains { oldLines[$0].covers(line) } }
        lines = more.map(\.0) + kept.map { oldLines[$0] }
        readings = more.map(\.1) + kept.map { oldReadings[$0] }
    }

    /// Reads type that runs down the page where it makes no sense upwards.
    private func readDownwards(
        _ lines: inout [TextLine], _ readings: inout [LineReading], on pyramid: ImagePyramid
    ) throws(NeuralFailure) {
        let steep = lines.indices.filter {
            lines[$0].isSteep && readings[$0].meanScore < Self.leastSteepScore
        }
        let turned = try read(steep.map { lines[$0].turnedOver }, on: pyramid)
        for (index, reading) in zip(steep, turned) where reading.meanScore > readings[index].meanScore {
            lines[index] = lines[index].turnedOver
            readings[index] = reading
        }
    }
}

extension TextLine {
    /// Whether it runs up or down the page.
    fileprivate var isSteep: Bool { abs(cos(angle)) < 0.5 }

    /// The line read from its other end.
    fileprivate var turnedOver: TextLine {
        var line = self
        line.angle += .pi
        return line
    }

    /// The line with the skew of a page, in degrees, taken out; one found exactly level stays level.
    fileprivate func levelled(from skew: Double, on image: ColourImage) -> TextLine {
        guard skew != 0 else { return self }
        var level = turned(by: -skew * .pi / 180, about: image.middle)
        if angle == 0 { level.angle = 0 }
        return level
    }
}

extension LineReading {
    /// Whether it is a number of one digit or two.
    fileprivate var isLoneNumber: Bool {
        (1...2).contains(characters.count) && characters.allSatisfy(\.isDigit)
            && meanScore >= Self.leastLoneScore
    }

    private static let leastLoneScore = 0.8

    /// Mean score of the line's characters, 0...1; 0 for an empty line.
    fileprivate var meanScore: Double {
        characters.isEmpty ? 0 : characters.reduce(0) { $0 + Double($1.score) } / Double(characters.count)
    }
}

extension [LineReading] {
    /// Mean score of all characters of the lines.
    fileprivate var meanScore: Double {
        let count = reduce(0) { $0 + $1.characters.count }
        guard count > 0 else { return 0 }
        return reduce(0) { $0 + $1.meanScore * Double($1.characters.count) } / Double(count)
    }
}
