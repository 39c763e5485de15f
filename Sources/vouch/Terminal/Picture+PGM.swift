/// A grey picture in the form reader processes draw: PGM with 8 bits (netpbm, `P5`).
extension Picture {
    /// Reads a PGM; `nil` for anything else, or when bytes are missing.
    init?(pgm bytes: [UInt8]) {
        var rest = bytes[...]
        var words: [String] = []
        while words.count < 4 {
            rest = rest.drop { Self.isSpace($0) }
            if rest.first == UInt8(ascii: "#") {
                rest = rest.drop { $0 != UInt8(ascii: "\n") }
                continue
            }
            let word = rest.prefix { !Self.isSpace($0) }
            guard !word.isEmpty, word.count < 12 else { return nil }
            words.append(String(decoding: word, as: UTF8.self))
            rest = rest.dropFirst(word.count)
        }
        guard words[0] == "P5", words[3] == "255", let width = Int(words[1]), let height = Int(words[2])
        else {
            return nil
        }
        self.init(width: width, height: height, bytes: rest.dropFirst().flatMap { [$0, $0, $0] })
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
}
