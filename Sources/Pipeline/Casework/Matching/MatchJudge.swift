import Controls
public import Domain

/// Judges documents: by a policy, in an accounting currency, at rates of exchange.
public struct MatchJudge: Sendable {
    /// What a policy is chosen by.
    public struct Circumstances: Hashable, Sendable {
        /// Which of our companies is billed.
        public var entity: String
        /// The vendor's key.
        public var vendor: String
        /// What the vendor supplies.
        public var category: String
        /// The total in the accounting currency.
        public var amount: Rational

        /// Makes circumstances.
        public init(entity: String, vendor: String, category: String, amount: Rational) {
            self.entity = entity
            self.vendor = vendor
            self.category = category
            self.amount = amount
        }
    }

    /// The currency tolerances in money are written in.
    public let accountingCurrency: Currency
    private let policy: @Sendable (Circumstances) -> MatchPolicy
    private let rates: [Currency: Rational]

    /// Makes a judge; `rates` are units of the accounting currency for one of another.
    public init(
        accountingCurrency: Currency, rates: [Currency: Rational] = [:],
        policy: @escaping @Sendable (Circumstances) -> MatchPolicy
    ) {
        self.accountingCurrency = accountingCurrency
        self.rates = rates
        self.policy = policy
    }

    /// What a document comes to.
    public func verdict(on file: MatchFile) -> MatchVerdict {
        let draft = named(file)
        let frame = BillReading.Frame(
            id: "\(file.document)", vendor: file.vendor.vendor?.id ?? "",
            prints: DocumentPrints(content: file.content.rawValue, page: file.print))
        let reading = BillReading(of: draft, in: frame) { currency in
            currency == accountingCurrency ? .one : rates[currency]
        }
        var holds: [Hold] = []
        if !file.isReviewed {
            holds.append(
                Hold(.unreviewed, .document, actual: .text("to be looked at"), expected: .text("read")))
        }
        if let hold = Self.vendorHold(file) { holds.append(hold) }
        if !reading.missing.isEmpty {
            holds.append(
                Hold(
                    .incomplete, .document, actual: .text(reading.missing.joined(separator: ", ")),
                    expected: .text("complete")))
        }
        guard let bill = reading.bill, let vendor = file.vendor.vendor else {
            let payable = reading.bill.map { $0.kind == .creditNote ? -$0.total : $0.total } ?? .zero
            return MatchVerdict(
                file: file, vendor: file.vendor.vendor, scenario: nil, linePlaces: [:],
                result: MatchResult(links: [], holds: holds, payable: payable))
        }
        let scenario = scenario(of: bill, vendor, reading.descriptions, file)
        var result = Matching.result(of: scenario)
        holds += VendorChecks.holds(
            on: bill, draft: draft, vendor: vendor, contract: file.contract,
            billedBefore: file.billedUnderContract)
        result.holds = holds + result.holds
        let places = zip(bill.lines, reading.places).map { ($0.id, $1) }
        return MatchVerdict(
            file: file, vendor: vendor, scenario: scenario,
            linePlaces: Dictionary(places) { first, _ in first }, result: result)
    }

    /// The draft with the orders it names called as the store calls them.
    private func named(_ file: MatchFile) -> InvoiceDraft {
        var draft = file.draft
        guard let known = OrderReferences.of(draft).single.flatMap({ file.named[$0] }) else { return draft }
        draft.fields[.purchaseOrder]?.value = .text(known)
        return draft
    }

    private func scenario(
        of bill: Bill, _ vendor: Vendor, _ descriptions: [String], _ file: MatchFile
    ) -> MatchScenario {
        let bare = ChargeLines(
            bill, descriptions: descriptions, codes: file.charges, orders: file.orders)
        let fitted = BillFitting(bare.bill, descriptions: bare.descriptions, orders: file.orders)
        let policy = policy(
            Circumstances(
                entity: file.entity ?? "", vendor: vendor.id, category: vendor.category ?? "",
                amount: bill.total.magnitude * bill.rate))
        var receipts = file.receipts
        for place in receipts.indices {
            receipts[place].unit = receipts[place].unit.map(UnitOfMeasure.name(of:))
        }
        return MatchScenario(
            policy: policy,
            vendor: MatchScenario.Vendor(
                id: vendor.id, isBlocked: vendor.isBlocked, cluster: file.cluster, accounts: vendor.accounts),
            orders: fitted.orders, receipts: receipts, posted: file.posted,
            bill: PriceChanges.marked(
                fitted.bill, descriptions: bare.descriptions, orders: fitted.orders))
    }

    private static func vendorHold(_ file: MatchFile) -> Hold? {
        let name = file.draft.text(.sellerName) ?? file.draft.text(.sellerVATID) ?? "no name"
        switch file.vendor {
        case .found: return nil
        case .several(let vendors, let sign):
            return Hold(
                .vendorUnknown, .document, actual: .text(name),
                expected: .text("one vendor; \(vendors.joined(separator: ", ")) have its \(sign.rawValue)"))
        case .none:
            return Hold(
                .vendorUnknown, .document, actual: .text(name), expected: .text("a vendor on record"))
        }
    }
}

extension Array {
    /// The only element; `nil` for none and for several.
    fileprivate var single: Element? { count == 1 ? first : nil }
}
