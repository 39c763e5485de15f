/// What a line of an address is told by.
enum AddressText {
    private static let streetWords: Set<String> = [
        "street", "st", "road", "rd", "avenue", "ave", "lane", "drive", "dr", "boulevard", "blvd", "way",
        "close",
        "court", "square", "suite", "floor", "unit", "lot", "no", "jalan", "jln", "lorong", "lrg", "taman",
        "kawasan", "rue", "chemin", "allee", "place", "quai", "impasse", "route", "bd", "cours", "zone", "zi",
        "calle", "avda", "plaza", "paseo", "carrer", "poligono", "via", "viale", "piazza", "corso", "largo",
        "strasse", "str", "weg", "platz", "gasse", "ring", "damm", "ufer", "postfach", "straat", "laan",
        "plein",
        "kade", "gracht", "singel", "postbus", "box", "building", "plot", "sector", "nagar", "industrial",
        "seksyen", "section", "persiaran", "lebuh", "bandar", "batu", "hwy", "highway", "pkwy", "circle",
        "hauptstrasse", "cedex",
    ]
    private static let streetEndings = [
        "street", "strasse", "str", "weg", "platz", "gasse", "allee", "ring", "damm", "ufer", "straat",
        "laan", "plein",
        "kade", "gracht", "dijk", "steeg", "markt", "graben",
    ]
    private static let houseWords: Set<String> = [
        "no", "lot", "unit", "block", "suite", "plot", "shop", "level",
    ]
    /// What the names of numbers in a register are made of, the longer of two with one beginning first.
    private static let registerParts = ["company", "co", "reg", "roc", "gst", "no", "id"]
    private static let countries: Set<String> = [
        "usa", "us", "uk", "england", "deutschland", "germany", "france", "frankreich", "espana", "spain",
        "italia", "italy", "nederland", "netherlands", "belgium", "belgie", "belgique", "austria",
        "oesterreich", "schweiz", "suisse", "switzerland", "malaysia", "singapore", "india", "portugal",
        "ireland", "canada", "australia", "luxembourg", "polska", "poland",
    ]
    private static let salutations: Set<String> = [
        "herr", "herrn", "frau", "mr", "mrs", "ms", "mme", "monsieur", "madame", "m", "sr", "sra", "familie",
        "dhr", "mevr", "mevrouw", "sig", "mlle", "spettle", "spett", "firma", "spettabile", "messrs",
    ]
    private static let salutationsToDrop: Set<String> = [
        "herr", "herrn", "frau", "firma", "spettle", "spett", "spettabile", "messrs",
    ]
    private static let separators: Set<String> = ["•", "·", "|", "–", "-", "*", "■", "/", "◦", "∙", "●"]

    /// A word in small plain letters, without dots and the like.
    static func folded(_ word: String) -> String {
        let plain =
            word.contains("ß")
            ? word.split(separator: "ß", omittingEmptySubsequences: false).joined(separator: "ss") : word
        return String(
            decoding: PlainBytes.lowercased(plain).filter { PlainBytes.isLetter($0) }, as: UTF8.self)
    }

    /// Whether the words hold a street.
    static func isStreet(_ words: [String]) -> Bool {
        let hasNumber = words.contains { $0.utf8.contains { PlainBytes.isDigit($0) } }
        guard hasNumber, words.count >= 2 else { return false }
        return words.contains { word in
            let small = folded(word)
            return streetWords.contains(small)
                || (small.utf8.count > 5 && streetEndings.contains { small.hasSuffix($0) })
        }
    }

    /// Whether the words begin with the number of a house, a unit or a lot: `NO. 18`, `12B-3,`, `LOT 10250`.
    static func beginsWithHouse(_ words: [String]) -> Bool {
        guard words.count >= 2, let first = words.first else { return false }
        func isShort(_ word: String) -> Bool {
            let digits = word.utf8.count(where: PlainBytes.isDigit)
            return (1...4).contains(digits) || digits == 5 && !word.utf8.contains(UInt8(ascii: "-"))
        }
        if houseWords.contains(folded(first)) {
            return first.utf8.contains(where: PlainBytes.isDigit) || isShort(words[1])
        }
        guard let start = first.utf8.first, PlainBytes.isDigit(start), first.hasSuffix(",") else {
            return false
        }
        return isShort(first)
    }

    /// Whether a word names the number of a register, also run together: `Co.`, `ROC`, `Co.Reg.No:`; a mere `No` does not.
    static func namesRegister(_ word: String) -> Bool {
        let small = folded(word)
        var rest = small[...]
        while let part = registerParts.first(where: rest.hasPrefix) { rest = rest.dropFirst(part.count) }
        return rest.isEmpty && !small.isEmpty && small != "no"
    }

    /// Whether the words are a name and the number of a house: `Lijnbaan 72`, `101 Orchard Way`.
    static func endsInHouse(_ words: [String]) -> Bool {
        func isHouse(_ word: String?) -> Bool {
            guard let word, (1...5).contains(word.utf8.count) else { return false }
            return word.utf8.first.map(PlainBytes.isDigit) == true
                && word.utf8.count(where: PlainBytes.isLetter) < 2
        }
        guard (2...5).contains(words.count) else { return false }
        return isHouse(words.last) != isHouse(words.first)
            && words.contains { $0.utf8.count > 3 && !$0.utf8.contains(where: PlainBytes.isDigit) }
    }

    /// Whether the words hold a postal code with its town.
    static func hasPostcode(_ words: [String]) -> Bool {
        let plain = words.map {
            PlainBytes.of($0).filter { PlainBytes.isLetter($0) || PlainBytes.isDigit($0) }
        }
        for (index, word) in plain.enumerated() {
            let digits = word.count(where: PlainBytes.isDigit)
            let letters = word.count - digits
            let next = index + 1 < plain.count ? plain[index + 1] : []
            let isTownNext = next.count >= 2 && next.allSatisfy(PlainBytes.isLetter)
            let isBefore =
                index > 0 && plain[index - 1].count >= 2 && plain[index - 1].allSatisfy(PlainBytes.isLetter)
            switch (digits, letters) {
            case (5, 0), (5, 1), (5, 2): if isTownNext || isBefore && word.count == 5 { return true }
            case (4, 0), (4, 1), (4, 2):
                let isAfterComma =
                    index > 0 && (words[index - 1].hasSuffix(",") || isSeparator(words[index - 1]))
                if isTownNext, index == 0 || index == 1 && letters == 0 || isAfterComma { return true }
            case (6, 0): if isBefore || isTownNext { return true }
            case (1...2, 1...3):
                // Outward and inward part of a British postcode.
                if word.first.map(PlainBytes.isLetter) == true, next.count == 3,
                    next.first.map(PlainBytes.isDigit) == true,
                    next.dropFirst().allSatisfy(PlainBytes.isLetter)
                {
                    return true
                }
            default: break
            }
        }
        return false
    }

    /// Whether these are the two letters of one of the United States (USPS Publication 28, appendix B).
    static func isStateOfUnion(_ letters: some Sequence<UInt8>) -> Bool {
        states.contains(String(decoding: Array(letters), as: UTF8.self))
    }

    private static let states: Set<String> = [
        "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "IN", "KS",
        "KY",
        "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY",
        "OH",
        "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "WY",
    ]

    /// Whether a town and a country behind a comma are all there is: `Springfield, USA`.
    static func endsInCountry(_ words: [String]) -> Bool {
        guard let last = words.last, words.count <= 4 else { return false }
        let isBehindComma = words.count == 1 || words[words.count - 2].hasSuffix(",")
        return isBehindComma && countries.contains(folded(last))
    }

    /// Whether the words are a salutation alone, such as `Herrn`.
    static func isSalutation(_ words: [String]) -> Bool {
        words.count <= 2 && !words.isEmpty && words.allSatisfy { salutations.contains(folded($0)) }
    }

    /// Whether the words begin with a salutation.
    static func beginsWithSalutation(_ words: [String]) -> Bool {
        words.first.map { salutations.contains(folded($0)) } ?? false
    }

    /// The words without a salutation that is not part of a name.
    static func withoutSalutation(_ words: ArraySlice<String>) -> ArraySlice<String> {
        guard words.count > 1, let first = words.first, salutationsToDrop.contains(folded(first)) else {
            return words
        }
        return words.dropFirst()
    }

    /// The street and the town among the words of a line, from its start to the town: what stands behind
    /// separators and commas, without what follows; empty where there is no town.
    static func addressInLine(_ words: ArraySlice<String>) -> String {
        var parts: [[String]] = [[]]
        for word in words {
            if separators.contains(word) {
                parts.append([])
            } else {
                parts[parts.count - 1].append(word)
                if word.hasSuffix(",") || word.hasSuffix(";") { parts.append([]) }
            }
        }
        parts.removeAll(where: \.isEmpty)
        guard let town = parts.firstIndex(where: hasPostcode), town < 4 else { return "" }
        let ends = town == 0 && !isStreet(parts[0]) ? 0 : town
        return parts[...ends].map { $0.joined(separator: " ").trimmingEnds() }.joined(separator: ", ")
    }

    /// Whether the word is a sign that parts the pieces of a sender line.
    static func isSeparator(_ word: String) -> Bool { separators.contains(word) }

    /// Where a sign stands that parts the pieces of a sender line, counted from the start.
    static func separator(in words: [String]) -> Int? {
        words.firstIndex { separators.contains($0) }
    }
}
