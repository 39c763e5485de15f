import Domain
import Foundation
import Pipeline
import PipelineDoubles
import Storage
import Testing

/// A store with a vendor, an order of ten bolts and ten nuts, and a clerk who matches.
struct MatchHouse {
    let store: SQLiteStore
    static let euro = Currency(rawValue: "EUR") ?? known("EUR")
    static let account = "DE89370400440532013000"

    private static func known(_ code: String) -> Currency { preconditionFailure("\(code) is a code") }

    /// Runs `body` in a house of its own.
    static func run(_ body: (MatchHouse) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            let store = try SQLiteStore.open(folder.appending("s.sqlite"), files: PosixFiles())
            let house = MatchHouse(store: store)
            try await house.take(.vendors([vendor()]))
            try await house.take(.orders([order()]))
            try await body(house)
            #expect(try await store.irregularities(since: nil) == [])
        }
    }

    static func vendor(extra: String? = nil) -> Vendor {
        Vendor(
            id: "V1", name: "Nordwind GmbH", vatID: "DE136695976",
            accounts: ([account] + (extra.map { [$0] } ?? [])).map {
                BankAccount(number: $0, isVerified: true)
            },
            terms: PaymentTerms(days: 30, discountDays: 10, discountPercent: 2))
    }

    static func order(_ version: Int = 1, price: Rational = 2, quantity: Rational = 10) -> OrderVersion {
        OrderVersion(
            version: version,
            order: PurchaseOrder(
                id: "PO-1", vendor: "V1", currency: euro,
                lines: [
                    OrderLine(id: "10", item: "BOLT", unit: "PCS", quantity: quantity, price: price),
                    OrderLine(
                        id: "20", description: "Nuts M10 galvanised", unit: "Stk", quantity: 10,
                        price: 1),
                ]))
    }

    static func receipt(_ id: String, _ received: Rational, line: String = "10", returned: Rational = 0)
        -> GoodsReceipt
    {
        GoodsReceipt(
            id: id, orderLine: OrderLineID(order: "PO-1", line: line), received: received, returned: returned)
    }

    /// An invoice for bolts, and nuts where some are billed.
    static func bill(
        _ number: String, bolts: Int64, nuts: Int64 = 0, cents: Int64 = 200, kind: DocumentKind = .invoice,
        account: String = MatchHouse.account, date: String = "2026-02-02"
    ) -> InvoiceDraft {
        var draft = InvoiceDraft(kind: kind, language: "en")
        let net = bolts * cents + nuts * 100
        func put(_ name: FieldName, _ value: FieldValue) {
            draft.fields[name] = Field(
                value: value, raw: "", confidence: 1, isAccepted: true, source: .person)
        }
        func amount(_ units: Int64) -> FixedDecimal { FixedDecimal(units: units, scale: 2) }
        put(.invoiceNumber, .text(number))
        if let date = CalendarDate(iso: date) { put(.issueDate, .date(date)) }
        put(.currency, .currency(euro))
        put(.sellerName, .text("NORDWIND"))
        put(.sellerVATID, .text("DE136695976"))
        put(.sellerIBAN, .text(account))
        put(.purchaseOrder, .text("po-1"))
        put(.netTotal, .amount(amount(net)))
        put(.grandTotal, .amount(amount(net)))
        func line(_ text: String, _ item: String?, _ count: Int64, _ cents: Int64) -> DraftLine {
            DraftLine(
                articleNumber: item, description: text, quantity: FixedDecimal(count), unit: "pcs",
                unitPrice: amount(cents), lineTotal: amount(count * cents), confidence: 1, source: .person)
        }
        if bolts > 0 { draft.lines.append(line("Bolts", "BOLT", bolts, cents)) }
        if nuts > 0 { draft.lines.append(line("Nuts M10, galvanised", "NW-77", nuts, 100)) }
        return draft
    }

    @discardableResult
    func take(_ batch: RecordBatch) async throws -> ImportOutcome {
        let outcome = try await store.take(batch, isRehearsal: false, by: "erp", at: Sample.now)
        #expect(outcome.refusals == [])
        return outcome
    }

    /// Has a document read that says `draft`.
    func read(
        _ draft: InvoiceDraft, number: UInt8, state: DocumentState = .read, saying text: String = "Rechnung"
    ) async throws -> DocumentID {
        _ = try await store.receive([Sample.arrival(number)])
        let lease = try #require(
            try await store.lease(limit: 1, terms: Sample.terms(at: 0), at: Sample.now).first)
        _ = try await store.commit(
            FinishedStep(
                lease: lease, state: state, reading: Sample.reading(text, draft: draft), at: Sample.now))
        return lease.document
    }

    /// Matches what is due; what became of it by document.
    @discardableResult
    func matchDue(days: Int64 = 0) async throws -> [DocumentID: MatchOutcome] {
        var all: [DocumentID: MatchOutcome] = [:]
        while let outcomes = try await store.matchDue(by: judge, limit: 16, at: at(days: days)) {
            for outcome in outcomes { all[outcome.verdict.file.document] = outcome }
        }
        return all
    }

    func match(_ document: DocumentID) async throws -> MatchOutcome {
        try #require(
            try await store.match(document, by: judge, why: "asked for", actor: "ada", at: Sample.now))
    }

    func at(days: Int64) -> Timestamp { Timestamp(milliseconds: Sample.now.milliseconds + days * 86_400_000) }

    /// The codes of the open holds of a document.
    func open(_ document: DocumentID) async throws -> [HoldCode] {
        try await store.holds(of: document).filter { $0.state == .open }.map(\.hold.code)
    }

    func actions(_ document: DocumentID) async throws -> [String] {
        try await store.record(of: document)?.history.map(\.action) ?? []
    }

    var judge: MatchJudge {
        MatchJudge(accountingCurrency: Self.euro) { _ in
            MatchPolicy(
                level: .threeWay, accountingCurrency: Self.euro,
                duplicates: .init(amount: 0, days: 10, pageBits: 3))
        }
    }
}
