/// A class of characters: some items, without those of other classes.
struct PatternSet: Sendable {
    /// A part of a class.
    enum Item: Sendable {
        case range(ClosedRange<Unicode.Scalar>)
        case kind(Kind, isNegated: Bool)
    }

    /// Characters with something in common.
    enum Kind: Sendable {
        case space, digit, word, nameStart, namePart
        case category(String)
        case block(ClosedRange<UInt32>)
    }

    let items: [Item]
    let isNegated: Bool
    let without: [PatternSet]

    /// Whether one of the spellings of a character in other cases is in the class.
    func contains(_ spellings: [Unicode.Scalar]) -> Bool {
        let isListed = spellings.contains { scalar in items.contains { $0.contains(scalar) } }
        return isListed != isNegated && !without.contains { $0.contains(spellings) }
    }
}

extension PatternSet.Item {
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .range(let range): range.contains(scalar)
        case .kind(let kind, let isNegated): kind.contains(scalar) != isNegated
        }
    }
}

extension PatternSet.Kind {
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let category = scalar.properties.generalCategory
        switch self {
        case .space: return ["\t", "\n", "\r", " "].contains(scalar)
        case .digit: return category == .decimalNumber
        case .word: return !["P", "Z", "C"].contains(UnicodeCategories.name(of: category).prefix(1))
        case .nameStart: return scalar == "_" || scalar == ":" || (scalar.isNameStart && scalar != "?")
        case .namePart:
            return ["_", ":", "-", "."].contains(scalar) || (scalar.isNamePart && scalar != "?")
        case .category(let name): return UnicodeCategories.name(of: category).hasPrefix(name)
        case .block(let block): return block.contains(scalar.value)
        }
    }
}

extension Unicode.Scalar {
    /// The character and its spellings in other cases, where those are one character.
    var spellings: [Unicode.Scalar] {
        if isASCII, self != "k", self != "K", self != "s", self != "S" {
            let isLetter = ("a"..."z").contains(self) || ("A"..."Z").contains(self)
            return isLetter ? [self, Unicode.Scalar(UInt8(value) ^ 0x20)] : [self]
        }
        var spellings = ownSpellings
        for other in Self.lateSpellings where other.spellings.contains(where: { spellings.contains($0) }) {
            spellings += other.spellings.filter { !spellings.contains($0) }
        }
        return spellings
    }

    /// The character, its other cases, and theirs.
    private var ownSpellings: [Unicode.Scalar] {
        var spellings = [self]
        for _ in 0..<2 {
            for scalar in spellings {
                let mappings = [
                    scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping,
                    scalar.properties.titlecaseMapping,
                ]
                for text in mappings {
                    let scalars = Array(text.unicodeScalars)
                    if scalars.count == 1, !spellings.contains(scalars[0]) { spellings.append(scalars[0]) }
                }
            }
        }
        return spellings
    }

    /// Characters whose other cases do not lead back to them: the kelvin, the long s, the micro.
    private static let lateSpellings: [(scalar: Unicode.Scalar, spellings: [Unicode.Scalar])] =
        ([
            "\u{212A}", "\u{212B}", "\u{2126}", "\u{017F}", "\u{00B5}", "\u{0345}", "\u{03C2}", "\u{03D0}",
            "\u{03D1}", "\u{03D5}", "\u{03D6}", "\u{03F0}", "\u{03F1}", "\u{03F5}", "\u{1E9B}", "\u{1FBE}",
        ] as [Unicode.Scalar]).map { ($0, $0.ownSpellings) }
}

/// The general categories of Unicode by their short names.
enum UnicodeCategories {
    static let names: Set<String> = [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd",
        "Ps",
        "Pe", "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co",
        "Cn",
    ]

    static func name(of category: Unicode.GeneralCategory) -> String {
        switch category {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .privateUse: "Co"
        case .surrogate, .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }
}
