public import Domain

/// A document with everything of the store it is matched against, as it stood at one moment.
public struct MatchFile: Hashable, Sendable {
    /// The document.
    public var document: DocumentID
    /// The hash of its bytes.
    public var content: ContentHash
    /// What was read, with what people corrected.
    public var draft: InvoiceDraft
    /// Whether no person has to look at it any more.
    public var isReviewed: Bool
    /// Which of our companies it is for, as its inbox says.
    public var entity: String?
    /// Who sent it.
    public var vendor: VendorFinding
    /// Vendors that are the same business.
    public var cluster: [String]
    /// The orders it names, by their names as printed.
    public var named: [String: String]
    /// Orders it may bill, with the conversions of their items.
    public var orders: [PurchaseOrder]
    /// What arrived for them.
    public var receipts: [GoodsReceipt]
    /// What was billed before, and documents that may be the same.
    public var posted: [PostedDocument]
    /// The contract it is billed under.
    public var contract: Contract?
    /// What other bills came to under that contract.
    public var billedUnderContract: Rational
    /// Charges that are known by their words.
    public var charges: [BookingCode]
    /// The print of its first page.
    public var print: UInt64?

    /// Makes a file.
    public init(
        document: DocumentID, content: ContentHash, draft: InvoiceDraft, isReviewed: Bool, entity: String?,
        vendor: VendorFinding, cluster: [String] = [], named: [String: String] = [:],
        orders: [PurchaseOrder] = [], receipts: [GoodsReceipt] = [], posted: [PostedDocument] = [],
        contract: Contract? = nil, billedUnderContract: Rational = .zero, charges: [BookingCode] = [],
        print: UInt64? = nil
    ) {
        self.document = document
        self.content = content
        self.draft = draft
        self.isReviewed = isReviewed
        self.entity = entity
        self.vendor = vendor
        self.cluster = cluster
        self.named = named
        self.orders = orders
        self.receipts = receipts
        self.posted = posted
        self.contract = contract
        self.billedUnderContract = billedUnderContract
        self.charges = charges
        self.print = print
    }
}

/// Who sent a bill, among the vendors on record.
public enum VendorFinding: Hashable, Sendable {
    /// The sign a vendor is known by, the strongest first.
    public enum Sign: String, Hashable, Sendable, CaseIterable {
        case vatID = "VAT id"
        case account
        case name
    }

    /// One, and how it is known.
    case found(Vendor, by: Sign)
    /// Several that share the sign; names them.
    case several([String], by: Sign)
    /// None.
    case none

    /// The vendor, where it is one.
    public var vendor: Vendor? {
        guard case .found(let vendor, _) = self else { return nil }
        return vendor
    }
}

/// The form of a name that is the same however it is spaced, capitalised and followed by a legal form.
public enum VendorName {
    private static let legalForms: Set<String> = [
        "gmbh", "ggmbh", "mbh", "ag", "kg", "ohg", "ug", "kgaa", "se", "eg", "ev", "ek", "gbr", "ltd",
        "limited", "plc",
        "llp", "llc", "inc", "corp", "corporation", "co", "company", "dac", "sarl", "sas", "sasu", "sa",
        "eurl", "scea",
        "bv", "nv", "vof", "srl", "spa", "sl", "pvt", "private", "oy", "ab", "as", "aps",
    ]

    /// The key of a name; `nil` when nothing is left of it.
    public static func key(of name: String) -> String? {
        // Dots inside an abbreviation join its letters: B.V. is bv.
        let words = name.lowercased().filter { $0 != "." }.split { !$0.isLetter && !$0.isNumber }
        let kept = words.filter { !legalForms.contains(String($0)) }
        let key = (kept.isEmpty ? words : kept).joined()
        return key.isEmpty ? nil : key
    }
}
