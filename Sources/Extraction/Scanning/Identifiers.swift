public import Domain

/// Finds every identifier on a line of words: accounts, tax ids, references, addresses of the net, numbers.
public enum Identifiers {
    /// Most words one identifier is spread over.
    static let maximumWords = 9

    /// The identifiers among `words`, which stand on one line from left to right; ranges do not overlap.
    public static func scan(_ words: [Word]) -> [IdentifierToken] {
        let texts = words.map { PlainBytes.of($0.text) }
        var tokens: [IdentifierToken] = []
        var index = 0
        while index < words.count {
            let token =
                account(at: index, texts) ?? reference(at: index, texts) ?? vat(at: index, texts)
                ?? net(at: index, texts) ?? bic(at: index, texts) ?? phone(at: index, texts)
                ?? number(at: index, texts)
            guard var token else {
                index += 1
                continue
            }
            token.raw = words[token.words].map(\.text).joined(separator: " ")
            tokens.append(token)
            index = token.words.upperBound
        }
        return tokens
    }

    /// The part of a word after a label that is glued to it: `IBAN:DE89`.
    private static func afterLabel(_ text: [UInt8]) -> ArraySlice<UInt8> {
        guard let colon = text.lastIndex(of: UInt8(ascii: ":")), colon + 1 < text.count else {
            return text[...]
        }
        return text[(colon + 1)...]
    }

    private static func capitals(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        bytes.compactMap { byte in
            if PlainBytes.isDigit(byte) || PlainBytes.isCapital(byte) { return byte }
            return PlainBytes.isLetter(byte) ? byte & 0xDF : nil
        }
    }

    private static func isCode(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.allSatisfy {
            PlainBytes.isDigit($0) || PlainBytes.isLetter($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x2C
        }
    }

    // MARK: Accounts

    private static func account(at start: Int, _ texts: [[UInt8]]) -> IdentifierToken? {
        let first = capitals(afterLabel(texts[start]))
        guard first.count >= 2, PlainBytes.isCapital(first[0]), PlainBytes.isCapital(first[1]),
            first.count < 4 || digitLike(first[2]) && digitLike(first[3])
        else { return nil }
        let length = IBAN.length(country: first)
        var joined = first
        var end = start + 1
        while true {
            if let token = accountToken(joined, length, start..<end) { return token }
            let limit = max(length ?? 0, 18)
            guard end < texts.count, end - start < maximumWords, joined.count < limit, isCode(texts[end])
            else {
                return nil
            }
            joined += capitals(texts[end])
            end += 1
        }
    }

    private static func digitLike(_ byte: UInt8) -> Bool {
        PlainBytes.isDigit(byte) || Confusions.digit(for: byte) != nil
    }

    private static func accountToken(_ joined: [UInt8], _ length: Int?, _ words: Range<Int>)
        -> IdentifierToken?
    {
        let text = String(decoding: joined, as: UTF8.self)
        if joined.count == length {
            if IBAN(rawValue: text) != nil {
                return IdentifierToken(kind: .iban, value: text, words: words, raw: "")
            }
            if let mended = mendedIBAN(joined) {
                return IdentifierToken(kind: .iban, value: mended, words: words, isRepaired: true, raw: "")
            }
            let digits = joined.count(where: PlainBytes.isDigit)
            if CreditorID(rawValue: text) == nil, digits * 2 > joined.count,
                joined[2...3].allSatisfy(PlainBytes.isDigit)
            {
                return IdentifierToken(kind: .doubtfulIBAN, value: text, words: words, raw: "")
            }
        }
        // Creditor identifiers carry a business code of three places, nearly always ZZZ.
        if joined.count >= 12, joined[4...6].allSatisfy({ $0 == UInt8(ascii: "Z") }),
            CreditorID(rawValue: text) != nil
        {
            return IdentifierToken(kind: .creditorID, value: text, words: words, raw: "")
        }
        return nil
    }

    /// Reads letters in the digits of an account as digits, where that makes the check digits right.
    private static func mendedIBAN(_ joined: [UInt8]) -> String? {
        let country = String(decoding: joined[..<2], as: UTF8.self)
        let hasDigitsOnly: Set<String> = [
            "DE", "AT", "BE", "DK", "ES", "FI", "PL", "PT", "SE", "NO", "CZ", "SK", "HU",
        ]
        let mended = joined.enumerated().map { offset, byte in
            offset > 1 && (offset < 4 || hasDigitsOnly.contains(country)) && !PlainBytes.isDigit(byte)
                ? Confusions.digit(for: byte) ?? byte : byte
        }
        guard mended != joined else { return nil }
        let text = String(decoding: mended, as: UTF8.self)
        return IBAN(rawValue: text) == nil ? nil : text
    }

    // MARK: References

    private static func reference(at start: Int, _ texts: [[UInt8]]) -> IdentifierToken? {
        let first = afterLabel(texts[start])
        let plus = UInt8(ascii: "+")
        let star = UInt8(ascii: "*")
        let isBelgian = first.count > 3 && first.prefix(3).allSatisfy { $0 == plus || $0 == star }
        let isRF = first.count >= 4 && first.starts(with: Array("RF".utf8))
        guard isBelgian || isRF || (first.count <= 6 && first.allSatisfy(PlainBytes.isDigit)) else {
            return nil
        }
        var joined: [UInt8] = []
        for end in start..<min(texts.count, start + maximumWords) {
            let part = end == start ? first : texts[end][...]
            guard
                part.allSatisfy({
                    PlainBytes.isDigit($0) || PlainBytes.isCapital($0) || $0 == plus || $0 == star
                        || $0 == 0x2F
                })
            else { break }
            joined += part
            let text = String(decoding: joined, as: UTF8.self)
            let digits = joined.count(where: PlainBytes.isDigit)
            let standard: PaymentReference.Standard? =
                isRF
                ? .creditorReference
                : isBelgian ? (digits == 12 ? .belgianOGM : nil) : digits == 27 ? .swissQR : nil
            if isRF, end + 1 < texts.count, end + 1 < start + maximumWords, isReferencePart(texts[end + 1]) {
                continue
            }
            if let standard, let found = PaymentReference(text, standard: standard) {
                return IdentifierToken(
                    kind: .paymentReference, value: found.rawValue, words: start..<(end + 1), raw: "")
            }
        }
        return nil
    }

    private static func isReferencePart(_ text: [UInt8]) -> Bool {
        (1...4).contains(text.count) && text.allSatisfy { PlainBytes.isDigit($0) || PlainBytes.isCapital($0) }
    }

    // MARK: Tax ids

    private static func vat(at start: Int, _ texts: [[UInt8]]) -> IdentifierToken? {
        let first = afterLabel(texts[start])
        guard first.count >= 2, let head = first.first, PlainBytes.isCapital(head),
            PlainBytes.isCapital(first[first.startIndex + 1])
        else { return nil }
        var joined: [UInt8] = []
        var doubtful: IdentifierToken?
        for end in start..<min(texts.count, start + 6) {
            let part = end == start ? first : texts[end][...]
            guard isCode(part), end == start || part.contains(where: PlainBytes.isDigit) else { break }
            joined += capitals(part)
            guard joined.count <= 16 else { break }
            guard joined.count(where: PlainBytes.isDigit) >= 6,
                let number = VATNumber(String(decoding: joined, as: UTF8.self))
            else { continue }
            let kind: IdentifierToken.Kind = number.check == .wrongCheckDigit ? .doubtfulVAT : .vat
            let token = IdentifierToken(kind: kind, value: number.rawValue, words: start..<(end + 1), raw: "")
            if kind == .vat { return token }
            doubtful = doubtful ?? token
        }
        return doubtful
    }

    private static func bic(at start: Int, _ texts: [[UInt8]]) -> IdentifierToken? {
        let bytes = Array(afterLabel(texts[start]))
        guard bytes.count == 8 || bytes.count == 11, bytes[..<6].allSatisfy(PlainBytes.isCapital),
            bytes.allSatisfy({ PlainBytes.isCapital($0) || PlainBytes.isDigit($0) }),
            IBAN.length(country: bytes[4...5]) != nil
                || ["US", "CA", "AU", "NZ", "JP", "CN", "HK", "SG", "MY", "IN", "ZA", "TH"].contains(
                    String(decoding: bytes[4...5], as: UTF8.self))
        else { return nil }
        return IdentifierToken(
            kind: .bic, value: String(decoding: bytes, as: UTF8.self), words: start..<(start + 1), raw: "")
    }

    // MARK: Addresses of the net, telephones, numbers

    private static func net(at index: Int, _ texts: [[UInt8]]) -> IdentifierToken? {
        var text = afterLabel(texts[index])
        if texts[index].starts(with: Array("http".utf8)) { text = texts[index][...] }
        while let last = text.last, last == 0x2E || last == 0x2C || last == 0x3B || last == 0x29 {
            text = text.dropLast()
        }
        while let first = text.first, first == 0x28 || first == 0x3C { text = text.dropFirst() }
        let lower = text.map(PlainBytes.lower)
        let value = String(decoding: lower, as: UTF8.self)
        if let at = lower.firstIndex(of: UInt8(ascii: "@")), at > 0,
            lower[at...].dropFirst().contains(UInt8(ascii: ".")), lower.last.map(PlainBytes.isLetter) == true
        {
            return IdentifierToken(kind: .email, value: value, words: index..<(index + 1), raw: "")
        }
        guard lower.starts(with: Array("www.".utf8)) || lower.starts(with: Array("http".utf8)) else {
            return nil
        }
        guard lower.count > 7, lower.contains(UInt8(ascii: ".")) else { return nil }
        return IdentifierToken(kind: .web, value: value, words: index..<(index + 1), raw: "")
    }

    private static func phone(at start: Int, _ texts: [[UInt8]]) -> IdentifierToken? {
        let first = afterLabel(texts[start])
        guard let head = first.first,
            head == UInt8(ascii: "+") || head == UInt8(ascii: "0") || head == UInt8(ascii: "(")
        else { return nil }
        var digits: [UInt8] = []
        var end = start
        for index in start..<min(texts.count, start + 7) {
            let part = index == start ? first : texts[index][...]
            guard part.allSatisfy(isPhoneByte) else { break }
            digits += part.filter(PlainBytes.isDigit)
            end = index + 1
        }
        guard (8...15).contains(digits.count),
            end > start + 1 || head == UInt8(ascii: "+") || first.contains(where: { !PlainBytes.isDigit($0) })
        else { return nil }
        let plus = head == UInt8(ascii: "+") ? "+" : ""
        return IdentifierToken(
            kind: .phone, value: plus + String(decoding: digits, as: UTF8.self), words: start..<end, raw: "")
    }

    private static func isPhoneByte(_ byte: UInt8) -> Bool {
        PlainBytes.isDigit(byte) || [0x2B, 0x28, 0x29, 0x2D, 0x2F].contains(byte)
    }

    private static func number(at index: Int, _ texts: [[UInt8]]) -> IdentifierToken? {
        var text = afterLabel(texts[index])
        while let last = text.last, !PlainBytes.isDigit(last), !PlainBytes.isLetter(last) {
            text = text.dropLast()
        }
        while let first = text.first, !PlainBytes.isDigit(first), !PlainBytes.isLetter(first) {
            text = text.dropFirst()
        }
        guard text.count >= 3, text.count <= 40, text.contains(where: PlainBytes.isDigit),
            text.allSatisfy({
                PlainBytes.isDigit($0) || PlainBytes.isLetter($0)
                    || [0x2D, 0x2F, 0x2E, 0x5F, 0x23].contains($0)
            })
        else { return nil }
        return IdentifierToken(
            kind: .number, value: String(decoding: text, as: UTF8.self), words: index..<(index + 1), raw: "")
    }
}
