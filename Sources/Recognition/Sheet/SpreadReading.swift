internal import CLeptonica
internal import Domain

extension ScanReader {
    /// Reads two pages that lie side by side on one picture one after the other; `nil` where they do not lie alike.
    ///
    /// They stay one page of the document, as they are one picture of the file: the right one stands below the left.
    mutating func readSpread(
        _ source: borrowing PixelImage, lying direction: TextDirection, fold: Double, number: Int,
        language: String?, readers: ReaderChoice, seconds: Double
    ) throws(RecognitionFailure) -> Reading? {
        guard let level = source.turned(byQuarters: direction.quarterTurns), let left = level.left(of: fold),
            let right = level.right(of: fold)
        else { return nil }
        left.resolution = source.resolution
        right.resolution = source.resolution
        let first = try read(left, number: number, language: language, readers: readers, seconds: seconds)
        let second = try read(right, number: number, language: language, readers: readers, seconds: seconds)
        let isTurnedOver = first.page.rotation == 180
        guard first.page.rotation == second.page.rotation, first.page.rotation % 180 == 0,
            var spread = isTurnedOver
                ? Reading(left: second, right: first, fold: 1 - fold)
                : Reading(left: first, right: second, fold: fold)
        else { return nil }
        spread.page.rotation = (direction.quarterTurns * 90 + first.page.rotation) % 360
        return spread
    }
}

extension ScanReader.Reading {
    /// Degrees by which two sheets on one glass may lie differently.
    private static let mostBetween = 2.0

    /// Sets the right page below the left; `nil` where they do not lie alike or nothing is read on one of them.
    init?(left: Self, right: Self, fold: Double?) {
        guard let fold, !left.page.words.isEmpty, !right.page.words.isEmpty,
            abs(left.page.skew - right.page.skew) <= Self.mostBetween
        else { return nil }
        var page = left.page
        page.width = max(page.width, right.page.width)
        page.height += right.page.height
        page.skew = (left.page.skew + right.page.skew) / 2
        page.fold = fold
        page.words += right.page.words.map { $0.lowered(by: left.page.height) }
        self.init(page: page, language: left.language ?? right.language, engines: left.engines)
        engines += right.engines.filter { !left.engines.contains($0) }
        halves = [left, right]
    }

    /// The page from its two halves as they are now.
    var stackedAnew: Self {
        guard halves.count == 2, var anew = Self(left: halves[0], right: halves[1], fold: page.fold) else {
            return self
        }
        anew.page.rotation = page.rotation
        return anew
    }
}

extension Word {
    /// The word further down the page.
    fileprivate func lowered(by points: Double) -> Word {
        var word = moved(by: Box(left: 0, top: points, right: 0, bottom: points))
        word.quad = quad.map { quad in
            func lowered(_ point: Point) -> Point { Point(x: point.x, y: point.y + points) }
            return Quad(
                topLeft: lowered(quad.topLeft), topRight: lowered(quad.topRight),
                bottomRight: lowered(quad.bottomRight), bottomLeft: lowered(quad.bottomLeft))
        }
        return word
    }
}
