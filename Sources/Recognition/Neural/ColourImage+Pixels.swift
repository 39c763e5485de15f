internal import CLeptonica

extension ColourImage {
    /// The colours of an image turned clockwise by quarters; `nil` where memory is short.
    init?(_ source: borrowing PixelImage, quarterTurns: Int) {
        guard let turned = source.turned(byQuarters: quarterTurns),
            let opaque = PixelImage(
                turned.depth == 32 && pixGetSpp(turned.pix) == 4
                    ? pixRemoveAlpha(turned.pix) : pixClone(turned.pix)),
            let colour = PixelImage(pixConvertTo32(opaque.pix)), let data = pixGetData(colour.pix)
        else { return nil }
        let (width, height, stride) = (colour.width, colour.height, Int(pixGetWpl(colour.pix)))
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { pixels, count in
            for y in 0..<height {
                for x in 0..<width {
                    // Leptonica keeps red in the highest byte, then green, then blue.
                    let colour = data[y * stride + x]
                    let start = (y * width + x) * 3
                    pixels[start] = UInt8(truncatingIfNeeded: colour >> 24)
                    pixels[start + 1] = UInt8(truncatingIfNeeded: colour >> 16)
                    pixels[start + 2] = UInt8(truncatingIfNeeded: colour >> 8)
                }
            }
            count = width * height * 3
        }
        self.init(width: width, height: height, pixels: pixels)
    }
}
