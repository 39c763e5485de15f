internal import CLeptonica
internal import Domain

/// The image of a page made ready for reading: upright, level, its background white.
struct PreparedPage: ~Copyable {
    /// The image, 8-bit grey; its resolution is set.
    var image: PixelImage
    /// Clockwise quarter turns that were taken, 0...3.
    var quarterTurns: Int
    /// Degrees of skew that were taken out, clockwise positive.
    let skew: Double
    /// Width in points, upright.
    var width: Double { Double(image.width) * 72 / Double(image.resolution) }
    /// Height in points, upright.
    var height: Double { Double(image.height) * 72 / Double(image.resolution) }
    /// How its text is laid out.
    let layout: TesseractEngine.Layout
    /// The share of the page that is covered by what may be letters, 0...1.
    let inkShare: Double
    /// Where most letters stand, as shares of the height, densest first; `nil` until the first sample is taken.
    private var densestBands: [Range<Double>]?

    /// Cleans, turns and levels the image of a page.
    init(_ source: borrowing PixelImage, isReceipt: Bool) throws(RecognitionFailure) {
        let shortage = RecognitionFailure.overLimit("too little memory for a page's image")
        guard let lines = LinePicture(of: source) else { throw shortage }
        let direction = lines.direction()
        let skew = abs(direction.skew) >= 0.12 ? direction.skew : 0
        let reduction = Self.reduction(of: source)
        guard
            let image = Self.cleaned(
                source, reduction: reduction, quarterTurns: direction.quarterTurns, skew: skew)
        else { throw shortage }
        image.resolution = Int((Double(source.resolution) * reduction).rounded())
        self.image = image
        self.quarterTurns = direction.quarterTurns
        self.skew = skew
        self.layout = isReceipt ? .block : .page
        self.inkShare = lines.inkShare
    }

    /// How many bands there are to try, at most.
    static let sampleCount = 3

    /// The resolution beyond which Tesseract takes longer and reads no better, in pixels per inch: word F1 92.9 and
    /// 858 ms at 250, 93.1 and 910 ms at 300.
    private static let finest = 250.0

    /// By how much to reduce an image for Tesseract; a sheet larger than A3 was scaled, so it counts as A4.
    private static func reduction(of source: borrowing PixelImage) -> Double {
        let long = Double(max(source.width, source.height))
        let stated = Double(max(1, source.resolution))
        let resolution = long / stated > 17 ? long / 11.69 : stated
        return resolution > finest * 1.04 ? finest / resolution : 1
    }

    private static func cleaned(
        _ source: borrowing PixelImage, reduction: Double, quarterTurns: Int, skew: Double
    ) -> PixelImage? {
        guard let grey = source.grey?.scaled(x: reduction, y: reduction),
            let turned = grey.turned(byQuarters: quarterTurns)
        else { return nil }
        let isBinary = source.depth == 1
        // Measured on 23 pages: word F1 93.1 with black 70 and white 200, 87.8 without. Wiping single points off
        // faxes as well cost 1 to 6 points on four of five: faint letters are made of such points.
        let clean =
            isBinary ? turned.shared : PixelImage(pixCleanBackgroundToWhite(turned.pix, nil, nil, 1, 70, 200))
        guard let clean = clean ?? turned.shared else { return nil }
        return clean.levelled(from: skew)
    }

    /// Turns the page upside down.
    mutating func turnOver() {
        guard let turned = image.turned(byQuarters: 2) else { return }
        turned.resolution = image.resolution
        image = turned
        quarterTurns = (quarterTurns + 2) % 4
        densestBands = densestBands?.map { (1 - $0.upperBound)..<(1 - $0.lowerBound) }
    }

    /// A band with many letters, to try a language or a direction on; the densest has the rank 0.
    mutating func sample(rank: Int) -> PixelImage? {
        let bands =
            densestBands ?? LinePicture(of: image)?.densestBands(count: Self.sampleCount, heightShare: 0.05)
            ?? [0..<1]
        densestBands = bands
        guard rank < bands.count else { return nil }
        let band = bands[rank]
        let top = Int(Double(image.height) * band.lowerBound)
        let bottom = Int(Double(image.height) * band.upperBound)
        let height = max(1, bottom - top)
        guard let part = image.part(left: 0, top: top, width: image.width, height: height) else { return nil }
        part.resolution = image.resolution
        return part
    }
}
