/// A picture as DEC's sixel graphics (VT330/VT340 programmer's reference, chapter 14).
extension Picture {
    /// The escape sequence that shows the picture, in the 216 colours of a 6×6×6 cube, with a line feed at the end.
    func sixel() -> String {
        var text = "\u{1B}Pq\"1;1;\(width);\(height)"
        for index in 0..<216 {
            text += "#\(index);2;\(index / 36 * 20);\(index / 6 % 6 * 20);\(index % 6 * 20)"
        }
        for top in stride(from: 0, to: height, by: 6) { text += band(from: top) + "-" }
        return text + "\u{1B}\\\n"
    }

    /// Six rows of pixels: for every colour in them, one pass over the columns.
    private func band(from top: Int) -> String {
        var columns: [Int: [UInt8]] = [:]
        for y in top..<min(top + 6, height) {
            for x in 0..<width {
                let index = self[x, y].cubeIndex
                columns[index, default: [UInt8](repeating: 0, count: width)][x] |= 1 << UInt8(y - top)
            }
        }
        return columns.sorted { $0.key < $1.key }
            .map { "#\($0.key)" + Self.runs(of: $0.value) }
            .joined(separator: "$")
    }

    /// Sixels with repetitions written as `!count`.
    private static func runs(of sixels: [UInt8]) -> String {
        var text = ""
        var index = 0
        while index < sixels.count {
            var end = index + 1
            while end < sixels.count, sixels[end] == sixels[index] { end += 1 }
            let letter = String(UnicodeScalar(sixels[index] + 63))
            text +=
                end - index > 3 ? "!\(end - index)\(letter)" : String(repeating: letter, count: end - index)
            index = end
        }
        return text
    }
}

extension Picture.Colour {
    /// The nearest colour of a cube with six steps each way.
    fileprivate var cubeIndex: Int {
        func step(_ value: UInt8) -> Int { (Int(value) * 5 + 127) / 255 }
        return step(red) * 36 + step(green) * 6 + step(blue)
    }
}
