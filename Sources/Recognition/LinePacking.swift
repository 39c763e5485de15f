internal import CLeptonica

/// Stands in, within a program that reads, for Leptonica's function `pixWriteMem`.
///
/// Tesseract packs the image of every line of text as PNG only to unpack it again at once, which is 5 % of all its
/// time. Asked for PNG, this gives Leptonica's plain serialised form, which the unpacking `pixReadMem` knows as well.
/// Where the linker does not let it stand in, everything is as before, only slower.
@_cdecl("pixWriteMem")
public func packLineImage(
    _ bytes: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?, _ count: UnsafeMutablePointer<Int>?,
    _ image: UnsafeMutableRawPointer?, _ format: Int32
) -> Int32 {
    let pix = image?.assumingMemoryBound(to: PIX.self)
    switch format {
    case Int32(IFF_PNG), Int32(IFF_SPIX): return pixWriteMemSpix(bytes, count, pix)
    case Int32(IFF_JFIF_JPEG): return pixWriteMemJpeg(bytes, count, pix, 75, 0)
    case Int32(IFF_TIFF_G4): return pixWriteMemTiff(bytes, count, pix, format)
    default: return 1
    }
}
