/// Form and check digit of VAT numbers by country.
///
/// Forms: European Commission, VIES "VAT identification number structure". Check digits: the national rules as
/// published by the tax offices.
enum VATRules {
    private typealias Check = VATNumber.Check

    /// Judges the number after the country prefix; `nil` when it has not the country's form.
    static func check(country: String, body: [UInt8]) -> VATNumber.Check? {
        switch country {
        case "AT": austria(body)
        case "BE": belgium(body)
        case "CH": switzerland(body)
        case "DE": germany(body)
        case "DK": weighted(body, [2, 7, 6, 5, 4, 3, 2, 1], modulus: 11)
        case "EL": greece(body)
        case "FI": finland(body)
        case "FR": france(body)
        case "GB", "XI": unitedKingdom(body)
        case "IE": ireland(body)
        case "IT": digits(body, 11).map { result(IdentityText.luhn($0) == 0) }
        case "LU":
            digits(body, 8).map { digits in
                result(digits[..<6].reduce(0) { $0 * 10 + $1 } % 89 == digits[6] * 10 + digits[7])
            }
        case "NL": netherlands(body)
        case "NO": norway(body)
        case "PL": poland(body)
        case "PT": portugal(body)
        case "SE": sweden(body)
        case "SI": slovenia(body)
        case "ES": spain(body)
        case "BG": form(body, 9...10)
        case "CY": form(body, 9...9, isLastLetter: true)
        case "CZ": form(body, 8...10)
        case "EE":
            digits(body, 9).map { result(IdentityText.weighted($0, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0) }
        case "HR": digits(body, 11).map { result(mod11_10($0)) }
        case "HU":
            digits(body, 8).map { result(IdentityText.weighted($0, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 == 0) }
        case "LT": body.count == 9 || body.count == 12 ? form(body, 9...12) : nil
        case "LV": form(body, 11...11)
        case "MT":
            digits(body, 8).map { digits in
                result(
                    37 - IdentityText.weighted(digits, [3, 4, 6, 7, 8, 9]) % 37 == digits[6] * 10 + digits[7])
            }
        case "RO": form(body, 2...10)
        case "SK": digits(body, 10).map { digits in result(digits.reduce(0) { ($0 * 10 + $1) % 11 } == 0) }
        default: nil
        }
    }

    private static func result(_ holds: Bool) -> VATNumber.Check { holds ? .valid : .wrongCheckDigit }

    private static func digits(_ body: [UInt8], _ count: Int) -> [Int]? {
        let digits = IdentityText.digits(body)
        return digits.count == count ? digits : nil
    }

    private static func form(
        _ body: [UInt8], _ counts: ClosedRange<Int>, isLastLetter: Bool = false
    ) -> VATNumber.Check? {
        guard counts.contains(body.count) else { return nil }
        let head = isLastLetter ? body.dropLast() : body[...]
        guard head.allSatisfy(IdentityText.isDigit),
            !isLastLetter || body.last.map(IdentityText.isLetter) == true
        else { return nil }
        return .unknown
    }

    private static func weighted(_ body: [UInt8], _ weights: [Int], modulus: Int) -> VATNumber.Check? {
        digits(body, weights.count).map { result(IdentityText.weighted($0, weights) % modulus == 0) }
    }

    /// ISO 7064 mod 11,10.
    private static func mod11_10(_ digits: [Int]) -> Bool {
        var product = 10
        for digit in digits.dropLast() {
            let sum = (digit + product) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (11 - product) % 10 == digits.last
    }

    private static func austria(_ body: [UInt8]) -> VATNumber.Check? {
        guard body.first == UInt8(ascii: "U"), let digits = digits(Array(body.dropFirst()), 8) else {
            return nil
        }
        let sum = zip(digits[..<7], [1, 2, 1, 2, 1, 2, 1]).reduce(0) { sum, pair in
            let product = pair.0 * pair.1
            return sum + product / 10 + product % 10
        }
        return result((96 - sum) % 10 == digits[7])
    }

    private static func belgium(_ body: [UInt8]) -> VATNumber.Check? {
        let padded = body.count == 9 ? [UInt8(ascii: "0")] + body : body
        guard let digits = digits(padded, 10), digits[0] <= 1 else { return nil }
        let number = digits[..<8].reduce(0) { $0 * 10 + $1 }
        return result(97 - number % 97 == digits[8] * 10 + digits[9])
    }

    private static func switzerland(_ body: [UInt8]) -> VATNumber.Check? {
        guard body.first == UInt8(ascii: "E"), let digits = digits(Array(body.dropFirst()), 9) else {
            return nil
        }
        let rest = 11 - IdentityText.weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4]) % 11
        return result(rest % 11 == digits[8])
    }

    private static func germany(_ body: [UInt8]) -> VATNumber.Check? {
        digits(body, 9).map { result(mod11_10($0)) }
    }

    private static func greece(_ body: [UInt8]) -> VATNumber.Check? {
        digits(body, 9).map { digits in
            result(IdentityText.weighted(digits, [256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == digits[8])
        }
    }

    private static func finland(_ body: [UInt8]) -> VATNumber.Check? {
        digits(body, 8).map { digits in
            result((11 - IdentityText.weighted(digits, [7, 9, 10, 5, 8, 4, 2]) % 11) % 11 == digits[7])
        }
    }

    private static func france(_ body: [UInt8]) -> VATNumber.Check? {
        guard body.count == 11, let siren = digits(Array(body[2...]), 9) else { return nil }
        guard let key = digits(Array(body[..<2]), 2) else {
            return body[..<2].allSatisfy { IdentityText.isDigit($0) || IdentityText.isLetter($0) }
                ? .unknown : nil
        }
        let number = siren.reduce(0) { $0 * 10 + $1 }
        return result((12 + 3 * (number % 97)) % 97 == key[0] * 10 + key[1])
    }

    private static func unitedKingdom(_ body: [UInt8]) -> VATNumber.Check? {
        guard body.count == 9 || body.count == 12, let digits = digits(Array(body[..<9]), 9) else {
            return nil
        }
        let sum = IdentityText.weighted(digits, [8, 7, 6, 5, 4, 3, 2]) + digits[7] * 10 + digits[8]
        return result(sum % 97 == 0 || (sum + 55) % 97 == 0)
    }

    private static func ireland(_ body: [UInt8]) -> VATNumber.Check? {
        guard body.count == 8 || body.count == 9, let digits = digits(Array(body[..<7]), 7),
            body[7...].allSatisfy(IdentityText.isLetter)
        else {
            let isOldForm = body.count == 8 && IdentityText.isDigit(body[0]) && IdentityText.isLetter(body[7])
            return isOldForm ? .unknown : nil
        }
        let extra = body.count == 9 ? (Int(body[8]) - 64) * 9 : 0
        let rest = (IdentityText.weighted(digits, [8, 7, 6, 5, 4, 3, 2]) + extra) % 23
        return result(body[7] == (rest == 0 ? UInt8(ascii: "W") : 64 + UInt8(rest)))
    }

    private static func netherlands(_ body: [UInt8]) -> VATNumber.Check? {
        guard body.count == 12, body[9] == UInt8(ascii: "B"), let digits = digits(Array(body[..<9]), 9),
            body[10...].allSatisfy(IdentityText.isDigit)
        else { return nil }
        // Numbers of sole traders since 2020 hold by mod 97 of the whole instead.
        let byEleven = IdentityText.weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 == digits[8]
        return result(byEleven || IdentityText.mod97(Array("NL".utf8) + body) == 1)
    }

    private static func norway(_ body: [UInt8]) -> VATNumber.Check? {
        let core = body.count == 12 && body.suffix(3) == Array("MVA".utf8)[...] ? Array(body[..<9]) : body
        return digits(core, 9).map { digits in
            result((11 - IdentityText.weighted(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11 == digits[8])
        }
    }

    private static func poland(_ body: [UInt8]) -> VATNumber.Check? {
        digits(body, 10).map { digits in
            result(IdentityText.weighted(digits, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == digits[9])
        }
    }

    private static func portugal(_ body: [UInt8]) -> VATNumber.Check? {
        digits(body, 9).map { digits in
            let rest = 11 - IdentityText.weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11
            return result((rest > 9 ? 0 : rest) == digits[8])
        }
    }

    private static func sweden(_ body: [UInt8]) -> VATNumber.Check? {
        guard let digits = digits(body, 12), digits[10] * 10 + digits[11] > 0 else { return nil }
        return result(IdentityText.luhn(Array(digits[..<10])) == 0)
    }

    private static func slovenia(_ body: [UInt8]) -> VATNumber.Check? {
        digits(body, 8).map { digits in
            let rest = 11 - IdentityText.weighted(digits, [8, 7, 6, 5, 4, 3, 2]) % 11
            return result(rest != 11 && rest % 10 == digits[7])
        }
    }

    /// Spanish NIF: a person's number by the letter table, a company's by its control character.
    private static func spain(_ body: [UInt8]) -> VATNumber.Check? {
        guard body.count == 9 else { return nil }
        let middle = IdentityText.digits(body[1..<8])
        guard middle.count == 7 else { return nil }
        if IdentityText.isDigit(body[0]), IdentityText.isLetter(body[8]) {
            let number = ([Int(body[0]) - 48] + middle).reduce(0) { $0 * 10 + $1 }
            return result(Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)[number % 23] == body[8])
        }
        guard IdentityText.isLetter(body[0]) else { return nil }
        if let person = Array("XYZ".utf8).firstIndex(of: body[0]) {
            let number = ([person] + middle).reduce(0) { $0 * 10 + $1 }
            return result(Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)[number % 23] == body[8])
        }
        let control = (10 - IdentityText.luhn(middle + [0])) % 10
        let luhnControl = control % 10
        let letter = Array("JABCDEFGHI".utf8)[luhnControl]
        return result(body[8] == UInt8(48 + luhnControl) || body[8] == letter)
    }
}
