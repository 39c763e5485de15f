internal import Domain

/// The sign of a printed number.
enum Sign {
    case none, minus

    /// The value with this sign.
    func applied(_ value: FixedDecimal) -> FixedDecimal {
        self == .minus ? FixedDecimal(units: -value.units, scale: value.scale) : value
    }
}

/// A word that holds a number: what stands before it, its digits, what stands after.
struct NumberPiece {
    /// Digits and separators.
    private(set) var core: [UInt8]
    /// Currency or label before the digits.
    private(set) var prefixBytes: ArraySlice<UInt8>
    /// What follows the digits.
    private(set) var suffixBytes: ArraySlice<UInt8>
    private(set) var sign: Sign = .none
    private(set) var currency: Currency?
    private(set) var isPercentage = false
    /// A unit or tax code attached to the number.
    private(set) var suffix: String?
    /// The decimal sign the word ends with, as in `12.`.
    private(set) var trailingMark: UInt8?
    /// The decimal sign the word begins with, as in `.50`.
    private(set) var leadingMark: UInt8?
    /// Whether letters were taken for digits.
    private var isMended = false

    /// Takes the word apart; `nil` when it holds no number.
    init?(_ text: String) {
        let bytes = PlainBytes.of(text)
        guard let first = bytes.firstIndex(where: PlainBytes.isDigit),
            let last = bytes.lastIndex(where: PlainBytes.isDigit)
        else { return nil }
        core = Array(bytes[first...last])
        prefixBytes = bytes[..<first]
        suffixBytes = bytes[(last + 1)...]
        if core.contains(where: { !PlainBytes.isDigit($0) && !Self.isSeparator($0) }) {
            guard mend(bytes) else { return nil }
        } else if !readPrefix() || !readSuffix() {
            guard mend(bytes) else { return nil }
        }
    }

    /// All readings of the number, with its sign.
    var readings: [NumberReading] {
        let body = leadingMark.map { [$0] + core } ?? core
        return NumberGrammar.readings(of: body[...]).map {
            NumberReading(
                value: sign.applied($0.value), mark: $0.mark, isRepaired: $0.isRepaired || isMended)
        }
    }

    /// Whether the number is digits alone.
    var isBareDigits: Bool { leadingMark == nil && core.allSatisfy(PlainBytes.isDigit) }

    /// Whether exactly three digits stand before the first separator.
    static func startsWithThreeDigits(_ core: [UInt8]) -> Bool {
        core.count >= 3 && core[..<3].allSatisfy(PlainBytes.isDigit)
            && (core.count == 3 || !PlainBytes.isDigit(core[3]))
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == 0x2E || byte == 0x2C || byte == 0x27 || byte == 0x20
    }

    /// Understands what stands before the digits; false when the word is no number.
    private mutating func readPrefix() -> Bool {
        var rest = prefixBytes
        if let mark = rest.last, mark == 0x2E || mark == 0x2C {
            if rest.count == 1 || !PlainBytes.isLetter(rest[rest.endIndex - 2]) {
                leadingMark = mark
                rest = rest.dropLast()
            }
        }
        var isOpen = false
        while let last = rest.last {
            switch last {
            case UInt8(ascii: "-"):
                // "INV-12" is no amount, "-12" and "€-12" are.
                guard rest.count == 1 || !PlainBytes.isLetter(rest[rest.endIndex - 2]), sign == .none else {
                    return false
                }
                sign = .minus
            case UInt8(ascii: "("): isOpen = true
            case UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "~"), UInt8(ascii: "|"),
                UInt8(ascii: "["),
                UInt8(ascii: "_"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: " "):
                break
            case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "@"):
                prefixBytes = []
                return true
            default:
                return readPrefixCurrency(rest, isOpen: isOpen)
            }
            rest = rest.dropLast()
        }
        if isOpen { readClosing() }
        prefixBytes = []
        return true
    }

    private mutating func readPrefixCurrency(_ rest: ArraySlice<UInt8>, isOpen: Bool) -> Bool {
        var mark = rest
        while let first = mark.first, first == 0x28 || first == 0x2D {
            if first == 0x2D { sign = .minus } else { readClosing() }
            mark = mark.dropFirst()
        }
        if let colon = mark.lastIndex(where: { $0 == 0x3A }) { mark = mark[(colon + 1)...] }
        guard let found = CurrencyMarks.currency(of: mark) else { return false }
        currency = found
        if isOpen { readClosing() }
        prefixBytes = mark
        return true
    }

    /// `(12.50)` is a negative amount; `(19%)` and `(2)` are not.
    private mutating func readClosing() {
        if suffixBytes.first == UInt8(ascii: ")"), core.contains(where: { $0 == 0x2E || $0 == 0x2C }) {
            sign = .minus
        }
    }

    /// Understands what follows the digits; false when the word is no number.
    private mutating func readSuffix() -> Bool {
        var rest = suffixBytes
        if let mark = rest.first, mark == 0x2E || mark == 0x2C {
            trailingMark = rest.count == 1 ? mark : nil
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "-") {
                while rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
                suffixBytes = rest
            }
        } else if rest.first == UInt8(ascii: "-") {
            rest = rest.dropFirst()
            guard rest.first.map(PlainBytes.isLetter) != true else { return false }
            sign = .minus
        }
        while let first = rest.first, Self.isClosing(first) { rest = rest.dropFirst() }
        if rest.isEmpty {
            if trailingMark == nil { suffixBytes = [] }
            return true
        }
        if rest.first == UInt8(ascii: "%") {
            isPercentage = true
            return true
        }
        while let last = rest.last, Self.isClosing(last) || last == 0x2E || last == 0x2C {
            rest = rest.dropLast()
        }
        if let found = CurrencyMarks.currency(of: rest) {
            currency = found
            suffixBytes = []
            return true
        }
        guard rest.count <= 6, rest.allSatisfy({ PlainBytes.isLetter($0) || $0 == 0x2F || $0 == 0x2E }) else {
            return false
        }
        suffix = String(decoding: rest, as: UTF8.self)
        return true
    }

    private static func isClosing(_ byte: UInt8) -> Bool {
        byte == 0x29 || byte == 0x5D || byte == 0x2A || byte == 0x3B || byte == 0x3A || byte == 0x7C
            || byte == 0x27
            || byte == 0x22 || byte == 0x20 || byte == 0x5F
    }

    /// Reads letters that recognisers put for digits (`1O,5O`, `l2.00`) as the digits.
    ///
    /// Only where the word has a decimal sign and at least as many digits as such letters.
    private mutating func mend(_ bytes: [UInt8]) -> Bool {
        var body = bytes[...]
        while let first = body.first, first == 0x28 || first == 0x24 || first == PlainBytes.euro {
            body = body.dropFirst()
        }
        while let last = body.last, last == 0x29 || last == PlainBytes.euro { body = body.dropLast() }
        let digits = body.count(where: PlainBytes.isDigit)
        let mended = body.map { PlainBytes.isDigit($0) ? $0 : Confusions.digit(for: $0) ?? $0 }
        let letters = body.count(where: { Confusions.digit(for: $0) != nil })
        guard letters > 0, digits >= letters, mended.contains(where: { $0 == 0x2E || $0 == 0x2C }),
            mended.allSatisfy({ PlainBytes.isDigit($0) || Self.isSeparator($0) }),
            let last = mended.last, PlainBytes.isDigit(last), let first = mended.first,
            PlainBytes.isDigit(first)
        else { return false }
        core = mended
        prefixBytes = []
        suffixBytes = []
        sign = .none
        leadingMark = nil
        trailingMark = nil
        isMended = true
        return true
    }
}
