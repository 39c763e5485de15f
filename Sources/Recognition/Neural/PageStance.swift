internal import Domain
import Glibc

/// How text stands on an image whose lines run across it, and what was read of it that way.
struct PageStance {
    /// The lines as they lie on the image, those of lone characters last.
    var lines: [TextLine]
    /// What was read of each.
    var readings: [LineReading]
    /// How many of the lines are lone characters.
    var lone: Int
    /// Degrees by which lines fall to the right, once the image stands on its feet.
    var skew: Double
    /// Whether the image stands on its head.
    var isTurnedOver = false
    /// Whether the lines run up or down the image rather than across; then nothing was read.
    var isOnItsSide = false
    /// What the detector saw, turned upright; `nil` for the image as it lies.
    var view: TextLine?

    /// Degrees by which lines fall to the right in what the detector saw.
    var skewInView: Double { view == nil ? skew : 0 }

    /// Radians by which the image has to be turned back to be upright and level.
    var radians: Double { skew * .pi / 180 + (isTurnedOver ? .pi : 0) }

    /// A line of the image where it stands on the upright, level page; one found exactly level stays level.
    func upright(_ line: TextLine, on image: ColourImage) -> TextLine {
        guard radians != 0 else { return line }
        var level = line.turned(by: -radians, about: image.middle)
        if line.angle == 0 { level.angle = 0 }
        return level
    }
}

extension NeuralReader {
    /// Mean score of lines below which a page may lie upside down: read upright, real pages score above 0.9.
    private static let doubtful = 0.85
    /// Lines read both ways to find out.
    private static let sampleLines = 6
    /// Degrees by which the lines must disagree with the given skew to be believed.
    private static let leastDifference = 1.0
    /// Degrees of skew from which on the detector sees more on a level picture.
    private static let steep = 4.0

    /// Finds the lines of an image, how they stand and what they say.
    ///
    /// Where the image stands on its head or is far from level, it is looked at again the right way up. Of one that
    /// lies on its side that is all there is to say.
    func stance(of page: ImagePyramid, skew given: Double, isSettled: Bool) throws(NeuralFailure)
        -> PageStance
    {
        let sight = try sight(of: page, skew: given)
        let lines = sight.lines + sight.lone
        let seen = isSettled ? given : sight.skew ?? given
        let skew = abs(seen - given) > Self.leastDifference ? seen : given
        guard isSettled || !sight.isOnItsSide else {
            return PageStance(lines: [], readings: [], lone: 0, skew: 0, isOnItsSide: true)
        }
        var found = PageStance(lines: lines, readings: [], lone: sight.lone.count, skew: skew)
        let isSteep = abs(skew) > Self.steep
        if let readings = try readUpright(lines, on: page, isSampleEnough: isSteep) {
            found.readings = readings
            if !isSteep { return found }
        } else {
            found.isTurnedOver = true
        }
        found.view = sight.surroundings(turnedBy: found.radians, about: page.image.middle)
        let again = try self.sight(of: page, through: found.view, skew: 0)
        found.lines = again.lines + again.lone
        found.lone = again.lone.count
        found.readings = try read(found.lines, on: page)
        return found
    }

    /// What lines say, the longest read first; `nil` where they make more sense upside down.
    private func readUpright(
        _ lines: [TextLine], on page: ImagePyramid, isSampleEnough: Bool
    ) throws(NeuralFailure) -> [LineReading]? {
        let order = lines.indices.sorted { lines[$0].length > lines[$1].length }
        var readings = [LineReading](repeating: LineReading(characters: [], end: 1), count: lines.count)
        let sample = order.prefix(Self.sampleLines)
        for part in isSampleEnough ? [sample] : [sample, order.dropFirst(Self.sampleLines)] {
            let read = try read(part.map { lines[$0] }, on: page)
            if !read.isEmpty, read.meanScore < Self.doubtful {
                let sample = part.prefix(Self.sampleLines)
                let turned = try self.read(sample.map { lines[$0].turnedOver }, on: page)
                if turned.meanScore > Array(read.prefix(Self.sampleLines)).meanScore { return nil }
            }
            for (index, reading) in zip(part, read) { readings[index] = reading }
        }
        return readings
    }
}
