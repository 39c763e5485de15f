internal import CLeptonica

/// How the text of an image lies: which way its lines run, and how far they are from level.
struct TextDirection {
    /// Clockwise quarter turns that bring the lines level, 0 or 1; which way is up stays open.
    var quarterTurns = 0
    /// Degrees the lines fall to the right after those turns; what has to be taken out.
    var skew = 0.0
}

/// A small binary picture of a page with what is larger than letters taken out, to measure lines of text on.
struct LinePicture: ~Copyable {
    let image: PixelImage

    /// Makes the picture of an image, in colour, grey or black and white.
    init?(of source: borrowing PixelImage) {
        guard let page = source.depth == 1 ? source.shared : source.grey else { return nil }
        var reduction = 1
        while reduction < 8, min(page.width, page.height) / (reduction * 2) >= 300 { reduction *= 2 }
        guard let small = Self.reduced(page, by: reduction), let bare = Self.letters(of: small) else {
            return nil
        }
        self.image = bare
    }

    private static func reduced(_ page: borrowing PixelImage, by reduction: Int) -> PixelImage? {
        let scale = 1 / Float(reduction)
        let small =
            page.depth == 1
            ? PixelImage(pixScaleToGray(page.pix, min(scale, 0.5)))
            : PixelImage(pixScaleAreaMap(page.pix, scale, scale))
        guard let small else { return nil }
        // Even out shades of paper before one threshold is laid over the whole.
        guard let clean = PixelImage(pixCleanBackgroundToWhite(small.pix, nil, nil, 1, 70, 200)) else {
            return PixelImage(pixThresholdToBinary(small.pix, 150))
        }
        return PixelImage(pixThresholdToBinary(clean.pix, 180))
    }

    /// Leaves out borders, rules and pictures, which draw lines of their own.
    private static func letters(of binary: borrowing PixelImage) -> PixelImage? {
        let largest = Int32(max(24, min(binary.width, binary.height) / 8))
        return PixelImage(
            pixSelectBySize(
                binary.pix, largest, largest, 8, Int32(L_SELECT_IF_BOTH), Int32(L_SELECT_IF_LT), nil))
    }

    /// The share of the picture that is covered by what may be letters.
    var inkShare: Double { borrowing get { image.inkShare } }

    /// Where its letters' nearest neighbours stand.
    var neighbours: LetterNeighbours { borrowing get { LetterNeighbours(in: image) } }

    /// Measures how the lines run.
    func direction() -> TextDirection {
        guard inkShare > 0.0005 else { return TextDirection() }
        let runAcross = neighbours.runAcross
        if runAcross != true, let turned = image.turned(byQuarters: 1),
            runAcross == false || Self.lineScore(turned) > Self.lineScore(image) * 1.15
        {
            return TextDirection(quarterTurns: 1, skew: Self.skew(of: turned))
        }
        return TextDirection(quarterTurns: 0, skew: Self.skew(of: image))
    }

    private static let shears: [Double] = [
        -16, -13, -10.5, -8.5, -6.5, -5, -3.5, -2, -1, 0, 1, 2, 3.5, 5, 6.5, 8.5, 10.5, 13, 16,
    ]

    /// How clearly rows of text alternate with white, where letters alone do not tell the axis.
    private static func lineScore(_ image: borrowing PixelImage) -> Double {
        let best = shears.reduce(0.0) { max($0, Double(score(image, shearedBy: $1))) }
        // The sum grows with the square of the width and with the height, whose product both axes share.
        return best / Double(image.width)
    }

    /// Degrees of skew up to which lines are looked for.
    ///
    /// A sheet that was photographed or pulled in askew reaches 15.
    private static let steepest: Float = 17

    private static func skew(of image: borrowing PixelImage) -> Double {
        var angle: Float = 0
        var confidence: Float = 0
        let status = pixFindSkewSweepAndSearchScore(
            image.pix, &angle, &confidence, nil, 1, 1, 0, steepest, 1, 0.02)
        guard status == 0, confidence >= 1.5 else { return 0 }
        // Pages with few lines, or with rules and pictures among them, have a low confidence at the right angle, too:
        // rows stand out there more than they do as the page lies. Of 144 scans, photos and turned pages this levels
        // 19 more than a confidence of 2.5 does, all of them rightly.
        let gain = Double(score(image, shearedBy: Double(angle)) / max(1, score(image, shearedBy: 0)))
        let isCertain = abs(angle) > 5 ? gain >= 3 : gain >= 1.25 || confidence >= 2.5
        return isCertain ? -Double(angle) : 0
    }

    /// How much neighbouring rows of pixels differ in their ink once the image is sheared by `degrees`.
    private static func score(_ image: borrowing PixelImage, shearedBy degrees: Double) -> Float {
        var sum: Float = 0
        let radians = Float(degrees * .pi / 180)
        guard let sheared = PixelImage(pixVShearCorner(nil, image.pix, radians, Int32(L_BRING_IN_WHITE))),
            pixFindDifferentialSquareSum(sheared.pix, &sum) == 0
        else { return 0 }
        return sum
    }

    /// The bands of the page that hold most letters, densest first, apart from each other; shares of its height.
    func densestBands(count: Int, heightShare: Double) -> [Range<Double>] {
        var ink = inkByRow()
        guard !ink.isEmpty else { return [0..<1] }
        let window = min(ink.count, max(1, Int(Double(ink.count) * heightShare)))
        return (0..<count).map { _ in
            let start = Self.densestWindow(of: ink, window: window)
            for row in start..<(start + window) { ink[row] = 0 }
            return Double(start) / Double(ink.count)..<Double(start + window) / Double(ink.count)
        }
    }

    private static func densestWindow(of ink: [Float], window: Int) -> Int {
        var sum = ink.prefix(window).reduce(0, +)
        var (best, start) = (sum, 0)
        for row in window..<max(window, ink.count) {
            sum += ink[row] - ink[row - window]
            if sum > best { (best, start) = (sum, row - window + 1) }
        }
        return start
    }

    private func inkByRow() -> [Float] {
        var sums = pixCountByRow(image.pix, nil)
        defer { numaDestroy(&sums) }
        return (0..<numaGetCount(sums)).map { row in
            var value: Float = 0
            numaGetFValue(sums, row, &value)
            return value
        }
    }
}
