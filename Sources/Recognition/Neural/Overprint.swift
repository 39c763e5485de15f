internal import Domain
import Glibc

/// Stamps in coloured ink over black print, which a reader sees as one tangle.
///
/// A red or blue stamp lets much of at least one of the three lights through, black lets none: the brightest of the
/// three shows the print alone.
enum Overprint {
    /// Brightness, 0...255, below which even the brightest of the three lights shows black.
    private static let black = 100
    /// Least difference between the brightest and the darkest light of coloured ink.
    private static let colour = 60
    /// Shares of a line that both inks must take; what is coloured for the most part is a coloured ground.
    private static let leastShare = 0.02, mostColour = 0.45

    /// Whether a line has both inks.
    static func isOn(_ line: TextLine, of image: ColourImage) -> Bool {
        let step = max(1, line.thickness / 16)
        let (cosine, sine) = (cos(line.angle), sin(line.angle))
        var (coloured, dark, all) = (0, 0, 0)
        for u in stride(from: -line.length / 2, to: line.length / 2, by: step) {
            for v in stride(from: -line.thickness / 2, to: line.thickness / 2, by: step) {
                let x = Int(line.centreX + u * cosine - v * sine)
                let y = Int(line.centreY + u * sine + v * cosine)
                guard x >= 0, y >= 0, x < image.width, y < image.height else { continue }
                let start = (y * image.width + x) * 3
                let lights = image.pixels[start..<start + 3]
                let (most, least) = (Int(lights.max() ?? 0), Int(lights.min() ?? 0))
                all += 1
                if most < black { dark += 1 } else if most - least > colour { coloured += 1 }
            }
        }
        let total = Double(max(1, all))
        return Double(dark) > leastShare * total && Double(coloured) > leastShare * total
            && Double(coloured) < mostColour * total
    }
}

extension ColourImage {
    /// The image by the brightest of its three lights, without its coloured inks.
    var withoutColour: ColourImage {
        let bytes = [UInt8](unsafeUninitializedCapacity: pixels.count) { bytes, count in
            pixels.withUnsafeBufferPointer { pixels in
                for start in stride(from: 0, to: pixels.count, by: 3) {
                    let most = max(pixels[start], pixels[start + 1], pixels[start + 2])
                    for channel in 0..<3 { bytes[start + channel] = most }
                }
            }
            count = pixels.count
        }
        return ColourImage(width: width, height: height, pixels: bytes)
    }
}

extension TextLine {
    /// Whether another line stands where this one stands, over half of the smaller.
    func covers(_ other: TextLine) -> Bool {
        let across =
            min(centreX + length / 2, other.centreX + other.length / 2)
            - max(centreX - length / 2, other.centreX - other.length / 2)
        let down =
            min(centreY + thickness / 2, other.centreY + other.thickness / 2)
            - max(centreY - thickness / 2, other.centreY - other.thickness / 2)
        let smaller = min(length * thickness, other.length * other.thickness)
        return across > 0 && down > 0 && across * down > 0.4 * smaller
    }
}
