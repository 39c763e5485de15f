public import Domain

/// What is known beyond the document, for completing what a person types: vendors with their accounts, open orders.
public struct KnownRecords: Hashable, Sendable {
    /// A vendor that was imported.
    public struct Vendor: Hashable, Sendable {
        /// Its key in the vendor file.
        public var id: String
        /// Its name.
        public var name: String
        /// Its VAT number, where it is known.
        public var vatID: String?
        /// Further names it bills under.
        public var otherNames: [String]
        /// Its VAT numbers in other countries.
        public var otherVATIDs: [String]
        /// Its bank accounts.
        public var accounts: [String]

        /// Makes a vendor.
        public init(
            id: String, name: String, vatID: String? = nil, otherNames: [String] = [],
            otherVATIDs: [String] = [], accounts: [String] = []
        ) {
            self.id = id
            self.name = name
            self.vatID = vatID
            self.otherNames = otherNames
            self.otherVATIDs = otherVATIDs
            self.accounts = accounts
        }

        /// All its names, the first one first.
        var names: [String] { [name] + otherNames }
        /// All its VAT numbers, the first one first.
        var vatIDs: [String] { (vatID.map { [$0] } ?? []) + otherVATIDs }
    }

    /// An order that can still be billed.
    public struct Order: Hashable, Sendable {
        /// Its number.
        public var id: String
        /// Whose it is, by the vendor's key.
        public var vendor: String
        /// ISO 4217 code of its currency.
        public var currency: String

        /// Makes an order.
        public init(id: String, vendor: String, currency: String) {
            self.id = id
            self.vendor = vendor
            self.currency = currency
        }
    }

    /// The vendors.
    public var vendors: [Vendor]
    /// The open orders.
    public var orders: [Order]

    /// Makes a collection; of nothing unless told otherwise.
    public init(vendors: [Vendor] = [], orders: [Order] = []) {
        self.vendors = vendors
        self.orders = orders
    }

    /// The vendor of a draft: by its VAT number, else by its name.
    func vendor(of draft: InvoiceDraft) -> Vendor? {
        let number = draft.text(.sellerVATID).map(Self.folded)
        if let number, let vendor = vendors.first(where: { $0.vatIDs.map(Self.folded).contains(number) }) {
            return vendor
        }
        let name = draft.text(.sellerName).map { $0.lowercased() }
        return name.flatMap { name in vendors.first { $0.names.contains { $0.lowercased() == name } } }
    }

    /// What a field may become from its beginning, the draft's own vendor first; with no beginning only what follows
    /// from the vendor.
    func completions(of beginning: String, for field: FieldName, in draft: InvoiceDraft) -> [Question.Offer] {
        let vendor = vendor(of: draft)
        let wanted = Self.folded(beginning)
        let offers: [(text: String, note: String)]
        switch field {
        case .sellerName:
            offers =
                wanted.isEmpty
                ? [] : vendors.flatMap { vendor in vendor.names.map { ($0, "vendor \(vendor.id)") } }
        case .sellerVATID:
            offers = numbers(of: vendor.map { [$0] } ?? vendors, \.vatIDs)
        case .sellerIBAN: offers = numbers(of: vendor.map { [$0] } ?? vendors, \.accounts)
        case .purchaseOrder:
            let own = orders.filter { $0.vendor == vendor?.id }
            offers = (vendor == nil ? orders : own).map { ($0.id, "open order") }
        case .currency:
            offers = orders.filter { $0.vendor == vendor?.id }.map { ($0.currency, "of open orders") }
        default: offers = []
        }
        guard !wanted.isEmpty || vendor != nil else { return [] }
        var found: [Question.Offer] = []
        for offer in offers where Self.folded(offer.text).hasPrefix(wanted) {
            guard let value = Self.value(offer.text, of: field),
                !found.contains(where: { $0.value == value })
            else { continue }
            found.append(Question.Offer(value: value, raw: offer.text, note: offer.note))
            if found.count == PageWords.mostCompletions { break }
        }
        return found
    }

    private func numbers(
        of vendors: [Vendor], _ numbers: (Vendor) -> [String]
    ) -> [(text: String, note: String)] {
        vendors.flatMap { vendor in numbers(vendor).map { ($0, "of \(vendor.name)") } }
    }

    private static func value(_ text: String, of field: FieldName) -> FieldValue? {
        field == .currency ? Currency(rawValue: text).map(FieldValue.currency) : .text(text)
    }

    /// In lower case and without spaces, as numbers are compared however they are grouped.
    private static func folded(_ text: String) -> String {
        text.filter { !$0.isWhitespace }.lowercased()
    }
}

extension ReviewSession {
    /// What a beginning may become: words of the page, and what is known of vendors and orders.
    ///
    /// With nothing typed, what follows from the vendor or from other amounts is offered.
    public func completions(of beginning: String, for field: FieldName) -> [Question.Offer] {
        let records = known.completions(of: beginning, for: field, in: draft)
        let printed = words.completions(of: beginning, for: field)
        let derived = derived(beginning, for: field)
        var offers: [Question.Offer] = []
        // What is on the page and known besides is the likeliest, then what is known, then the page alone.
        for offer in derived + records + printed {
            guard let index = offers.firstIndex(where: { $0.value == offer.value }) else {
                offers.append(offer)
                continue
            }
            if offers[index].region == nil { offers[index].region = offer.region }
        }
        return Array(offers.prefix(PageWords.mostCompletions))
    }

    /// An amount that the others make, where a person keys them in.
    private func derived(_ beginning: String, for field: FieldName) -> [Question.Offer] {
        guard isEntry, let sum = Self.sum(for: field, of: draft) else { return [] }
        let text = sum.value.description
        guard text.hasPrefix(beginning) else { return [] }
        return [Question.Offer(value: .amount(sum.value), raw: text, note: sum.note)]
    }

    private static func sum(
        for field: FieldName, of draft: InvoiceDraft
    ) -> (value: FixedDecimal, note: String)? {
        let net = draft.amount(.netTotal)
        let tax = draft.amount(.taxTotal)
        switch field {
        case .grandTotal:
            guard let net, let tax, let sum = net.adding(tax) else { return nil }
            return (sum, "net + tax")
        case .amountDue:
            return draft.amount(.grandTotal).map { ($0, "the total") }
        default: return nil
        }
    }
}
