internal import Domain
import Glibc

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
        var placed = line
        placed.length *= pixelsPerPoint
        placed.thickness *= pixelsPerPoint
        let radians = skew * .pi / 180
        let (centreX, centreY) = (Double(image.width) / 2, Double(image.height) / 2)
        let deltaX = line.centreX * pixelsPerPoint - centreX
        let deltaY = line.centreY * pixelsPerPoint - centreY
        placed.centreX = centreX + deltaX * cos(radians) - deltaY * sin(radians)
        placed.centreY = centreY + deltaX * sin(radians) + deltaY * cos(radians)
        placed.angle += radians
        guard isTurnedOver else { return placed }
        placed.centreX = Double(image.width) - placed.centreX
        placed.centreY = Double(image.height) - placed.centreY
        placed.angle += .pi
        return placed
    }
}
