import Foundation

extension Picture {
    /// The picture in sixteen greys as an address that a browser shows without loading anything: a BMP file in base64.
    var bitmapAddress: String {
        let rowBytes = (width + 7) / 8 * 4
        let offset = 54 + 16 * 4
        var file: [UInt8] = Array("BM".utf8)
        file += Self.bytes(offset + rowBytes * height) + Self.bytes(0) + Self.bytes(offset)
        file += Self.bytes(40) + Self.bytes(width) + Self.bytes(height) + [1, 0, 4, 0]
        file += [0, rowBytes * height, 2835, 2835, 16, 0].flatMap(Self.bytes)
        for grey in 0..<16 { file += Array(repeating: UInt8(grey * 17), count: 3) + [0] }
        for y in stride(from: height - 1, through: 0, by: -1) {
            var row = Array(repeating: UInt8(0), count: rowBytes)
            for x in 0..<width {
                let grey = bytes[(y * width + x) * 3] >> 4
                row[x / 2] |= x.isMultiple(of: 2) ? grey << 4 : grey
            }
            file += row
        }
        return "data:image/bmp;base64," + Data(file).base64EncodedString()
    }

    private static func bytes(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
