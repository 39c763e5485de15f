internal import Domain
internal import Glibc

/// A PDF of page images with the words laid invisibly over them, so that it can be searched and copied from.
///
/// The same pages give the same bytes.
struct SearchablePDF {
    private var objects: [[UInt8]?] = [nil, nil]
    private var pages: [Int] = []
    private var letters = InvisibleLetters()

    /// Adds a page: its image as the source holds it, and the words read on it.
    ///
    /// - Parameters:
    ///   - page: The page, its words in points of the upright, level page.
    ///   - image: The image before it was turned and levelled.
    mutating func add(_ page: Page, image: PackedImage) {
        let picture = reserve()
        let head =
            "<< /Type /XObject /Subtype /Image /Width \(image.width) /Height \(image.height) \(image.entries)"
        objects[picture] = Self.stream(head, image.bytes)
        let contents = reserve()
        objects[contents] = Self.stream("<<", Array(drawing(of: page).utf8))
        let sheet = reserve()
        let size = "\(Self.number(page.width)) \(Self.number(page.height))"
        objects[sheet] = Array(
            ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(size)] /Contents \(contents + 1) 0 R"
                + " /Resources << /XObject << /Im \(picture + 1) 0 R >> /Font FONTS >> >>").utf8)
        pages.append(sheet)
    }

    private mutating func reserve() -> Int {
        objects.append(nil)
        return objects.count - 1
    }

    private static func stream(_ head: String, _ bytes: [UInt8]) -> [UInt8] {
        Array("\(head) /Length \(bytes.count) >>\nstream\n".utf8) + bytes + Array("\nendstream".utf8)
    }

    /// The image turned upright as the page is, then every word where it stands on that image.
    private mutating func drawing(of page: Page) -> String {
        let width = Self.number(page.width)
        let height = Self.number(page.height)
        let turn =
            switch page.rotation {
            case 90: "0 -\(height) \(width) 0 0 \(height)"
            case 180: "-\(width) 0 0 -\(height) \(width) \(height)"
            case 270: "0 \(height) -\(width) 0 \(width) 0"
            default: "\(width) 0 0 \(height) 0 0"
            }
        var text = "q \(turn) cm /Im Do Q\nBT 3 Tr\n"
        for word in page.words { text += showing(word, on: page) }
        return text + "ET\n"
    }

    /// A word at its place; the skew that was taken out of the page is put in again.
    private mutating func showing(_ word: Word, on page: Page) -> String {
        let angle = page.origin == .image ? page.skew * .pi / 180 : 0
        let (sine, cosine) = (sin(angle), cos(angle))
        let size = max(1, word.box.height / (InvisibleLetters.ascent + InvisibleLetters.descent))
        let baseline = word.box.bottom - InvisibleLetters.descent * size
        let (across, down) = (word.box.left - page.width / 2, baseline - page.height / 2)
        let x = page.width / 2 + across * cosine - down * sine
        let y = page.height / 2 - across * sine - down * cosine
        let spelled = Array(word.text.unicodeScalars)
        let stretch = 100 * word.box.width / (Double(spelled.count) * InvisibleLetters.width * size)
        let matrix = [cosine, -sine, sine, cosine, x, y].map { Self.number($0, places: 4) }
        var text = "\(matrix.joined(separator: " ")) Tm \(Self.number(max(1, stretch))) Tz\n"
        for run in letters.runs(of: spelled) {
            text += "/F\(run.font) \(Self.number(size)) Tf <\(run.codes)> Tj\n"
        }
        return text
    }

    /// Writes the document.
    consuming func bytes() -> [UInt8] {
        let fonts = letters.objects(after: objects.count)
        let names = fonts.names.enumerated().map { "/F\($0.offset) \($0.element) 0 R" }.joined(separator: " ")
        for page in pages {
            let text = String(decoding: objects[page] ?? [], as: UTF8.self)
            let parts = text.split(separator: "FONTS", maxSplits: 1)
            objects[page] = Array(parts.joined(separator: "<< \(names) >>").utf8)
        }
        let kids = pages.map { "\($0 + 1) 0 R" }.joined(separator: " ")
        objects[0] = Array("<< /Type /Catalog /Pages 2 0 R >>".utf8)
        objects[1] = Array("<< /Type /Pages /Count \(pages.count) /Kids [\(kids)] >>".utf8)
        return Self.file(objects.map { $0 ?? [] } + fonts.objects)
    }

    private static func file(_ objects: [[UInt8]]) -> [UInt8] {
        var bytes = Array("%PDF-1.5\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A]
        var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            let offset = String(bytes.count)
            table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
            bytes += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let start = bytes.count
        let trailer = "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return bytes + Array((table + trailer).utf8)
    }

    /// A number as PDF writes it, without an exponent.
    private static func number(_ value: Double, places: Int = 2) -> String {
        let unit = places == 2 ? 100 : 10_000
        let whole = Int((value * Double(unit)).rounded())
        let fraction = String(whole.magnitude % UInt(unit))
        let padded = String(repeating: "0", count: places - fraction.count) + fraction
        return "\(whole < 0 ? "-" : "")\(whole.magnitude / UInt(unit)).\(padded)"
    }
}

/// Fonts whose letters are empty, one code for each character that occurs.
private struct InvisibleLetters {
    /// Width of every letter as a share of the type size.
    static let width = 0.5
    /// How far a word's box reaches over the baseline, as a share of the type size; Poppler's measure of Type 3.
    static let ascent = 0.95
    /// How far a word's box reaches under the baseline, as a share of the type size.
    static let descent = 0.35

    private var codes: [Unicode.Scalar: Int] = [:]
    private var order: [Unicode.Scalar] = []
    private static let lettersPerFont = 255

    /// The word as runs of codes, each of one font.
    mutating func runs(of text: [Unicode.Scalar]) -> [(font: Int, codes: String)] {
        var runs: [(font: Int, codes: String)] = []
        for scalar in text {
            let index = codes[scalar] ?? order.count
            if index == order.count {
                codes[scalar] = index
                order.append(scalar)
            }
            let font = index / Self.lettersPerFont
            let code = Self.hex(index % Self.lettersPerFont + 1, digits: 2)
            if runs.last?.font == font {
                runs[runs.count - 1].codes += code
            } else {
                runs.append((font, code))
            }
        }
        return runs
    }

    /// The objects of the fonts, numbered from `count` + 1, and the numbers of the fonts among them.
    func objects(after count: Int) -> (objects: [[UInt8]], names: [Int]) {
        var objects: [[UInt8]] = []
        var names: [Int] = []
        for start in stride(from: 0, to: order.count, by: Self.lettersPerFont) {
            let letters = Array(order[start..<min(order.count, start + Self.lettersPerFont)])
            let number = count + objects.count + 1
            names.append(number)
            let widths = letters.map { _ in "500" }.joined(separator: " ")
            let differences = letters.indices.map { _ in "/g" }.joined(separator: " ")
            objects.append(
                Array(
                    ("<< /Type /Font /Subtype /Type3 /FontBBox [0 -350 500 950] /FontMatrix [.001 0 0 .001 0 0]"
                        + " /CharProcs << /g \(number + 1) 0 R >> /Resources << >>"
                        + " /Encoding << /Type /Encoding /Differences [1 \(differences)] >>"
                        + " /FirstChar 1 /LastChar \(letters.count) /Widths [\(widths)]"
                        + " /ToUnicode \(number + 2) 0 R >>").utf8))
            objects.append(Array("<< /Length 8 >>\nstream\n500 0 d0\nendstream".utf8))
            let map = Self.unicodeMap(of: letters)
            objects.append(Array("<< /Length \(map.utf8.count) >>\nstream\n\(map)\nendstream".utf8))
        }
        return (objects, names)
    }

    private static func unicodeMap(of letters: [Unicode.Scalar]) -> String {
        var map =
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Letters def"
            + " /CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange\n"
        for start in stride(from: 0, to: letters.count, by: 100) {
            let part = letters[start..<min(letters.count, start + 100)]
            map += "\(part.count) beginbfchar\n"
            for (offset, letter) in part.enumerated() {
                let units = letter.utf16.map { hex(Int($0), digits: 4) }.joined()
                map += "<\(hex(start + offset + 1, digits: 2))> <\(units)>\n"
            }
            map += "endbfchar\n"
        }
        return map + "endcmap end end"
    }

    private static func hex(_ value: Int, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
