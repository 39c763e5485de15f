import Domain

/// The part of a page around a value: what a picture of its place shows.
struct Surroundings: Hashable, Sendable {
    /// Points shown to the left and right of the value.
    static let horizontalMargin = 130.0
    /// Points shown above and below the value.
    static let verticalMargin = 26.0

    /// The value's own place.
    let value: Region
    /// The part of the page that is shown.
    let shown: Region

    /// The surroundings of a place on a page of the given size, in points.
    init(of value: Region, pageWidth: Double, pageHeight: Double) {
        self.value = value
        let box = value.box
        shown = Region(
            page: value.page,
            box: Box(
                left: max(0, box.left - Self.horizontalMargin), top: max(0, box.top - Self.verticalMargin),
                right: min(pageWidth, box.right + Self.horizontalMargin),
                bottom: min(pageHeight, box.bottom + Self.verticalMargin)))
    }

    /// The words of the surroundings as text, the value's own between `»` and `«`.
    func text(on page: Page) -> [String] {
        var part = page
        part.words = page.words.compactMap { word in
            guard Self.isInside(word.box, shown.box) else { return nil }
            guard Self.isInside(word.box, value.box) else { return word }
            var marked = word
            marked.text = "»\(word.text)«"
            return marked
        }
        return PageText(part, from: shown.box.left).lines
    }

    private static func isInside(_ box: Box, _ frame: Box) -> Bool {
        (frame.left...frame.right).contains(box.midX) && (frame.top...frame.bottom).contains(box.midY)
    }
}
