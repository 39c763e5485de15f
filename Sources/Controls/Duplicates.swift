public import Domain

/// Tells documents that are the same bill: by the seller's number, written as people and recognisers vary it.
public enum Duplicates {
    /// The number in the form duplicates are searched by; empty when nothing is left of it.
    ///
    /// Capitals and digits alone; letters that look like digits as digits (`O`, `I`, `L`, `S`, `B`, `Z`); runs of
    /// digits without leading zeros. `RE-0012/O5` and `re 12 / 05` are the same.
    public static func normalized(number: String) -> String {
        var result: [UInt8] = []
        var isLeading = true
        for byte in number.utf8 {
            guard let plain = plain(byte) else {
                // A separator begins a new run of digits, whose zeros lead again.
                isLeading = true
                continue
            }
            let isDigit = (48...57).contains(plain)
            if plain == 48, isLeading { continue }
            isLeading = !isDigit
            result.append(plain)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// What two documents of one seller share when they are the same bill, as one key; `nil` without a number.
    public static func key(of draft: InvoiceDraft) -> String? {
        guard let number = draft.text(.invoiceNumber) else { return nil }
        let plain = normalized(number: number)
        guard !plain.isEmpty else { return nil }
        let amount = draft.amount(.grandTotal) ?? draft.amount(.amountDue)
        let currency = draft.text(.currency) ?? "-"
        return "\(draft.kind.rawValue) \(plain) \(amount?.normalized.description ?? "-") \(currency)"
    }

    /// Whether both name one seller: by VAT number or account where both print one, else by name.
    public static func haveSameSeller(_ one: InvoiceDraft, _ other: InvoiceDraft) -> Bool {
        for field in [FieldName.sellerVATID, .sellerIBAN] {
            if let left = one.text(field), let right = other.text(field) { return left == right }
        }
        guard let left = one.text(.sellerName), let right = other.text(.sellerName) else { return false }
        return folded(left) == folded(right)
    }

    /// Letters and digits alone, in small letters.
    private static func folded(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private static func plain(_ byte: UInt8) -> UInt8? {
        let upper = (97...122).contains(byte) ? byte - 32 : byte
        switch upper {
        case UInt8(ascii: "O"), UInt8(ascii: "Q"): return 48
        case UInt8(ascii: "I"), UInt8(ascii: "L"): return 49
        case UInt8(ascii: "Z"): return 50
        case UInt8(ascii: "S"): return 53
        case UInt8(ascii: "B"): return 56
        case 48...57, 65...90: return upper
        default: return nil
        }
    }
}
