internal import CPoppler
internal import Domain

/// The text layer of a PDF page: its words, and counts that tell how far it can be trusted.
struct TextLayer {
    /// The words that can be seen on the page, in Poppler's reading order.
    var words: [Word] = []
    /// Characters that are not white space.
    var characterCount = 0
    /// Characters that betray a broken encoding.
    var brokenCount = 0
    /// Characters in fonts without glyphs, as programs that recognise text lay them over a scan.
    var glyphlessCount = 0
    /// Whether text and rectangles did not match, so that no word can be placed.
    var isInconsistent = false
}

extension PDFPage {
    /// Reads the page's own text; throws `.overLimit` where it is longer than `limit` bytes.
    func textLayer(limit: Int) throws(RecognitionFailure) -> TextLayer {
        guard let text = poppler_page_get_text(handle) else { return TextLayer() }
        defer { g_free(text) }
        let bytes = UnsafeRawBufferPointer(start: text, count: strlen(text))
        guard bytes.count <= limit else {
            throw .overLimit("page \(number) holds \(bytes.count) bytes of text, \(limit) are allowed")
        }
        guard !bytes.isEmpty else { return TextLayer() }
        var rectangles: UnsafeMutablePointer<PopplerRectangle>?
        var count: guint = 0
        guard poppler_page_get_text_layout(handle, &rectangles, &count) != 0, let rectangles else {
            return TextLayer(isInconsistent: true)
        }
        defer { g_free(rectangles) }
        let places = UnsafeBufferPointer(start: rectangles, count: Int(count))
        return layer(of: String(decoding: bytes, as: UTF8.self), places: places)
    }

    private func layer(of text: String, places: UnsafeBufferPointer<PopplerRectangle>) -> TextLayer {
        // Poppler wraps right-to-left runs in U+202A...U+202C without giving those a rectangle.
        let hasMarks = text.unicodeScalars.count != places.count
        let styles = TextStyles(of: handle)
        var run = styles.runs.startIndex
        var words = WordAssembly(width: width, height: height)
        var index = 0
        for scalar in text.unicodeScalars {
            if hasMarks, (0x202A...0x202C).contains(scalar.value) { continue }
            guard index < places.count else {
                index += 1
                break
            }
            while run < styles.runs.endIndex, styles.runs[run].end < index { run += 1 }
            let style = run < styles.runs.endIndex ? styles.runs[run].style : TextStyle.unknown
            words.add(scalar, at: places[index], style: style)
            index += 1
        }
        words.endWord()
        // A line's end at the very end may have no rectangle; more than that means that places are wrong.
        words.layer.isInconsistent = abs(places.count - index) > 1
        return words.layer
    }
}

/// Size and weight of a run of characters.
struct TextStyle {
    var fontSize: Double
    var isBold: Bool
    var isGlyphless: Bool

    static let unknown = TextStyle(fontSize: 0, isBold: false, isGlyphless: false)

    /// Reads the style off a font's name, such as `ABCDEF+Arial-BoldMT`.
    init(fontName: String, size: Double) {
        let name = fontName.lowercased()
        let isBold = ["bold", "black", "heavy", "demi"].contains { name.contains($0) }
        let isGlyphless = ["glyphless", "hiddenhorzocr", "invisible"].contains { name.contains($0) }
        self.init(fontSize: size, isBold: isBold, isGlyphless: isGlyphless)
    }

    private init(fontSize: Double, isBold: Bool, isGlyphless: Bool) {
        self.fontSize = fontSize
        self.isBold = isBold
        self.isGlyphless = isGlyphless
    }
}

/// The styles of a page's text, run by run.
private struct TextStyles {
    var runs: [(end: Int, style: TextStyle)] = []

    init(of page: OpaquePointer) {
        guard let list = poppler_page_get_text_attributes(page) else { return }
        defer { poppler_page_free_text_attributes(list) }
        var node: UnsafeMutablePointer<GList>? = list
        while let entry = node {
            node = entry.pointee.next
            guard let data = entry.pointee.data else { continue }
            let attributes = data.assumingMemoryBound(to: PopplerTextAttributes.self).pointee
            let name = attributes.font_name.map { String(cString: $0) } ?? ""
            runs.append((Int(attributes.end_index), TextStyle(fontName: name, size: attributes.font_size)))
        }
    }
}

/// Puts words together from characters and their rectangles.
private struct WordAssembly {
    var layer = TextLayer()
    private let width: Double
    private let height: Double
    private var text = String.UnicodeScalarView()
    private var box: Box?
    private var style = TextStyle.unknown

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    mutating func add(_ scalar: Unicode.Scalar, at place: PopplerRectangle, style: TextStyle) {
        switch CharacterClass(scalar) {
        case .space: endWord()
        case .invisible: break
        case .broken:
            layer.characterCount += 1
            layer.brokenCount += 1
        case .text:
            layer.characterCount += 1
            if style.isGlyphless { layer.glyphlessCount += 1 }
            append(scalar, at: Box(place), style: style)
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar, at place: Box, style: TextStyle) {
        if let box, isApart(place, from: box) { endWord() }
        if text.isEmpty { self.style = style }
        text.append(scalar)
        box = box.map { $0.union(place) } ?? place
    }

    /// Whether a character cannot belong to the word so far although no white space is between them.
    ///
    /// A tenth of the type size is the gap at which Poppler itself begins another word.
    private func isApart(_ place: Box, from box: Box) -> Bool {
        let size = max(style.fontSize, 4)
        let isBesides = place.left - box.right > size * 0.1 || box.left - place.right > size * 0.6
        let isBelow = place.top - box.bottom > size * 0.6 || box.top - place.bottom > size * 0.6
        return isBesides || isBelow
    }

    mutating func endWord() {
        defer {
            text.removeAll(keepingCapacity: true)
            box = nil
        }
        guard let box, !text.isEmpty else { return }
        let isOnPage = box.midX >= 0 && box.midX <= width && box.midY >= 0 && box.midY <= height
        guard isOnPage else { return }
        let size = style.fontSize > 0 ? style.fontSize : box.height
        layer.words.append(
            Word(text: String(text).composed, box: box, fontSize: size, isBold: style.isBold))
    }
}

extension Box {
    /// The rectangle of Poppler's, its corners put in order.
    init(_ rectangle: PopplerRectangle) {
        self.init(
            left: min(rectangle.x1, rectangle.x2), top: min(rectangle.y1, rectangle.y2),
            right: max(rectangle.x1, rectangle.x2), bottom: max(rectangle.y1, rectangle.y2))
    }
}
