internal import CLeptonica
internal import Domain

extension PixelImage {
    /// The photographed sheet alone, flat; without one, the image as it is.
    func showing(_ sheet: Quad?) -> PixelImage? {
        guard let sheet else { return shared }
        return flattened(sheet)
    }

    /// The source's picture as its page was read: flat, upright, level, pages side by side one below the other.
    func straightened(as page: Page) -> PixelImage? {
        guard let turned = showing(page.sheet)?.turned(byQuarters: page.rotation / 90) else { return nil }
        guard let fold = page.fold else { return turned.levelled(from: page.skew) }
        guard let upper = turned.left(of: fold)?.levelled(from: page.skew),
            let lower = turned.right(of: fold)?.levelled(from: page.skew)
        else { return nil }
        return upper.above(lower)
    }

    /// What lies to the left of a share of the width.
    func left(of fold: Double) -> PixelImage? { strip(0..<Int(fold * Double(width))) }

    /// What lies to the right of a share of the width.
    func right(of fold: Double) -> PixelImage? {
        let cut = Int(fold * Double(width))
        return cut < width ? strip(cut..<width) : nil
    }

    private func strip(_ columns: Range<Int>) -> PixelImage? {
        guard !columns.isEmpty,
            let strip = part(left: columns.lowerBound, top: 0, width: columns.count, height: height)
        else { return nil }
        strip.resolution = resolution
        return strip
    }

    /// The image with another below it, in grey, white where one of them is narrower.
    private func above(_ other: borrowing PixelImage) -> PixelImage? {
        guard let upper = grey, let lower = other.grey,
            let whole = PixelImage(
                pixCreate(Int32(max(width, other.width)), Int32(height + other.height), 8))
        else { return nil }
        pixSetAll(whole.pix)
        let (rows, copied) = (Int32(height), Int32(PIX_SRC))
        pixRasterop(whole.pix, 0, 0, Int32(width), rows, copied, upper.pix, 0, 0)
        pixRasterop(whole.pix, 0, rows, Int32(other.width), Int32(other.height), copied, lower.pix, 0, 0)
        whole.resolution = resolution
        return whole
    }
}

extension Page {
    /// Whether its picture is laid out differently from the source's, beyond turning and levelling.
    var isRearranged: Bool { sheet != nil || fold != nil }
}

extension SearchablePDF {
    /// Adds a page with the picture as it was read: words could not stand on the source's own.
    mutating func add(rearranged page: Page, of source: borrowing PixelImage) {
        guard let upright = source.straightened(as: page), let image = PackedImage(upright) else { return }
        var page = page
        page.rotation = 0
        page.skew = 0
        add(page, image: image)
    }
}
