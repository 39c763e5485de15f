import Testing

@testable import Recognition

@Suite struct `Letters and their neighbours` {
    private struct Missing: Error {}

    /// A grey picture of letters all of one width that stand in columns, as a till prints them: strokes of 8 × 12
    /// pixels, `pitch` apart along the line and 30 from line to line.
    private static func till(pitch: Int, lines: Int, letters: Int) throws -> PixelImage {
        let (width, height) = (400, 1_200)
        var grey = [UInt8](repeating: 255, count: width * height)
        for line in 0..<lines {
            for letter in 0..<letters {
                let (x, y) = (20 + letter * pitch, 20 + line * 30)
                for row in y..<(y + 12) {
                    for column in x..<(x + 8) { grey[row * width + column] = 0 }
                }
            }
        }
        let file = try ImageFile(
            UncompressedTIFF.bytes(grey: grey, width: width, height: height), type: .tiff,
            options: RecognitionOptions())
        return try file.page(0)
    }

    private static func direction(of image: borrowing PixelImage) throws -> TextDirection {
        guard let lines = LinePicture(of: image) else { throw Missing() }
        return lines.direction()
    }

    @Test(arguments: [10, 12, 14])
    func `letters that stand one under another do not turn a receipt`(pitch: Int) throws {
        let upright = try Self.till(pitch: pitch, lines: 30, letters: 24)
        #expect(try Self.direction(of: upright).quarterTurns == 0)
        guard let onItsSide = upright.turned(byQuarters: 3) else { throw Missing() }
        #expect(try Self.direction(of: onItsSide).quarterTurns == 1)
    }

    @Test func `a few letters do not vote`() throws {
        guard let few = LinePicture(of: try Self.till(pitch: 12, lines: 2, letters: 4)) else {
            throw Missing()
        }
        #expect(few.neighbours.runAcross == nil)
    }
}

/// The plainest TIFF there is: one strip of grey pixels.
private enum UncompressedTIFF {
    static func bytes(grey: [UInt8], width: Int, height: Int) -> [UInt8] {
        let entries: [(tag: Int, value: Int)] = [
            (256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, height),
            (279, grey.count),
        ]
        var bytes: [UInt8] = Array("II".utf8) + little(42, 2) + little(8 + grey.count, 4) + grey
        bytes += little(entries.count, 2)
        for entry in entries {
            bytes += little(entry.tag, 2) + little(4, 2) + little(1, 4) + little(entry.value, 4)
        }
        return bytes + little(0, 4)
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
}
