internal import Domain

extension Word {
    /// The word read in a region, at its place on the whole page.
    func moved(by region: Box) -> Word {
        var word = self
        word.box = Box(
            left: box.left + region.left, top: box.top + region.top, right: box.right + region.left,
            bottom: box.bottom + region.top)
        word.quad = nil
        return word
    }

    /// The word with its places multiplied.
    func scaled(by factor: Double) -> Word {
        var word = self
        word.box = Box(
            left: box.left * factor, top: box.top * factor, right: box.right * factor,
            bottom: box.bottom * factor)
        word.fontSize = fontSize * factor
        word.quad = quad?.scaled(by: factor)
        return word
    }
}

extension Quad {
    fileprivate func scaled(by factor: Double) -> Quad {
        func scaled(_ point: Point) -> Point { Point(x: point.x * factor, y: point.y * factor) }
        return Quad(
            topLeft: scaled(topLeft), topRight: scaled(topRight), bottomRight: scaled(bottomRight),
            bottomLeft: scaled(bottomLeft))
    }
}
