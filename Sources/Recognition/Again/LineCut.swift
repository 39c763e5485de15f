internal import CLeptonica
import Glibc

/// A line of text cut out of a page for a reader: level, black on white, at the size the reader likes.
struct LineCut: ~Copyable {
    /// The picture, 8-bit grey.
    let image: PixelImage
    /// Pixels from the picture's left edge to the left end of the line.
    let margin: Double
    /// Pixels of the picture in a pixel of the page.
    let scale: Double

    /// How a line is cut out.
    struct Manner {
        /// Height of the line's box in the picture, in pixels.
        var height: Double
        /// Room around the line, as a share of its height.
        var room: Double
        /// Whether the picture is black and white.
        var isBinary: Bool
    }

    /// White pixels around the cut; Tesseract does not read what touches an edge.
    private static let border = 12
    /// The longest picture, in pixels; longer lines are reduced.
    private static let longest = 3000.0

    /// Cuts a line, given in pixels of the page's image; `nil` where memory is short.
    init?(_ line: TextLine, of page: ColourImage, manner: Manner) {
        let room = line.thickness * manner.room
        let (length, thickness) = (line.length + 2 * room, line.thickness + 2 * room)
        let scale = min(manner.height / max(1, line.thickness), Self.longest / max(1, length), 4)
        let width = max(8, Int((length * scale).rounded()))
        let height = max(8, Int((thickness * scale).rounded()))
        var grey = Self.sampled(line, of: page, width: width, height: height, scale: scale)
        Self.stretch(&grey)
        if manner.isBinary { for index in grey.indices { grey[index] = grey[index] < 128 ? 0 : 255 } }
        guard let image = Self.bordered(grey, width: width, height: height) else { return nil }
        image.resolution = 300
        self.image = image
        self.scale = scale
        margin = Double(Self.border) + room * scale
    }

    /// The brightness of the line's pixels, row after row; where the page is finer than the picture, the mean of four.
    private static func sampled(
        _ line: TextLine, of page: ColourImage, width: Int, height: Int, scale: Double
    ) -> [UInt8] {
        let (cosine, sine) = (cos(line.angle) / scale, sin(line.angle) / scale)
        let offsets = scale < 0.75 ? [-0.25, 0.25] : [0]
        let share = 1 / Float(offsets.count * offsets.count)
        return [UInt8](unsafeUninitializedCapacity: width * height) { grey, count in
            page.pixels.withUnsafeBufferPointer { pixels in
                for index in 0..<(width * height) {
                    var sum: Float = 0
                    for deltaY in offsets {
                        let v = Double(index / width) + 0.5 + deltaY - Double(height) / 2
                        for deltaX in offsets {
                            let u = Double(index % width) + 0.5 + deltaX - Double(width) / 2
                            let colour = ColourImage.sample(
                                pixels, page.width, page.height,
                                line.centreX + u * cosine - v * sine - 0.5,
                                line.centreY + u * sine + v * cosine - 0.5)
                            sum += 0.3 * colour.red + 0.5 * colour.green + 0.2 * colour.blue
                        }
                    }
                    grey[index] = UInt8(max(0, min(255, sum * share)))
                }
            }
            count = width * height
        }
    }

    /// Makes paper white and ink black, light type on dark ground too.
    private static func stretch(_ grey: inout [UInt8]) {
        var counts = [Int](repeating: 0, count: 256)
        for value in grey { counts[Int(value)] += 1 }
        func level(at share: Double) -> Int {
            var rest = Int(share * Double(grey.count))
            return counts.firstIndex { count in
                rest -= count
                return rest < 0
            } ?? 255
        }
        let (darkest, middle, lightest) = (level(at: 0.02), level(at: 0.5), level(at: 0.98))
        let isInverse = middle - darkest < lightest - middle
        let (ink, paper) = isInverse ? (lightest, level(at: 0.3)) : (darkest, level(at: 0.7))
        guard abs(paper - ink) > 8 else { return }
        for index in grey.indices {
            let share = Double(Int(grey[index]) - ink) / Double(paper - ink)
            grey[index] = UInt8(max(0, min(255, share * 255)))
        }
    }

    private static func bordered(_ grey: [UInt8], width: Int, height: Int) -> PixelImage? {
        guard
            let image = PixelImage(
                pixCreate(Int32(width + 2 * border), Int32(height + 2 * border), 8)),
            pixSetAll(image.pix) == 0, let data = pixGetData(image.pix)
        else { return nil }
        let stride = Int(pixGetWpl(image.pix))
        for y in 0..<height {
            let row = UnsafeMutableRawPointer(data + (y + border) * stride)
                .assumingMemoryBound(to: UInt8.self)
            // Leptonica keeps the first of four pixels in the highest byte of a word.
            for x in 0..<width { row[(x + border) ^ 3] = grey[y * width + x] }
        }
        return image
    }
}
