internal import CLeptonica
internal import CPoppler
internal import Domain
internal import Glibc

extension PDFPage {
    /// The longest side of a drawing in pixels; cairo counts them in 16 bits with a sign.
    private static let longestSide = 32_767.0

    /// Renders the page, or the part of it within `clip` (in points), over white: as 8-bit grey, or in colour.
    func rendered(
        resolution: Int, clip: Domain.Box? = nil, inColour: Bool = false
    ) throws(RecognitionFailure) -> PixelImage {
        let area = clip ?? Domain.Box(left: 0, top: 0, right: width, bottom: height)
        let scale = Double(resolution) / 72
        guard area.width * scale < Self.longestSide, area.height * scale < Self.longestSide else {
            throw .overLimit("page \(number) is too large to be drawn")
        }
        let columns = Int32(max(1, (area.width * scale).rounded(.up)))
        let rows = Int32(max(1, (area.height * scale).rounded(.up)))
        let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, columns, rows)
        defer { cairo_surface_destroy(surface) }
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
            throw .overLimit("page \(number) is too large to be drawn")
        }
        let context = cairo_create(surface)
        defer { cairo_destroy(context) }
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_scale(context, scale, scale)
        cairo_translate(context, -area.left, -area.top)
        poppler_page_render(handle, context)
        cairo_surface_flush(surface)
        let drawn =
            inColour
            ? Self.colour(of: surface, columns: Int(columns), rows: Int(rows))
            : Self.grey(of: surface, columns: Int(columns), rows: Int(rows))
        guard let image = drawn else {
            throw .overLimit("page \(number) is too large to be drawn")
        }
        image.resolution = resolution
        return image
    }

    /// The resolution to read the page at, in pixels per inch, where its own images have `native`.
    ///
    /// 200 dpi is the least that reads well; beyond 300 reading costs more and finds no more. A sheet larger than
    /// A3 was scaled, so its type is larger, too, and its images have as many more dots as it was scaled.
    func readingResolution(native: Int) -> Int {
        let long = max(width, height) / 72
        let scaled = long > 17 ? 11.69 / long : 1
        let wanted = min(300, max(200, Double(native) / scaled))
        return max(20, Int((wanted * scaled).rounded()))
    }

    /// Copies a drawing of cairo's into Leptonica's order of bytes: the first pixel in a word's highest byte.
    private static func grey(of surface: OpaquePointer?, columns: Int, rows: Int) -> PixelImage? {
        guard let source = cairo_image_surface_get_data(surface),
            let image = PixelImage(pixCreate(Int32(columns), Int32(rows), 8)),
            let target = pixGetData(image.pix)
        else { return nil }
        let stride = Int(cairo_image_surface_get_stride(surface))
        let words = Int(pixGetWpl(image.pix))
        for row in 0..<rows {
            let from = UnsafeRawPointer(source + row * stride).assumingMemoryBound(to: UInt32.self)
            let to = UnsafeMutableRawPointer(target + row * words).assumingMemoryBound(to: UInt8.self)
            for column in 0..<columns {
                let pixel = from[column]
                let red = pixel >> 16 & 0xFF
                let green = pixel >> 8 & 0xFF
                let blue = pixel & 0xFF
                to[column ^ 3] = UInt8(truncatingIfNeeded: (red * 77 + green * 151 + blue * 28) >> 8)
            }
        }
        return image
    }

    /// Copies a drawing of cairo's into Leptonica's order of colours: red in the highest byte.
    private static func colour(of surface: OpaquePointer?, columns: Int, rows: Int) -> PixelImage? {
        guard let source = cairo_image_surface_get_data(surface),
            let image = PixelImage(pixCreate(Int32(columns), Int32(rows), 32)),
            let target = pixGetData(image.pix)
        else { return nil }
        let stride = Int(cairo_image_surface_get_stride(surface))
        for row in 0..<rows {
            let from = UnsafeRawPointer(source + row * stride).assumingMemoryBound(to: UInt32.self)
            for column in 0..<columns { target[row * columns + column] = from[column] << 8 }
        }
        return image
    }

    /// The page drawn anew as a PDF of its own, which holds what is visible; `nil` where drawing failed.
    func redrawn() -> [UInt8]? {
        var bytes: [UInt8] = []
        let status = withUnsafeMutablePointer(to: &bytes) { target in
            let surface = cairo_pdf_surface_create_for_stream(
                { closure, data, count in
                    guard let data, let target = closure?.assumingMemoryBound(to: [UInt8].self) else {
                        return CAIRO_STATUS_WRITE_ERROR
                    }
                    target.pointee.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
                    return CAIRO_STATUS_SUCCESS
                }, target, width, height)
            let context = cairo_create(surface)
            poppler_page_render_for_printing(handle, context)
            cairo_destroy(context)
            cairo_surface_finish(surface)
            defer { cairo_surface_destroy(surface) }
            return cairo_surface_status(surface)
        }
        return status == CAIRO_STATUS_SUCCESS ? bytes : nil
    }

    /// The places of the page's images, in points; the same image twice counts twice.
    func imageAreas() -> [Domain.Box] {
        guard let list = poppler_page_get_image_mapping(handle) else { return [] }
        defer { poppler_page_free_image_mapping(list) }
        var areas: [Domain.Box] = []
        var node: UnsafeMutablePointer<GList>? = list
        while let entry = node {
            node = entry.pointee.next
            guard let data = entry.pointee.data else { continue }
            areas.append(Domain.Box(data.assumingMemoryBound(to: PopplerImageMapping.self).pointee.area))
        }
        return areas
    }
}

/// Widths and heights of the images a PDF holds, read from their dictionaries.
///
/// An image is a stream, and a stream's dictionary always stands in the open in the file, so that its pixels need
/// not be decoded to know how many there are.
struct EmbeddedImageSizes {
    private var sizes: [(width: Int, height: Int)] = []

    /// Collects the sizes; an image counts where its dictionary holds both `/Width` and `/Height`.
    init(of bytes: [UInt8]) {
        let name = Array("/Width".utf8)
        var position = 0
        bytes.withUnsafeBufferPointer { buffer in
            while let found = buffer.firstRange(of: name, from: position), sizes.count < 10_000 {
                position = found + name.count
                guard let width = buffer.number(at: position) else { continue }
                let window = max(0, found - 400)..<min(buffer.count, found + 400)
                if let height = Self.height(in: buffer, window: window, nearest: found) {
                    sizes.append((width, height))
                }
            }
        }
    }

    /// The resolution of the image that fills `area` by its proportions, in pixels per inch; `nil` where none does.
    func resolution(filling area: Domain.Box) -> Int? {
        guard area.width > 1, area.height > 1 else { return nil }
        let fitting = sizes.compactMap { size -> Double? in
            let upright = Double(size.width) / area.width / (Double(size.height) / area.height)
            let turned = Double(size.height) / area.width / (Double(size.width) / area.height)
            if abs(upright - 1) < 0.02 { return Double(size.width) / area.width * 72 }
            if abs(turned - 1) < 0.02 { return Double(size.height) / area.width * 72 }
            return nil
        }
        return fitting.max().map { Int($0.rounded()) }
    }

    private static func height(
        in buffer: UnsafeBufferPointer<UInt8>, window: Range<Int>, nearest: Int
    ) -> Int? {
        let name = Array("/Height".utf8)
        var best: (distance: Int, value: Int)?
        var position = window.lowerBound
        while let found = buffer.firstRange(of: name, from: position), found < window.upperBound {
            position = found + name.count
            if let value = buffer.number(at: position), abs(found - nearest) < best?.distance ?? .max {
                best = (abs(found - nearest), value)
            }
        }
        return best?.value
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Where `name` begins first at or after `from`.
    fileprivate func firstRange(of name: [UInt8], from: Int) -> Int? {
        guard let base = baseAddress, let initial = name.dropFirst().first else { return nil }
        var position = from + 1
        while position + name.count - 1 <= count {
            // The letter after the slash is rarer than the slash.
            guard let hit = memchr(base + position, Int32(initial), count - position) else { return nil }
            let start = UnsafeRawPointer(hit) - UnsafeRawPointer(base) - 1
            guard start + name.count <= count else { return nil }
            if self[start..<(start + name.count)].elementsEqual(name) { return start }
            position = start + 2
        }
        return nil
    }

    /// The whole number at a position, after white space; `nil` where there is none or it is a reference's.
    fileprivate func number(at position: Int) -> Int? {
        var index = position
        while index < count, self[index] == 0x20 || self[index] == 0x0A || self[index] == 0x0D { index += 1 }
        var value = 0
        var digits = 0
        while index < count, (0x30...0x39).contains(self[index]), digits < 6 {
            value = value * 10 + Int(self[index] - 0x30)
            digits += 1
            index += 1
        }
        return digits > 0 && value > 0 ? value : nil
    }
}
