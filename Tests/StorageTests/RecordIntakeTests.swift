import Domain
import Pipeline
import PipelineDoubles
import Storage
import Testing

@Suite struct `Records are taken whole or not at all` {
    private func withStore(_ body: (SQLiteStore) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            try await body(try SQLiteStore.open(folder.appending("s.sqlite"), files: PosixFiles()))
        }
    }

    private func take(_ batch: RecordBatch, _ store: SQLiteStore, isRehearsal: Bool = false) async throws
        -> ImportOutcome
    {
        try await store.take(batch, isRehearsal: isRehearsal, by: "anna", at: Sample.now)
    }

    private let vendor = Vendor(
        id: "V1", name: "Nordwind", vatID: "DE136695976", cluster: "wind",
        accounts: [.init(number: "DE89370400440532013000", isVerified: true)])

    private func order(_ version: Int = 1, lines: [String] = ["10", "20"], vendor: String = "V1") throws
        -> OrderVersion
    {
        let euro = try #require(Currency(rawValue: "EUR"))
        return OrderVersion(
            version: version,
            order: PurchaseOrder(
                id: "O1", vendor: vendor, currency: euro,
                form: .blanket(
                    valueLimit: Rational(parsing: "1000.50"), from: nil, to: CalendarDate(iso: "2026-12-31")),
                charges: [.init(code: "FREIGHT", amount: 8)],
                lines: lines.map {
                    OrderLine(
                        id: $0, item: "A", unit: "PCS", units: ["PAL": 480],
                        quantity: Rational(parsing: "10/3"),
                        price: 2, overDeliveryPercent: nil)
                }))
    }

    private func receipt(_ line: String, unit: String? = nil, received: Rational = 5) -> GoodsReceipt {
        GoodsReceipt(
            id: "R1", orderLine: OrderLineID(order: "O1", line: line), unit: unit, received: received,
            accepted: 4)
    }

    private func expect(
        _ batch: RecordBatch, _ store: SQLiteStore, _ effects: Set<ImportOutcome.Effect>,
        isRehearsal: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let outcome = try await take(batch, store, isRehearsal: isRehearsal)
        #expect(Set(outcome.changes.map(\.effect)) == effects, sourceLocation: sourceLocation)
    }

    private func expectRefusal(
        _ batch: RecordBatch, _ store: SQLiteStore, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let outcome = try await take(batch, store)
        #expect(outcome.refusals.count == 1 && outcome.changes == [], sourceLocation: sourceLocation)
    }

    @Test func `the same again changes nothing`() async throws {
        try await withStore { store in
            let batches: [RecordBatch] = [
                .vendors([vendor]), .items([Item(id: "A", name: "Bolt", unit: "PCS", units: ["BOX": 12])]),
                .orders([try order()]), .receipts([receipt("10"), receipt("20", unit: "BOX")]),
            ]
            for batch in batches {
                try await expect(batch, store, [.added])
                let head = try await store.auditHead()
                try await expect(batch, store, [.unchanged])
                #expect(try await store.auditHead() == head)
            }
            #expect(try await store.irregularities(since: nil) == [])
        }
    }

    @Test func `one refusal, and nothing of the batch is taken`() async throws {
        try await withStore { store in
            _ = try await take(.vendors([vendor]), store)
            _ = try await take(.orders([try order()]), store)
            let head = try await store.auditHead()
            let outcome = try await take(
                .receipts([receipt("10"), receipt("30"), receipt("20", unit: "CTN")]), store)
            #expect(outcome.refusals.map(\.place) == [1, 2])
            #expect(outcome.changes == [])
            #expect(try await store.auditHead() == head)
            try await expect(.receipts([receipt("10")]), store, [.added])
        }
    }

    @Test func `a rehearsal says what would change and changes nothing`() async throws {
        try await withStore { store in
            try await expect(.vendors([vendor]), store, [.added], isRehearsal: true)
            try await expect(.vendors([vendor]), store, [.added])
        }
    }

    @Test func `an order changes by a higher version and no other way`() async throws {
        try await withStore { store in
            _ = try await take(.vendors([vendor]), store)
            try await expectRefusal(.orders([try order(vendor: "V9")]), store)
            _ = try await take(.orders([try order()]), store)
            try await expectRefusal(.orders([try order(lines: ["10"])]), store)
            try await expect(.orders([try order(2, lines: ["10"])]), store, [.changed])
            try await expect(.orders([try order()]), store, [.unchanged])
            _ = try await take(.receipts([receipt("10")]), store)
            try await expectRefusal(.orders([try order(3, lines: ["20"])]), store)
        }
    }

    @Test func `a changed account of a known vendor waits for a call, whatever the file says`() async throws {
        try await withStore { store in
            _ = try await take(.vendors([vendor]), store)
            var changed = vendor
            changed.accounts = [.init(number: "GB82WEST12345698765432", isVerified: true)]
            try await expect(.vendors([changed]), store, [.changed])
            try await expect(.vendors([changed]), store, [.unchanged])
            changed.accounts[0].isVerified = false
            try await expect(.vendors([changed]), store, [.unchanged])
        }
    }
}
