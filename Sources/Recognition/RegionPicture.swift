internal import CLeptonica
public import Domain
internal import Glibc

/// A part of a page as a picture, for people who ask where a value stands.
public enum RegionPicture {
    /// Pixels per inch that a PDF's page is drawn with.
    private static let resolution = 144

    /// Draws a part of a page.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - region: The part, in points of the upright page.
    ///   - page: The page as it was read, with what was done to set it upright and level.
    ///   - options: The limits to keep.
    /// - Returns: The picture in PGM: grey, 8 bits.
    /// - Throws: Why it cannot be drawn.
    public static func pgm(
        of document: [UInt8], region: Region, as page: Page, options: RecognitionOptions
    ) throws(RecognitionFailure) -> [UInt8] {
        let whole = try picture(region.page - 1, of: document, options: options)
        guard let upright = whole.straightened(as: page) else {
            throw .overLimit("page \(region.page) is too large for memory")
        }
        let scale = Double(upright.width) / max(1, page.width)
        func pixels(_ points: Double) -> Int { Int(max(0, min(1e6, (points * scale).rounded()))) }
        let part = upright.part(
            left: pixels(region.box.left), top: pixels(region.box.top),
            width: max(1, pixels(region.box.width)), height: max(1, pixels(region.box.height)))
        guard let grey = part?.grey, let bytes = grey.pgm else { throw .damaged("there is nothing to draw") }
        return bytes
    }

    private static func picture(
        _ index: Int, of document: [UInt8], options: RecognitionOptions
    ) throws(RecognitionFailure) -> PixelImage {
        let type = FileType(of: document)
        switch type {
        case .pdf:
            let file = try PDFDocument(document)
            guard index < file.pageCount, let page = file.page(index) else { throw .noPages }
            return try page.rendered(resolution: resolution)
        case .tiff, .png, .jpeg:
            let file = try ImageFile(document, type: type, options: options)
            guard index < file.pageCount else { throw .noPages }
            return try file.page(index)
        case .xml, .eml, .zip, .refused, .unknown: throw .unsupported(type.name)
        }
    }
}

extension PixelImage {
    /// The image as PGM.
    fileprivate var pgm: [UInt8]? {
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard pixWriteMemPnm(&bytes, &count, pix) == 0, let bytes else { return nil }
        defer { free(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: count))
    }
}
