internal import CLeptonica
internal import Glibc

/// The image of a page as a PDF holds it: packed, with what a viewer has to know to unpack it.
struct PackedImage {
    /// Width in pixels.
    var width: Int
    /// Height in pixels.
    var height: Int
    /// The entries of its dictionary that depend on how it is packed.
    var entries: String
    /// The packed pixels.
    var bytes: [UInt8]

    /// Takes over pixels that are packed already.
    init(width: Int, height: Int, entries: String, bytes: [UInt8]) {
        self.width = width
        self.height = height
        self.entries = entries
        self.bytes = bytes
    }

    /// Packs an image: black and white as a fax is (G4), all else as JPEG.
    init?(_ image: borrowing PixelImage) {
        if image.depth == 1 { self.init(fax: image) } else { self.init(picture: image) }
    }

    /// Takes over a JPEG file as it is; `nil` where its header cannot be read or it is not grey or three-coloured.
    init?(jpeg bytes: [UInt8]) {
        var width: Int32 = 0
        var height: Int32 = 0
        var samples: Int32 = 0
        let status = bytes.withUnsafeBufferPointer {
            readHeaderMemJpeg($0.baseAddress, $0.count, &width, &height, &samples, nil, nil)
        }
        guard status == 0, samples == 1 || samples == 3 else { return nil }
        self.init(jpeg: bytes, width: Int(width), height: Int(height), isGrey: samples == 1)
    }

    private init(jpeg bytes: [UInt8], width: Int, height: Int, isGrey: Bool) {
        self.width = width
        self.height = height
        self.bytes = bytes
        let space = isGrey ? "/DeviceGray" : "/DeviceRGB"
        self.entries = "/ColorSpace \(space) /BitsPerComponent 8 /Filter /DCTDecode"
    }

    private init?(picture image: borrowing PixelImage) {
        let isGrey = image.depth != 32
        guard let plain = isGrey ? image.grey : PixelImage(pixRemoveAlpha(image.pix)) else { return nil }
        guard let bytes = Self.written({ pixWriteMemJpeg($0, $1, plain.pix, 75, 0) }) else { return nil }
        self.init(jpeg: bytes, width: image.width, height: image.height, isGrey: isGrey)
    }

    private init?(fax image: borrowing PixelImage) {
        let pix = image.pix
        guard let tiff = Self.written({ pixWriteMemTiff($0, $1, pix, Int32(IFF_TIFF_G4)) }),
            let strip = Self.onlyStrip(ofTIFF: tiff)
        else { return nil }
        self.width = image.width
        self.height = image.height
        self.bytes = strip
        self.entries =
            "/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode"
            + " /DecodeParms << /K -1 /Columns \(width) /Rows \(height) >>"
    }

    private static func written(
        _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>, UnsafeMutablePointer<Int>) -> l_ok
    ) -> [UInt8]? {
        var data: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard write(&data, &count) == 0, let data else { return nil }
        defer { free(data) }
        return Array(UnsafeBufferPointer(start: data, count: count))
    }

    /// The pixels of a little-endian TIFF of one strip, as Leptonica writes them.
    private static func onlyStrip(ofTIFF tiff: [UInt8]) -> [UInt8]? {
        func number(_ at: Int, _ count: Int) -> Int? {
            guard at >= 0, at + count <= tiff.count else { return nil }
            return tiff[at..<(at + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        guard tiff.first == 0x49, let directory = number(4, 4), let entries = number(directory, 2) else {
            return nil
        }
        var offset: Int?
        var length: Int?
        for entry in 0..<entries {
            let at = directory + 2 + entry * 12
            let size = number(at + 2, 2) == 3 ? 2 : 4
            switch number(at, 2) {
            case 273: offset = number(at + 8, size)
            case 279: length = number(at + 8, size)
            default: break
            }
        }
        guard let offset, let length, offset + length <= tiff.count else { return nil }
        return Array(tiff[offset..<(offset + length)])
    }
}
