internal import CLeptonica

/// The pages of a TIFF, PNG or JPEG file, decoded one at a time.
struct ImageFile {
    /// How many pages it has, at least 1.
    let pageCount: Int
    private let bytes: [UInt8]
    private let type: FileType

    /// Looks at the headers only: counts the pages and throws where one is damaged or over the limits.
    init(_ bytes: [UInt8], type: FileType, options: RecognitionOptions) throws(RecognitionFailure) {
        self.bytes = bytes
        self.type = type
        self.pageCount = try type == .tiff ? Self.tiffPageCount(bytes, options: options) : 1
        for index in 0..<pageCount {
            guard let (width, height) = Self.size(of: bytes, type: type, page: index) else {
                throw .damaged("the \(type.name)'s header cannot be read")
            }
            let megapixels = Double(width) * Double(height) / 1e6
            guard megapixels <= Double(options.maximumMegapixels) else {
                throw .overLimit(
                    "page \(index + 1) has \(Int(megapixels.rounded(.up))) megapixels,"
                        + " \(options.maximumMegapixels) are allowed")
            }
        }
    }

    /// Decodes the page of an index from 0, turned as its metadata say.
    func page(_ index: Int) throws(RecognitionFailure) -> PixelImage {
        let pix = bytes.withUnsafeBufferPointer { buffer in
            type == .tiff
                ? pixReadMemTiff(buffer.baseAddress, buffer.count, Int32(index))
                : pixReadMem(buffer.baseAddress, buffer.count)
        }
        guard let image = PixelImage(pix), image.width > 0, image.height > 0 else {
            throw .damaged("page \(index + 1) of the \(type.name) cannot be decoded")
        }
        guard type == .jpeg else { return image }
        if let upright = image.upright(byExif: ExifOrientation(ofJPEG: bytes)) { return upright }
        return image
    }

    /// The page of an index from 0 for a PDF to hold; a JPEG that lies upright is taken over byte by byte.
    func packed(_ index: Int) throws(RecognitionFailure) -> PackedImage? {
        if type == .jpeg, ExifOrientation(ofJPEG: bytes).value == 1, let image = PackedImage(jpeg: bytes) {
            return image
        }
        return PackedImage(try page(index))
    }

    private static func size(of bytes: [UInt8], type: FileType, page: Int) -> (Int, Int)? {
        var width: Int32 = 0
        var height: Int32 = 0
        let status = bytes.withUnsafeBufferPointer { buffer -> l_ok in
            switch type {
            case .tiff:
                readHeaderMemTiff(
                    buffer.baseAddress, buffer.count, Int32(page), &width, &height, nil, nil, nil, nil, nil)
            case .png: readHeaderMemPng(buffer.baseAddress, buffer.count, &width, &height, nil, nil, nil)
            default: readHeaderMemJpeg(buffer.baseAddress, buffer.count, &width, &height, nil, nil, nil)
            }
        }
        return status == 0 && width > 0 && height > 0 ? (Int(width), Int(height)) : nil
    }

    private static func tiffPageCount(
        _ bytes: [UInt8], options: RecognitionOptions
    ) throws(RecognitionFailure) -> Int {
        var count = 0
        while count <= options.maximumPages, size(of: bytes, type: .tiff, page: count) != nil { count += 1 }
        guard count > 0 else { throw .damaged("the TIFF image's header cannot be read") }
        guard count <= options.maximumPages else {
            throw .overLimit("more than \(options.maximumPages) pages")
        }
        return count
    }
}

/// How a camera held the picture, from the Exif block of a JPEG: 1 for upright to 8.
struct ExifOrientation {
    var value = 1

    /// Reads tag 0x0112 of the first image directory; 1 where there is none.
    init(ofJPEG bytes: [UInt8]) {
        var position = 2
        while position + 4 <= bytes.count, bytes[position] == 0xFF {
            let marker = bytes[position + 1]
            let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
            let end = position + 2 + length
            if marker == 0xDA || length < 2 || end > bytes.count { return }
            if marker == 0xE1, let value = Self.orientation(inExif: Array(bytes[(position + 4)..<end])) {
                self.value = value
                return
            }
            position = end
        }
    }

    private static func orientation(inExif block: [UInt8]) -> Int? {
        guard block.starts(with: Array("Exif\0\0".utf8)), block.count >= 14 else { return nil }
        let tiff = Array(block.dropFirst(6))
        let isLittle = tiff[0] == 0x49
        func number(_ at: Int, _ count: Int) -> Int? {
            guard at >= 0, at + count <= tiff.count else { return nil }
            let digits = tiff[at..<(at + count)]
            return (isLittle ? digits.reversed() : Array(digits)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(4, 4), let entries = number(directory, 2) else { return nil }
        for entry in 0..<min(entries, 512) {
            let at = directory + 2 + entry * 12
            guard let tag = number(at, 2) else { return nil }
            if tag == 0x0112 { return number(at + 8, 2).flatMap { (1...8).contains($0) ? $0 : nil } }
        }
        return nil
    }
}

extension PixelImage {
    /// The image as it was meant to be seen; `nil` where it already is or memory is short.
    func upright(byExif orientation: ExifOrientation) -> PixelImage? {
        switch orientation.value {
        case 2: mirrored
        case 3: PixelImage(pixRotateOrth(pix, 2))
        case 4: PixelImage(pixFlipTB(nil, pix))
        case 5: turned(byQuarters: 1)?.mirrored
        case 6: PixelImage(pixRotateOrth(pix, 1))
        case 7: turned(byQuarters: 3)?.mirrored
        case 8: PixelImage(pixRotateOrth(pix, 3))
        default: nil
        }
    }

    private var mirrored: PixelImage? { borrowing get { PixelImage(pixFlipLR(nil, pix)) } }
}
