internal import Domain

/// A colour image in memory: red, green, blue bytes row after row, without padding.
struct ColourImage {
    /// Width in pixels.
    let width: Int
    /// Height in pixels.
    let height: Int
    /// `width` × `height` × 3 bytes.
    let pixels: [UInt8]

    /// The point in its middle.
    var middle: Point { Point(x: Double(width) / 2, y: Double(height) / 2) }

    /// Makes an image; `pixels` must fill it.
    init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(pixels.count == width * height * 3, "the pixels fill the image")
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// The image scaled to `width` × `height` by averaging the area under each new pixel; for shrinking.
    func shrunk(toWidth newWidth: Int, height newHeight: Int) -> ColourImage {
        guard newWidth != width || newHeight != height else { return self }
        let columns = Self.spans(from: width, to: newWidth)
        let rows = Self.spans(from: height, to: newHeight)
        var result = [UInt8](repeating: 0, count: newWidth * newHeight * 3)
        var sums = [UInt32](repeating: 0, count: width * 3)
        pixels.withUnsafeBufferPointer { source in
            for (y, span) in rows.enumerated() {
                for index in sums.indices { sums[index] = 0 }
                for row in span {
                    let start = row * width * 3
                    for index in 0..<(width * 3) { sums[index] &+= UInt32(source[start + index]) }
                }
                for (x, columnSpan) in columns.enumerated() {
                    let area = UInt32(span.count * columnSpan.count)
                    for channel in 0..<3 {
                        var total: UInt32 = area / 2
                        for column in columnSpan { total &+= sums[column * 3 + channel] }
                        result[(y * newWidth + x) * 3 + channel] = UInt8(truncatingIfNeeded: total / area)
                    }
                }
            }
        }
        return ColourImage(width: newWidth, height: newHeight, pixels: result)
    }

    /// Which old pixels each new pixel covers, at least one.
    private static func spans(from old: Int, to new: Int) -> [Range<Int>] {
        (0..<new).map { index in
            let start = min(index * old / new, old - 1)
            return start..<max(start + 1, (index + 1) * old / new)
        }
    }
}

extension ColourImage {
    /// The image scaled to `width` × `height` by linear interpolation; for enlarging.
    func enlarged(toWidth newWidth: Int, height newHeight: Int) -> ColourImage {
        let (scaleX, scaleY) = (Double(width) / Double(newWidth), Double(height) / Double(newHeight))
        var result = [UInt8](repeating: 0, count: newWidth * newHeight * 3)
        pixels.withUnsafeBufferPointer { source in
            for y in 0..<newHeight {
                for x in 0..<newWidth {
                    let (sampleX, sampleY) = (
                        (Double(x) + 0.5) * scaleX - 0.5, (Double(y) + 0.5) * scaleY - 0.5
                    )
                    let colour = Self.sample(source, width, height, sampleX, sampleY)
                    let start = (y * newWidth + x) * 3
                    result[start] = UInt8(colour.red)
                    result[start + 1] = UInt8(colour.green)
                    result[start + 2] = UInt8(colour.blue)
                }
            }
        }
        return ColourImage(width: newWidth, height: newHeight, pixels: result)
    }

    /// The colour between four pixels, each channel 0...255; positions outside take the edge's colour.
    @inline(__always)
    static func sample(
        _ pixels: UnsafeBufferPointer<UInt8>, _ width: Int, _ height: Int, _ x: Double, _ y: Double
    ) -> (red: Float, green: Float, blue: Float) {
        let x = max(0, min(Double(width - 1), x))
        let y = max(0, min(Double(height - 1), y))
        let (left, top) = (Int(x), Int(y))
        let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
        let (alongX, alongY) = (Float(x - Double(left)), Float(y - Double(top)))
        @inline(__always) func channel(_ offset: Int) -> Float {
            let upper =
                Float(pixels[(top * width + left) * 3 + offset]) * (1 - alongX)
                + Float(pixels[(top * width + right) * 3 + offset]) * alongX
            let lower =
                Float(pixels[(bottom * width + left) * 3 + offset]) * (1 - alongX)
                + Float(pixels[(bottom * width + right) * 3 + offset]) * alongX
            return upper * (1 - alongY) + lower * alongY
        }
        return (channel(0), channel(1), channel(2))
    }
}
