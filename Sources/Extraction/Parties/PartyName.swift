import Domain

/// A text that may be the name of a party, with what was seen about it.
struct PartyName {
    var text: String
    var page: Int
    /// The segment it begins in.
    var segment: Int
    var box: Box
    var features: [Feature]
    /// The lines of the address below it.
    var address: [String] = []

    mutating func add(_ name: String, _ value: Double = 1) {
        guard !features.contains(where: { $0.name == name }) else { return }
        features.append(Feature(name, value))
    }

    func has(_ name: String) -> Bool { features.contains { $0.name == name } }
}

/// Cleans the words of a line so that a name remains.
enum NameText {
    /// The name among the words of a line; `nil` when they are no name.
    static func name(of words: ArraySlice<String>) -> String? {
        var words = words
        if words.count > 1, words.first?.hasSuffix(":") == true { words = words.dropFirst() }
        words = AddressText.withoutSalutation(words)
        while let first = words.first, isNoise(first) || isLongNumber(first) { words = words.dropFirst() }
        words = cutRegister(words)
        while let last = words.last, isNoise(last) { words = words.dropLast() }
        guard (1...10).contains(words.count) else { return nil }
        var text = words.joined(separator: " ")
        while let last = text.last, ",;:|•·*-–_=".contains(last) { text.removeLast() }
        while let first = text.first, ",;:|•·*-–_='‘’\"“”~.<>".contains(first) { text.removeFirst() }
        text = text.trimmingSpaces()
        let letters = text.unicodeScalars.count { $0.properties.isAlphabetic }
        let digits = text.utf8.count(where: PlainBytes.isDigit)
        guard letters >= 2, digits <= letters else { return nil }
        return text
    }

    /// `(654321-K)` and `Co. Reg. No.` after a name are not of it.
    private static func cutRegister(_ words: ArraySlice<String>) -> ArraySlice<String> {
        let words = words.flatMap(splitRegister)[...]
        guard
            let cut = words.indices.dropFirst().first(where: { index in
                let bytes = Array(words[index].utf8)
                let digits = bytes.count(where: PlainBytes.isDigit)
                let isRegister = bytes.first == UInt8(ascii: "(") && digits >= 3
                return isRegister || digits >= 5 && index > words.startIndex
                    || bytes.first == UInt8(ascii: "(")
                        && (AddressText.namesRegister(words[index])
                            || AddressText.folded(words[index]) == "formerly")
            })
        else { return words }
        return words[..<cut]
    }

    /// `Bhd(654321-K)` is a word of the name and a number.
    private static func splitRegister(_ word: String) -> [String] {
        guard let open = word.firstIndex(of: "("), open != word.startIndex,
            word[open...].utf8.count(where: PlainBytes.isDigit) >= 4
        else { return [word] }
        return [String(word[..<open]), String(word[open...])]
    }

    private static let formWords: Set<String> = [
        "signature", "signatory", "signed", "unterschrift", "handtekening", "firmato", "stamp", "stempel",
    ]

    /// Whether the words are of a form to be filled in: `Customer Signature`, `(if other than`.
    static func isFormText(_ words: [String]) -> Bool {
        words.first?.hasPrefix("(") == true && words.first?.contains(")") == false
            || words.contains { formWords.contains(AddressText.folded($0)) }
    }

    private static func isLongNumber(_ word: String) -> Bool {
        word.utf8.count >= 5 && word.utf8.allSatisfy(PlainBytes.isDigit)
    }

    private static func isNoise(_ word: String) -> Bool {
        !word.unicodeScalars.contains { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "&" }
    }
}

extension String {
    /// The text without spaces at both ends.
    func trimmingSpaces() -> String {
        var slice = self[...]
        while slice.first == " " { slice = slice.dropFirst() }
        while slice.last == " " { slice = slice.dropLast() }
        return String(slice)
    }
}

extension String {
    /// The text without commas and semicolons at its end.
    func trimmingEnds() -> String {
        var slice = self[...]
        while let last = slice.last, last == "," || last == ";" { slice = slice.dropLast() }
        return String(slice)
    }

    /// The text without signs at both ends that are no letters or digits.
    func trimmingSigns() -> String {
        func isSign(_ scalar: Unicode.Scalar) -> Bool {
            !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
        }
        var scalars = unicodeScalars[...]
        while let first = scalars.first, isSign(first) { scalars = scalars.dropFirst() }
        while let last = scalars.last, isSign(last) { scalars = scalars.dropLast() }
        return String(String.UnicodeScalarView(scalars))
    }
}
