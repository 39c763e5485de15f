internal import CLeptonica

/// A small picture of how light each part of a picture is, print left out, to tell paper from the table under it.
struct SheetLight {
    /// Cells across and down.
    let width: Int, height: Int
    /// Row after row, 0...255.
    private(set) var cells: [UInt8]

    /// Cells along the longer side.
    static let longSide = 320
    /// Samples of a cell, across and down; the third lightest counts, which ink seldom reaches.
    private static let samples = 3
    /// Pictures smaller than this are no photographs of pages.
    private static let leastSide = 480

    /// Makes cells by hand, for tests and for what was drawn elsewhere.
    init(width: Int, height: Int, cells: [UInt8]) {
        precondition(cells.count == width * height, "the cells fill the picture")
        (self.width, self.height, self.cells) = (width, height, cells)
    }

    /// Looks at a picture; `nil` for small ones, for those in black and white, and where paper reaches the edges.
    init?(of image: borrowing PixelImage) {
        let long = max(image.width, image.height)
        guard min(image.width, image.height) >= Self.leastSide, image.depth == 32 || image.depth == 8,
            pixGetColormap(image.pix) == nil, let rows = SampledRows(image)
        else { return nil }
        let step = Double(long) / Double(Self.longSide)
        width = max(1, Int(Double(image.width) / step))
        height = max(1, Int(Double(image.height) / step))
        cells = []
        guard Self.showsTable(rows, width: width, height: height, step: step) else { return nil }
        cells.reserveCapacity(width * height)
        for y in 0..<height { for x in 0..<width { cells.append(Self.light(rows, x, y, step: step)) } }
    }

    /// How light a cell is.
    private static func light(_ rows: SampledRows, _ x: Int, _ y: Int, step: Double) -> UInt8 {
        var (first, second, third): (UInt8, UInt8, UInt8) = (0, 0, 0)
        for down in 0..<samples {
            for across in 0..<samples {
                let light = rows.light(
                    Int((Double(x) + (Double(across) + 0.5) / Double(samples)) * step),
                    Int((Double(y) + (Double(down) + 0.5) / Double(samples)) * step))
                if light > first {
                    (first, second, third) = (light, first, second)
                } else if light > second {
                    (second, third) = (light, second)
                } else if light > third {
                    third = light
                }
            }
        }
        return third
    }

    /// Whether most of the rim is darker than the middle: a glance that costs ordinary pages nothing.
    private static func showsTable(_ rows: SampledRows, width: Int, height: Int, step: Double) -> Bool {
        let grid = 24
        var inner: [UInt8] = []
        var rim: [UInt8] = []
        for place in 0..<(grid * grid) {
            let (x, y) = (place % grid, place / grid)
            let cell = light(rows, x * (width - 1) / (grid - 1), y * (height - 1) / (grid - 1), step: step)
            let isRim = x == 0 || y == 0 || x == grid - 1 || y == grid - 1
            if isRim { rim.append(cell) } else { inner.append(cell) }
        }
        inner.sort()
        rim.sort()
        // Paper takes a third of the picture at least, and a table nearly all of its rim.
        return Int(inner[inner.count * 4 / 5]) - Int(rim[rim.count * 3 / 4]) >= SheetSearch.leastContrast
    }

    /// How light the cell at a place is; places outside take the edge's.
    func light(atX x: Double, y: Double) -> Int {
        let (column, row) = (max(0, min(width - 1, Int(x))), max(0, min(height - 1, Int(y))))
        return Int(cells[row * width + column])
    }
}

/// The pixels of an image of 8 or 32 bits, by the least of their three lights: paper reflects all, a table seldom.
private struct SampledRows {
    private let data: UnsafeMutablePointer<UInt32>
    private let stride: Int, width: Int, height: Int
    private let isColour: Bool

    init?(_ image: borrowing PixelImage) {
        guard let data = pixGetData(image.pix) else { return nil }
        self.data = data
        stride = Int(pixGetWpl(image.pix))
        (width, height, isColour) = (image.width, image.height, image.depth == 32)
    }

    func light(_ x: Int, _ y: Int) -> UInt8 {
        let (x, y) = (min(x, width - 1), min(y, height - 1))
        guard isColour else {
            return UInt8(truncatingIfNeeded: data[y * stride + x >> 2] >> UInt32(24 - 8 * (x & 3)))
        }
        let colour = data[y * stride + x]
        return UInt8(truncatingIfNeeded: min(colour >> 24, colour >> 16 & 255, colour >> 8 & 255))
    }
}
