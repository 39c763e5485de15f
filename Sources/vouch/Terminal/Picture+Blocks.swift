/// A picture drawn with half blocks: two pixels a character, for terminals without pictures.
extension Picture {
    /// The lines, `columns` characters wide at most; needs a terminal with colours.
    func halfBlocks(columns: Int, colours: Terminal.Colours) -> [String] {
        let across = max(1, min(columns, width))
        let down = max(2, height * across / width + (height * across / width) % 2)
        let small = scaled(toWidth: across, height: down)
        return stride(from: 0, to: down, by: 2).map { y in
            var line = ""
            var last = ""
            for x in 0..<across {
                let code = Self.code(small[x, y], colours, 38) + ";" + Self.code(small[x, y + 1], colours, 48)
                if code != last { line += "\u{1B}[\(code)m" }
                last = code
                line += "▀"
            }
            return line + "\u{1B}[0m"
        }
    }

    /// The SGR parameters of a colour, before (38) or behind (48) the character.
    private static func code(_ colour: Colour, _ colours: Terminal.Colours, _ ground: Int) -> String {
        switch colours {
        case .full: "\(ground);2;\(colour.red);\(colour.green);\(colour.blue)"
        case .indexed, .none: "\(ground);5;\(colour.index)"
        }
    }
}

extension Picture.Colour {
    /// The nearest of the 256 colours of xterm: its 6×6×6 cube, or its 24 greys where the colour is one.
    var index: Int {
        let spread = Int(max(red, green, blue)) - Int(min(red, green, blue))
        let level = (Int(red) + Int(green) + Int(blue)) / 3
        if spread < 12 {
            if level < 4 { return 16 }
            return level > 246 ? 231 : 232 + min(23, max(0, (level - 8 + 5) / 10))
        }
        func step(_ value: UInt8) -> Int { value < 48 ? 0 : value < 115 ? 1 : (Int(value) - 35) / 40 }
        return 16 + 36 * step(red) + 6 * step(green) + step(blue)
    }
}
