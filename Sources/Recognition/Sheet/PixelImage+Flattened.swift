internal import CLeptonica
internal import Domain

extension PixelImage {
    /// The sheet with these corners, in shares of the image's width and height, as it looks from straight above.
    ///
    /// It takes its resolution from the sheet's size, as `atReadingResolution` does; `nil` where memory is short.
    func flattened(_ sheet: Quad) -> PixelImage? {
        guard width > 1, height > 1 else { return nil }
        let corners = sheet.stretched(x: Double(width), y: Double(height))
        let (wide, high) = SheetSize.seen(corners, onWidth: Double(width), height: Double(height))
        let (long, short) = (max(wide, high), min(wide, high))
        guard short >= 1, long <= 40_000 else { return nil }
        let resolution = long / short > Self.tillRoll ? short / 3.15 : long / 11.69
        let reduction = min(1, 300 / resolution, (30e6 / (wide * high)).squareRoot())
        // A view of less than half size skips pixels: the picture is halved first.
        if reduction < 0.6, let half = PixelImage(pixScaleAreaMap2(pix)) { return half.flattened(sheet) }
        let (columns, rows) = (max(1, Int(wide * reduction)), max(1, Int(high * reduction)))
        guard let source = colour, let view = Perspective(onto: corners),
            let made = PixelImage(pixCreate(Int32(columns), Int32(rows), 32))
        else { return nil }
        made.fill(from: source, through: view)
        made.resolution = max(1, Int((resolution * reduction).rounded()))
        return made
    }

    /// How much longer than wide a sheet is that is taken for a till roll of 80 mm; what was seen askew is less exact.
    private static let tillRoll = 2.0

    /// The image in 32 bits, transparency over white.
    private var colour: PixelImage? {
        borrowing get {
            if depth == 32 { return pixGetSpp(pix) == 4 ? PixelImage(pixRemoveAlpha(pix)) : shared }
            return PixelImage(pixConvertTo32(pix))
        }
    }

    /// Draws every pixel from where `view` shows it on another image, between the four nearest there.
    private func fill(from source: borrowing PixelImage, through view: Perspective) {
        guard let from = pixGetData(source.pix), let to = pixGetData(pix) else { return }
        let (fromStride, toStride) = (Int(pixGetWpl(source.pix)), Int(pixGetWpl(pix)))
        let (mostX, mostY) = (Double(source.width) - 1.001, Double(source.height) - 1.001)
        let (columns, rows) = (width, height)
        for row in 0..<rows {
            let v = (Double(row) + 0.5) / Double(rows)
            for column in 0..<columns {
                let u = (Double(column) + 0.5) / Double(columns)
                let depth = 1 / (view.g * u + view.h * v + 1)
                let x = max(0, min(mostX, (view.a * u + view.b * v + view.c) * depth - 0.5))
                let y = max(0, min(mostY, (view.d * u + view.e * v + view.f) * depth - 0.5))
                let (left, top) = (Int(x), Int(y))
                let corner = from + (top * fromStride + left)
                to[row * toStride + column] = Self.between(
                    corner[0], corner[1], corner[fromStride], corner[fromStride + 1],
                    across: UInt32((x - Double(left)) * 256), down: UInt32((y - Double(top)) * 256))
            }
        }
    }

    /// The colour between four, two channels at a time; shares are of 256.
    @inline(__always)
    private static func between(
        _ one: UInt32, _ two: UInt32, _ three: UInt32, _ four: UInt32, across: UInt32, down: UInt32
    ) -> UInt32 {
        @inline(__always) func mixed(_ one: UInt32, _ two: UInt32, _ share: UInt32) -> UInt32 {
            ((one &* (256 &- share)) &+ (two &* share)) >> 8 & 0x00FF_00FF
        }
        @inline(__always) func channels(_ shift: UInt32) -> UInt32 {
            let mask: UInt32 = 0x00FF_00FF
            let upper = mixed(one >> shift & mask, two >> shift & mask, across)
            let lower = mixed(three >> shift & mask, four >> shift & mask, across)
            return mixed(upper, lower, down)
        }
        return channels(8) << 8 | channels(0)
    }
}
