import CLeptonica
import Domain
import Foundation

@testable import Recognition

/// Pictures of fixture pages as a telephone would take them, drawn by numbers that are known.
enum PhotographedPages {
    struct Missing: Error {}

    /// What `#require` does, for what cannot be copied.
    static func there<Value: ~Copyable>(_ value: consuming Value?) throws -> Value {
        guard let value else { throw Missing() }
        return value
    }

    /// The first page of a digital fixture, in colour.
    static func page(_ fixture: String, resolution: Int = 110) throws -> PixelImage {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Fixtures/\(fixture)/document.pdf").standardizedFileURL
        let document = try PDFDocument(Array(try Data(contentsOf: file)))
        guard let page = document.page(0) else { throw Missing() }
        let image = try page.rendered(resolution: resolution, inColour: true)
        return try there(PixelImage(pixConvertTo32(image.pix)))
    }

    /// The page laid on a table so that its corners come to lie on `corners`, in shares of a picture of 750 × 1000.
    static func laid(
        _ page: borrowing PixelImage, on corners: Quad, table: UInt32 = 70, width: Int = 750,
        height: Int = 1000
    ) throws -> PixelImage {
        let picture = try there(PixelImage(pixCreate(Int32(width), Int32(height), 32)))
        let view = try there(Perspective(onto: corners))
        for row in 0..<height {
            for column in 0..<width {
                let place = Point(
                    x: (Double(column) + 0.5) / Double(width), y: (Double(row) + 0.5) / Double(height))
                let on = view.source(of: place)
                // A table with some grain.
                let grey = table + UInt32((row * 7 + column * 13) % 11)
                var colour = grey << 24 | grey << 16 | grey << 8
                if (0..<1).contains(on.x), (0..<1).contains(on.y) {
                    pixGetPixel(
                        page.pix, Int32(on.x * Double(page.width)), Int32(on.y * Double(page.height)), &colour
                    )
                }
                pixSetPixel(picture.pix, Int32(column), Int32(row), colour)
            }
        }
        return picture
    }

    static func quad(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ x3: Double, _ y3: Double, _ x4: Double,
        _ y4: Double
    ) -> Quad {
        Quad(
            topLeft: Point(x: x1, y: y1), topRight: Point(x: x2, y: y2), bottomRight: Point(x: x3, y: y3),
            bottomLeft: Point(x: x4, y: y4))
    }

    /// As seen from below, from the right, turned by some 30 degrees, and from the upper left.
    static let askew = [
        quad(0.18, 0.08, 0.85, 0.06, 0.93, 0.93, 0.07, 0.95),
        quad(0.1, 0.1, 0.9, 0.05, 0.92, 0.88, 0.06, 0.96),
        quad(0.42, 0.1, 0.97, 0.35, 0.55, 0.9, 0.03, 0.62),
        quad(0.05, 0.04, 0.88, 0.1, 0.8, 0.93, 0.12, 0.95),
    ]

    /// By how much two pictures differ in the mean once both are small and grey, 0...1.
    static func difference(_ one: borrowing PixelImage, _ other: borrowing PixelImage) throws -> Double {
        let small = try there(one.grey)
        let like = try there(other.grey)
        let (wide, high) = (Int32(160), Int32(220))
        let first = try there(PixelImage(pixScaleToSize(small.pix, wide, high)))
        let second = try there(PixelImage(pixScaleToSize(like.pix, wide, high)))
        var sum = 0
        for y in 0..<high {
            for x in 0..<wide {
                var (a, b): (UInt32, UInt32) = (0, 0)
                pixGetPixel(first.pix, x, y, &a)
                pixGetPixel(second.pix, x, y, &b)
                sum += abs(Int(a) - Int(b))
            }
        }
        return Double(sum) / 255 / Double(wide * high)
    }
}

extension Perspective {
    /// The point of the unit square that is seen at a place: the inverse, by Cramer's rule.
    fileprivate func source(of place: Point) -> Point {
        let (m11, m12, m13) = (a - place.x * g, b - place.x * h, place.x - c)
        let (m21, m22, m23) = (d - place.y * g, e - place.y * h, place.y - f)
        let divisor = m11 * m22 - m12 * m21
        return Point(x: (m13 * m22 - m12 * m23) / divisor, y: (m11 * m23 - m13 * m21) / divisor)
    }
}
