public import Domain

/// Currency signs and codes as they stand beside amounts.
public enum CurrencyMarks {
    /// Codes that are read when printed in capitals beside an amount.
    private static let codes: Set<String> = [
        "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "HRK",
        "TRY", "RUB", "UAH", "CAD", "AUD", "NZD", "JPY", "CNY", "HKD", "SGD", "MYR", "THB", "IDR", "PHP",
        "VND", "INR", "PKR", "LKR", "AED", "SAR", "QAR", "KWD", "BHD", "OMR", "ILS", "EGP", "ZAR", "NGN",
        "KES", "MAD", "TND", "BRL", "MXN", "ARS", "CLP", "COP", "PEN", "KRW", "TWD",
        // Archives reach back before the euro.
        "DEM", "ATS", "FRF", "NLG", "BEF", "ITL",
    ]

    /// Signs and usual short names, in small plain letters.
    private static let signs: [[UInt8]: String] = {
        let pairs: [(String, String)] = [
            ("\u{01}", "EUR"), ("euro", "EUR"), ("euros", "EUR"), ("$", "USD"), ("us$", "USD"),
            ("usd$", "USD"),
            ("$us", "USD"), ("\u{02}", "GBP"), ("\u{03}", "INR"), ("rs", "INR"), ("rs.", "INR"),
            ("inr.", "INR"),
            ("rm", "MYR"), ("\u{04}", "JPY"), ("sfr", "CHF"), ("sfr.", "CHF"), ("fr.", "CHF"), ("c$", "CAD"),
            ("ca$", "CAD"), ("a$", "AUD"), ("au$", "AUD"), ("s$", "SGD"), ("hk$", "HKD"), ("nz$", "NZD"),
            ("r$", "BRL"), ("zl", "PLN"), ("kc", "CZK"), ("ft", "HUF"), ("\u{01}uro", "EUR"),
        ]
        return Dictionary(uniqueKeysWithValues: pairs.map { (Array($0.0.utf8), $0.1) })
    }()

    /// The currency a plain word stands for, `nil` if for none.
    static func currency(of plain: some Collection<UInt8>) -> Currency? {
        guard (1...5).contains(plain.count) else { return nil }
        var bytes = Array(plain)
        if bytes.count == 3, bytes.allSatisfy(PlainBytes.isCapital) {
            let code = String(decoding: bytes, as: UTF8.self)
            if codes.contains(code) { return Currency(rawValue: code) }
        }
        // Two letters that are common words in small print are signs only as they are usually set.
        if bytes == Array("rs".utf8) || bytes == Array("rm".utf8) || bytes == Array("ft".utf8) { return nil }
        bytes = bytes.map(PlainBytes.lower)
        return signs[bytes].flatMap(Currency.init(rawValue:))
    }

    /// The currency a printed word stands for, `nil` if for none: `€`, `EUR`, `Rs.`, `(CHF)`.
    public static func currency(of word: String) -> Currency? {
        var plain = PlainBytes.of(word)[...]
        while let first = plain.first, first == 0x28 || first == 0x5B { plain = plain.dropFirst() }
        while let last = plain.last, last == 0x29 || last == 0x5D || last == 0x3A || last == 0x2C {
            plain = plain.dropLast()
        }
        return currency(of: plain)
    }
}
