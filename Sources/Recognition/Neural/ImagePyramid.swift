import Glibc

/// A page image with its halved copies, made when they are asked for, so that large type is sampled without aliasing.
final class ImagePyramid {
    /// Type up to eight times the network's height is sampled well.
    private static let mostLevels = 3
    /// Images smaller than this are not halved.
    private static let leastSide = 64

    /// The colour of bare paper.
    private static let barePaper: (red: Float, green: Float, blue: Float) = (242, 242, 242)

    private var levels: [ColourImage]

    init(_ image: ColourImage) {
        levels = [image]
    }

    /// The image itself.
    var image: ColourImage { levels[0] }
    /// Width of the image in pixels.
    var width: Int { image.width }
    /// Height of the image in pixels.
    var height: Int { image.height }

    /// What a rectangle shows once it is turned upright, `nil` for all of the image as it lies.
    func picture(of view: TextLine?, width: Int, height: Int) -> ColourImage {
        guard let view else {
            return width <= self.width && height <= self.height
                ? image.shrunk(toWidth: width, height: height)
                : image.enlarged(toWidth: width, height: height)
        }
        var bytes = [UInt8](repeating: 0, count: 3 * width * height)
        draw(view, used: width, height: height) { x, y, colour in
            let start = 3 * (y * width + x)
            bytes[start] = UInt8(colour.red)
            bytes[start + 1] = UInt8(colour.green)
            bytes[start + 2] = UInt8(colour.blue)
        }
        return ColourImage(width: width, height: height, pixels: bytes)
    }

    /// The image halved so many times, or as often as it can be.
    private func level(_ wanted: Int) -> ColourImage {
        while levels.count <= min(wanted, Self.mostLevels - 1) {
            let last = levels[levels.count - 1]
            guard min(last.width, last.height) >= Self.leastSide else { break }
            levels.append(last.shrunk(toWidth: last.width / 2, height: last.height / 2))
        }
        return levels[min(wanted, levels.count - 1)]
    }

    /// Draws a line upright into three planes of `input` at `offset`, blue first, scaled to -1...1.
    func draw(_ line: TextLine, into input: inout [Float], at offset: Int, used: Int, width: Int, height: Int)
    {
        let plane = width * height
        draw(line, used: used, height: height) { x, y, colour in
            let index = offset + y * width + x
            input[index] = colour.blue / 127.5 - 1
            input[index + plane] = colour.green / 127.5 - 1
            input[index + 2 * plane] = colour.red / 127.5 - 1
        }
    }

    /// Hands out the colours of a rectangle turned upright, row by row.
    @inline(__always)
    private func draw(
        _ line: TextLine, used: Int, height: Int,
        to put: (Int, Int, (red: Float, green: Float, blue: Float)) -> Void
    ) {
        let shrink = line.thickness / Double(height)
        let image = level(max(0, Int(log2(max(1, shrink)) + 0.3)))
        let factor = Double(image.width) / Double(levels[0].width)
        let (cosine, sine) = (cos(line.angle) * factor, sin(line.angle) * factor)
        let (stepX, stepY) = (line.length / Double(used), line.thickness / Double(height))
        let reach = line.length / 2 - line.bareEnds * line.thickness
        image.pixels.withUnsafeBufferPointer { pixels in
            for y in 0..<height {
                let v = (Double(y) + 0.5) * stepY - line.thickness / 2
                for x in 0..<used {
                    let u = (Double(x) + 0.5) * stepX - line.length / 2
                    guard abs(u) <= reach else {
                        put(x, y, Self.barePaper)
                        continue
                    }
                    put(
                        x, y,
                        ColourImage.sample(
                            pixels, image.width, image.height,
                            line.centreX * factor + u * cosine - v * sine - 0.5,
                            line.centreY * factor + u * sine + v * cosine - 0.5))
                }
            }
        }
    }
}
