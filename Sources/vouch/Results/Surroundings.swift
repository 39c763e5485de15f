import Domain

/// The part of a page around a value: what a picture of its place shows.
struct Surroundings: Hashable, Sendable {
    /// How much of the page is shown around a value, in points.
    enum Extent: Double, Hashable, Sendable {
        /// For text, and for terminals that show every pixel.
        case wide = 130
        /// For terminals that draw with characters: less of the page, larger.
        case narrow = 40

        fileprivate var vertical: Double { rawValue / 5 }
    }

    /// The value's own place.
    let value: Region
    /// The part of the page that is shown.
    let shown: Region

    /// The surroundings of a place on a page of the given size, in points.
    init(of value: Region, pageWidth: Double, pageHeight: Double, extent: Extent = .wide) {
        self.value = value
        let box = value.box
        shown = Region(
            page: value.page,
            box: Box(
                left: max(0, box.left - extent.rawValue), top: max(0, box.top - extent.vertical),
                right: min(pageWidth, box.right + extent.rawValue),
                bottom: min(pageHeight, box.bottom + extent.vertical)))
    }

    /// The words of the surroundings as text, the value's own between `»` and `«`.
    func text(on page: Page) -> [String] {
        var part = page
        part.words = page.words.compactMap { word in
            guard shown.box.holdsMiddle(of: word.box) else { return nil }
            guard value.box.holdsMiddle(of: word.box) else { return word }
            var marked = word
            marked.text = "»\(word.text)«"
            return marked
        }
        return PageText(part, from: shown.box.left).lines
    }

    /// A picture of the surroundings with a frame around the value.
    func framed(_ picture: Picture) -> Picture {
        let scale = Double(picture.width) / max(1, shown.box.width)
        func pixels(_ points: Double) -> Int { Int((points * scale).rounded()) }
        let gap = max(3, picture.height / 40)
        var framed = picture
        framed.outline(
            left: pixels(value.box.left - shown.box.left) - gap,
            top: pixels(value.box.top - shown.box.top) - gap,
            right: pixels(value.box.right - shown.box.left) + gap,
            bottom: pixels(value.box.bottom - shown.box.top) + gap, thickness: max(2, picture.height / 60),
            in: Picture.Colour(red: 208, green: 56, blue: 40))
        return framed
    }
}
