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

    /// Reads an image whose lines run across but may stand on their heads; `nil` where it cannot read at all.
    ///
    /// Words come in pixels of the upright image, its skew taken out of them: `skew` degrees, or what the lines say.
    ///
    /// Of a page that is known to stand upright or on its head, or of a part of one, `isSettled` says that its lines
    /// are not to be asked how it lies.
    func read(_ image: ColourImage, skew: Double, isSettled: Bool = false) -> Outcome? {
        guard let reader = opened() else { return nil }
        do {
            return try reader.outcome(on: image, skew: skew, isSettled: isSettled)
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
        /// Whether its lines run up or down; then it was not read.
        var isOnItsSide: Bool
        /// Degrees of skew that were taken out of the words' places, clockwise positive.
        var skew: Double
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
    /// Lines that score less are no text, as the network's authors drop them too.
    private static let leastLineScore = 0.5
    /// Of lines up or down the page only those count that score so much; rules and pictures make such lines, too.
    private static let leastSteepScore = 0.8

    fileprivate func outcome(
        on image: ColourImage, skew: Double, isSettled: Bool
    ) throws(NeuralFailure) -> NeuralPageReader.Outcome {
        let page = ImagePyramid(image)
        let found = try stance(of: page, skew: skew, isSettled: isSettled)
        var lines = found.lines
        var readings = found.readings
        try readDownwards(&lines, &readings, on: page)
        try readUnderStamps(&lines, &readings, of: found, on: page)
        for index in (lines.count - found.lone)..<lines.count {
            readings[index] = readings[index].asLone(on: lines[index])
            lines[index] = lines[index].withoutBareEnds
        }
        let marks = DecimalMarks(of: readings)
        let amounts = zip(lines, readings).filter { $1.endsInHundredths }.map(\.0)
        let marked = zip(lines, readings).map { line, reading in
            marks.applied(to: reading, isInColumn: amounts.contains { $0.endsLevel(with: line) })
        }
        let read = zip(lines, marked).enumerated().filter { index, pair in
            if index >= lines.count - found.lone { return pair.1.isLoneMark }
            return pair.1.meanScore >= (pair.0.isSteep ? Self.leastSteepScore : Self.leastLineScore)
        }.map { (line: found.upright($1.0, on: image), reading: $1.1) }
        let words = read.sorted { ($0.line.centreY, $0.line.centreX) < ($1.line.centreY, $1.line.centreX) }
            .flatMap { $0.reading.words(on: $0.line) }
        return NeuralPageReader.Outcome(
            words: words, isTurnedOver: found.isTurnedOver, isOnItsSide: found.isOnItsSide, skew: found.skew,
            engine: engine)
    }

    /// Reads print that coloured stamps lie over without their ink, where the page has such.
    private func readUnderStamps(
        _ lines: inout [TextLine], _ readings: inout [LineReading], of stance: PageStance,
        on page: ImagePyramid
    ) throws(NeuralFailure) {
        let found = lines.dropLast(stance.lone)
        let stamped = found.indices.filter { Overprint.isOn(found[$0], of: page.image) }
        guard !stamped.isEmpty else { return }
        let bare = ImagePyramid(page.image.withoutColour)
        let seen = try sight(of: bare, through: stance.view, skew: stance.skewInView)
        let candidates = seen.lines.filter { line in
            stamped.contains { found[$0].covers(line) } || !found.contains { $0.covers(line) }
        }
        let again = zip(candidates, try read(candidates, on: bare))
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

    /// The line without what of it was read as bare paper.
    fileprivate var withoutBareEnds: TextLine {
        var line = self
        line.length -= 2 * bareEnds * thickness
        line.bareEnds = 0
        return line
    }

    /// The line read from its other end.
    var turnedOver: TextLine {
        var line = self
        line.angle += .pi
        return line
    }
}

extension LineReading {
    /// Mean score of the line's characters, 0...1; 0 for an empty line.
    var meanScore: Double {
        characters.isEmpty ? 0 : characters.reduce(0) { $0 + Double($1.score) } / Double(characters.count)
    }
}

extension [LineReading] {
    /// Mean score of all characters of the lines.
    var meanScore: Double {
        let count = reduce(0) { $0 + $1.characters.count }
        guard count > 0 else { return 0 }
        return reduce(0) { $0 + $1.meanScore * Double($1.characters.count) } / Double(count)
    }
}
