public import Domain
import Foundation

/// How values are compared with the truth: strictly, but not by their spelling.
public enum Comparing {
    /// Header fields that a document is judged by, in the order of reports.
    public static let header: [FieldName] = [
        .invoiceNumber, .issueDate, .dueDate, .currency, .sellerName, .sellerVATID, .sellerIBAN, .buyerName,
        .purchaseOrder, .netTotal, .taxTotal, .grandTotal, .amountDue,
    ]
    /// The least that must be right of a document.
    public static let core: [FieldName] = [.invoiceNumber, .issueDate, .grandTotal, .sellerName]
    /// Fields that are judged: those of the header, and the seller's address.
    public static let scored: [FieldName] = header + [.sellerAddress]

    private static let currencies = [
        "€": "EUR", "$": "USD", "US$": "USD", "£": "GBP", "₹": "INR", "RM": "MYR",
    ]

    /// Whether a value says the same as the truth; signs do not count on credit notes.
    public static func isSame(
        _ value: String, as truth: String, _ field: FieldName, isCredit: Bool
    ) -> Bool {
        if field == .sellerAddress { return overlap(value, truth) >= 0.8 }
        return normal(value, field, isCredit: isCredit) == normal(truth, field, isCredit: isCredit)
    }

    /// The form in which a value is compared; `nil` for none.
    static func normal(_ value: String, _ field: FieldName, isCredit: Bool) -> String? {
        guard !isBlank(value) else { return nil }
        switch field {
        case .netTotal, .taxTotal, .grandTotal, .amountDue:
            return amount(value).map { (isCredit ? $0.magnitude : $0).normalized.description }
        case .issueDate, .dueDate: return date(value)
        case .currency:
            let code = trimmed(value).uppercased()
            return currencies[code] ?? code
        default:
            let folded = folded(value)
            return folded.isEmpty ? nil : folded
        }
    }

    /// Whether nothing is written there.
    static func isBlank(_ text: String) -> Bool { trimmed(text).isEmpty }

    static func trimmed(_ text: String) -> String {
        text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    // MARK: Texts

    /// Small letters and digits alone, without accents.
    public static func folded(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        let plain = text.decomposedStringWithCompatibilityMapping.lowercased()
            .replacingOccurrences(of: "ß", with: "ss").replacingOccurrences(of: "ς", with: "σ")
        for scalar in plain.unicodeScalars where isLetterOrDigit(scalar) { folded.append(scalar) }
        return String(folded)
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber:
            true
        default: false
        }
    }

    /// How much two texts share, word by word without order, 0...1.
    static func overlap(_ left: String, _ right: String) -> Double {
        let (one, other) = (words(left), words(right))
        var rest = Dictionary(other.map { ($0, 1) }, uniquingKeysWith: +)
        var shared = 0
        for word in one {
            guard let count = rest[word], count > 0 else { continue }
            rest[word] = count - 1
            shared += 1
        }
        return shared == 0 ? 0 : 2 * Double(shared) / Double(one.count + other.count)
    }

    private static func words(_ text: String) -> [String] {
        text.unicodeScalars.split { !isLetterOrDigit($0) && $0 != "_" }
            .map { folded(String(String.UnicodeScalarView($0))) }.filter { !$0.isEmpty }
    }
}
