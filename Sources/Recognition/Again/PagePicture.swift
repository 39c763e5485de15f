/// The image of a page that was read, kept to look again at places of it.
struct PagePicture {
    /// The image as the first reader saw it, its lines about level.
    let image: ColourImage
    /// Whether the first reader found that it stands on its head.
    let isTurnedOver: Bool
    /// Degrees of skew that the words' places are free of.
    let skew: Double
    /// Pixels of the image in a point of the page.
    let pixelsPerPoint: Double

    /// A line that is given in points of the upright, level page as it lies on the image, in pixels.
    func onImage(_ line: TextLine) -> TextLine {
        let placed = line.scaled(x: pixelsPerPoint, y: pixelsPerPoint)
            .turned(by: skew * .pi / 180, about: image.middle)
        return isTurnedOver ? placed.turned(by: .pi, about: image.middle) : placed
    }
}
