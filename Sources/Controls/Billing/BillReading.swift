public import Domain

/// Reads a draft as a bill, complete and exact, or says what is missing for that.
public struct BillReading: Hashable, Sendable {
    /// The bill; `nil` where something is missing.
    public private(set) var bill: Bill?
    /// What its lines say in words, line by line.
    public private(set) var descriptions: [String] = []
    /// The places in the draft its lines come from.
    public private(set) var places: [Int] = []
    /// What is missing, in words.
    public private(set) var missing: [String] = []

    /// Who and what the bill is, as far as the draft does not say.
    public struct Frame: Hashable, Sendable {
        /// Its key.
        public var id: String
        /// The vendor's key.
        public var vendor: String
        /// What makes it recognisable.
        public var prints: DocumentPrints

        /// Makes a frame.
        public init(id: String, vendor: String, prints: DocumentPrints = DocumentPrints()) {
            self.id = id
            self.vendor = vendor
            self.prints = prints
        }
    }

    /// Reads `draft`; `rate` gives accounting-currency units for one of a currency, `nil` where none is known.
    public init(of draft: InvoiceDraft, in frame: Frame, rate: (Currency) -> Rational?) {
        let number = draft.text(.invoiceNumber)
        let date = draft.date(.issueDate)
        let total = draft.amount(.grandTotal) ?? draft.amount(.amountDue)
        let currency = draft.text(.currency).flatMap(Currency.init(rawValue:))
        let rate = currency.flatMap(rate)
        if number == nil { missing.append("its number") }
        if date == nil { missing.append("its date") }
        if total == nil { missing.append("its total") }
        if currency == nil { missing.append("its currency") }
        if let currency, rate == nil { missing.append("an exchange rate for \(currency.rawValue)") }
        let isTurned = draft.kind == .creditNote && total.map(\.isNegative) == true
        let lines = BillLines(of: draft, isTurned: isTurned)
        missing += lines.missing
        guard missing.isEmpty, let number, let date, let total, let currency, let rate else { return }
        let sums = BillSums(of: draft, lines: lines.lines)
        descriptions = lines.descriptions
        places = lines.places
        var bill = Bill(
            id: frame.id, kind: draft.kind == .creditNote ? .creditNote : .invoice, vendor: frame.vendor,
            number: number, date: date, currency: currency, rate: rate,
            decimals: Int(currency.minorUnits), bankAccount: draft.text(.sellerIBAN), prints: frame.prints,
            total: isTurned ? -Rational(total) : Rational(total),
            rounding: draft.amount(.rounding).map { isTurned ? -Rational($0) : Rational($0) } ?? .zero,
            prepaid: draft.amount(.prepaid).map { Rational($0).magnitude }, lines: sums.lines,
            charges: sums.charges, allowances: sums.allowances, taxes: sums.taxes)
        // With one order named, every line is of it; with several, lines are looked for in all of them.
        if let order = OrderReferences.of(draft).single {
            for place in bill.lines.indices { bill.lines[place].orderReference = order }
        }
        self.bill = bill
    }
}

/// The orders a draft names.
public enum OrderReferences {
    /// The orders, as printed; a list of several is taken apart.
    public static func of(_ draft: InvoiceDraft) -> [String] {
        guard let text = draft.text(.purchaseOrder) else { return [] }
        return text.split { $0 == "," || $0 == ";" || $0 == "+" || $0 == "&" }.map { part in
            String(part.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        }.filter { !$0.isEmpty }
    }
}

extension Array {
    /// The only element; `nil` for none and for several.
    var single: Element? { count == 1 ? first : nil }
}
