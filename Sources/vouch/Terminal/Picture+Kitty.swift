import Foundation

/// A picture as kitty's graphics protocol sends it (sw.kovidgoyal.net/kitty/graphics-protocol).
extension Picture {
    /// Base64 letters of one escape sequence; the protocol's limit.
    private static let chunk = 4096

    /// The escape sequences that show the picture over `columns` cells, with a line feed at the end.
    func kitty(columns: Int) -> String {
        let letters = Array(Data(bytes).base64EncodedString().utf8)
        var sequences = ""
        for start in stride(from: 0, to: letters.count, by: Self.chunk) {
            let end = min(start + Self.chunk, letters.count)
            let head = start == 0 ? "a=T,f=24,s=\(width),v=\(height),c=\(columns),q=2," : ""
            let more = end < letters.count ? 1 : 0
            sequences +=
                "\u{1B}_G\(head)m=\(more);\(String(decoding: letters[start..<end], as: UTF8.self))\u{1B}\\"
        }
        return sequences + "\n"
    }
}
