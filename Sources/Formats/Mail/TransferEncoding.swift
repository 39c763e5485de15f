/// How the content of a mail part is wrapped (RFC 2045, section 6).
enum TransferEncoding {
    /// The content without its wrapping; `nil` for a wrapping that is not read.
    static func decoded(_ body: ArraySlice<UInt8>, name: String?) -> [UInt8]? {
        switch name ?? "" {
        case "base64": base64(body)
        case "quoted-printable": quotedPrintable(body)
        case "x-uuencode", "uuencode", "x-uue", "uue", "binhex", "x-binhex", "x-yenc", "x-gzip64": nil
        default: Array(body)
        }
    }

    /// Decodes base64; whatever is not of the alphabet is passed over, as RFC 2045 asks.
    static func base64(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count / 4 * 3 + 3)
        var group: UInt32 = 0
        var count = 0
        func flush(_ output: inout [UInt8]) {
            guard count > 1 else { return }
            let bits = group << UInt32(6 * (4 - count))
            let bytes = [UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)]
            output.append(contentsOf: bytes.prefix(count - 1))
        }
        for byte in text {
            let sextet = sextets[Int(byte)]
            if sextet < 64 {
                group = group << 6 | UInt32(sextet)
                count += 1
            }
            if count == 4 || byte == UInt8(ascii: "=") {
                flush(&output)
                (group, count) = (0, 0)
            }
        }
        flush(&output)
        return output
    }

    /// Decodes quoted-printable; a `=` that escapes nothing stays as it is.
    static func quotedPrintable(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var lines = MailLines(text)
        while let line = lines.next() {
            var content = line.text
            while let last = content.last, last == 0x20 || last == 0x09 { content.removeLast() }
            let isSoft = content.last == UInt8(ascii: "=")
            if isSoft { content.removeLast() }
            // White space before a hard line break was added on the way, unless nothing follows the line.
            let isLast = line.next == text.endIndex && text.last != 0x0A
            output += hexDecoded(isSoft || !isLast ? content : line.text, escape: UInt8(ascii: "="))
            if !isSoft, !isLast { output += text[line.text.endIndex..<line.next] }
        }
        return output
    }

    /// Replaces the escape and two hexadecimal digits behind it by the byte they name.
    static func hexDecoded(_ text: ArraySlice<UInt8>, escape: UInt8) -> [UInt8] {
        var output: [UInt8] = []
        var position = text.startIndex
        while position < text.endIndex {
            if text[position] == escape, position + 2 < text.endIndex, let high = hex(text[position + 1]),
                let low = hex(text[position + 2])
            {
                output.append(high << 4 | low)
                position += 3
            } else {
                output.append(text[position])
                position += 1
            }
        }
        return output
    }

    private static func hex(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 65...70: digit - 55
        case 97...102: digit - 87
        default: nil
        }
    }

    private static let sextets: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        for (value, letter) in alphabet.enumerated() { table[Int(letter)] = UInt8(value) }
        return table
    }()
}
