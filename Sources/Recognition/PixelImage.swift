internal import CLeptonica

/// An image in memory, Leptonica's; destroyed when it goes out of scope.
struct PixelImage: ~Copyable {
    let pix: UnsafeMutablePointer<PIX>

    /// Takes over an image that Leptonica made; `nil` where it made none.
    init?(_ pix: UnsafeMutablePointer<PIX>?) {
        guard let pix else { return nil }
        self.pix = pix
    }

    deinit {
        var pix: UnsafeMutablePointer<PIX>? = pix
        pixDestroy(&pix)
    }

    /// Width in pixels.
    var width: Int { Int(pixGetWidth(pix)) }
    /// Height in pixels.
    var height: Int { Int(pixGetHeight(pix)) }
    /// Bits a pixel: 1, 2, 4, 8, 16, 24 or 32.
    var depth: Int { Int(pixGetDepth(pix)) }

    /// Pixels per inch, both ways the same from here on.
    var resolution: Int {
        get { Int(pixGetXRes(pix)) }
        nonmutating set { pixSetResolution(pix, Int32(newValue), Int32(newValue)) }
    }

    /// Another reference to the same image.
    var shared: PixelImage? { borrowing get { PixelImage(pixClone(pix)) } }

    /// The image in 8-bit grey, transparency over white, without a colour map.
    var grey: PixelImage? {
        borrowing get {
            guard depth == 32, pixGetSpp(pix) == 4, let opaque = PixelImage(pixRemoveAlpha(pix)) else {
                return PixelImage(pixConvertTo8(pix, 0))
            }
            return PixelImage(pixConvertTo8(opaque.pix, 0))
        }
    }

    /// The image turned clockwise by a multiple of 90 degrees.
    func turned(byQuarters quarters: Int) -> PixelImage? {
        quarters % 4 == 0 ? shared : PixelImage(pixRotateOrth(pix, Int32(quarters % 4)))
    }

    /// The image turned about its middle until lines that fall to the right by `skew` degrees are level.
    func levelled(from skew: Double) -> PixelImage? {
        guard skew != 0 else { return shared }
        let radians = Float(-skew * .pi / 180)
        return PixelImage(pixRotate(pix, radians, Int32(L_ROTATE_AREA_MAP), Int32(L_BRING_IN_WHITE), 0, 0))
    }

    /// The image enlarged or reduced, both ways by its own factor.
    func scaled(x: Double, y: Double) -> PixelImage? {
        x == 1 && y == 1 ? shared : PixelImage(pixScale(pix, Float(x), Float(y)))
    }

    /// A part of the image; `nil` where it lies outside.
    func part(left: Int, top: Int, width: Int, height: Int) -> PixelImage? {
        var box = boxCreate(Int32(left), Int32(top), Int32(width), Int32(height))
        defer { boxDestroy(&box) }
        return PixelImage(pixClipRectangle(pix, box, nil))
    }

    /// The share of black pixels of a binary image, 0...1.
    var inkShare: Double {
        var count: Int32 = 0
        pixCountPixels(pix, &count, nil)
        return Double(count) / Double(max(1, width * height))
    }
}
