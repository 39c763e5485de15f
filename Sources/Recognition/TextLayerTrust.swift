internal import Domain

/// What a PDF page's own text is worth, with the reason for people.
enum TextLayerVerdict {
    /// The text is the page's text.
    case trusted(String)
    /// The text is the page's text, but these regions hold images that say more.
    case incomplete([Box], String)
    /// There is none, or none that can be relied on.
    case unusable(String)
}

extension PDFPage {
    /// Judges the page's own text, cheap signs first.
    ///
    /// Where `expectsSeller`, the page should name who sends the document, so that one that names no company is
    /// searched for it in its images.
    func verdict(on layer: borrowing TextLayer, expectsSeller: Bool) -> TextLayerVerdict {
        if layer.words.count < Self.leastWords {
            return .unusable("scan: \(layer.words.count) words of its own")
        }
        if let flaw = layer.flaw { return .unusable(flaw) }
        let images = imageAreas().compactMap { $0.clipped(width: width, height: height) }
        let page = width * height
        let cover = images.map { $0.width * $0.height }.max() ?? 0
        if cover > 0.7 * page, !showsMost(of: layer) {
            return .unusable("scan under somebody's invisible recognised text")
        }
        let silent = images.filter { $0.isWorthReading(onPageOf: page, beside: layer.words) }
        let share = silent.reduce(0) { $0 + $1.width * $1.height } / page
        if share > 0.25 {
            return .incomplete(silent, "text layer, and images that cover a quarter of the page")
        }
        if expectsSeller, !silent.isEmpty, !layer.words.contains(where: \.namesCompany) {
            return .incomplete(silent, "text layer that names no company, and images that may")
        }
        return .trusted("text layer")
    }

    /// Fewer words than these are stamped on scans by archives and printers.
    private static let leastWords = 5

    /// Whether most of the text is drawn, not only laid invisibly over a picture.
    ///
    /// The page is drawn into a PDF: what is invisible does not arrive there.
    private func showsMost(of layer: borrowing TextLayer) -> Bool {
        guard let drawn = redrawn(), let document = try? PDFDocument(drawn), let page = document.page(0)
        else {
            return false
        }
        guard let visible = try? page.textLayer(limit: 50_000_000) else { return false }
        return visible.characterCount * 2 > layer.characterCount
    }
}

extension TextLayer {
    /// Why the text cannot be what the page shows; `nil` where nothing speaks against it.
    fileprivate var flaw: String? {
        if isInconsistent { return "text layer without places" }
        if brokenCount * 20 > characterCount {
            return "garbled encoding: \(brokenCount) unreadable characters"
        }
        if glyphlessCount * 2 > characterCount { return "scan under somebody's recognised text" }
        let plausible = words.count { $0.isPlausible }
        if plausible * 10 < words.count * 6 {
            return "garbled encoding: \(words.count - plausible) of \(words.count) words make no sense"
        }
        return nil
    }
}

extension Word {
    /// Whether a word could be meant: a number, an identifier, or letters with a vowel among them.
    fileprivate var isPlausible: Bool {
        var letters = 0
        var vowels = 0
        var digits = 0
        var oddities = 0
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39: digits += 1
            case 0x41...0x5A, 0x61...0x7A:
                letters += 1
                if Self.vowels.contains(scalar) { vowels += 1 }
            case 0xC0...0xFFFF where scalar.properties.isAlphabetic:
                letters += 1
                vowels += 1
            case 0x22...0x24, 0x2A, 0x3B...0x40, 0x5B...0x60, 0x7B...0x7E: oddities += 1
            default: break
            }
        }
        if digits > 0 { return oddities * 2 <= digits + letters }
        guard letters > 0 else { return text.unicodeScalars.count <= 3 || oddities == 0 }
        return oddities <= 1 && (letters <= 4 || vowels > 0)
    }

    private static let vowels = Set("aeiouyAEIOUY".unicodeScalars)

    /// Whether the word is a company's legal form, or an address of its own in the net.
    fileprivate var namesCompany: Bool {
        let bare = text.lowercased().filter { $0.isLetter || $0 == "@" }
        return Self.legalForms.contains(bare) || text.lowercased().hasPrefix("www.") || bare.contains("@")
    }

    private static let legalForms: Set<String> = [
        "gmbh", "ag", "kg", "ohg", "ug", "gbr", "ek", "ltd", "limited", "llc", "llp", "inc", "corp",
        "corporation",
        "plc", "co", "company", "sa", "sas", "sarl", "eurl", "bv", "nv", "vof", "bvba", "srl", "spa", "sl",
        "slu",
        "ab", "oy", "as", "aps", "bhd", "pty", "sdn", "gesmbh", "mbh",
    ]
}

extension Box {
    fileprivate func clipped(width: Double, height: Double) -> Box? {
        let box = Box(
            left: max(0, left), top: max(0, top), right: min(width, right), bottom: min(height, bottom))
        return box.width > 0 && box.height > 0 ? box : nil
    }

    /// Whether an image is large enough to hold words, no background, and has next to no own text over it.
    fileprivate func isWorthReading(onPageOf area: Double, beside words: [Word]) -> Bool {
        guard width >= 40, height >= 10, width * height >= 1500, width * height <= 0.7 * area else {
            return false
        }
        return words.count { holdsMiddle(of: $0.box) } < 3
    }
}
