import Domain
import GRDB
import Pipeline
import PipelineDoubles
import Testing

@testable import Storage

@Suite struct `What was agreed beside orders` {
    private func consent(_ actor: String, days: Int64 = 0) -> StoredHold.Consent {
        .init(
            actor: actor, reason: "agreed", callBack: nil,
            at: Timestamp(milliseconds: Sample.now.milliseconds + days * 86_400_000))
    }

    private func prepayment(_ amount: Rational, id: String = "A-1") throws -> Prepayment {
        Prepayment(
            id: id, vendor: "V1", order: "PO-1", date: try #require(CalendarDate(iso: "2026-01-15")),
            currency: MatchHouse.euro, amount: amount)
    }

    private func refusals(_ batch: RecordBatch, _ house: MatchHouse) async throws -> Int {
        try await house.store.take(batch, isRehearsal: false, by: "erp", at: Sample.now).refusals.count
    }

    @Test func `money paid ahead is taken off one bill after the other, once`() async throws {
        try await MatchHouse.run { house in
            try await house.take(.receipts([MatchHouse.receipt("R1", 10)]))
            try await house.take(.prepayments([try prepayment(15)]))
            let first = try await house.read(MatchHouse.bill("A-1", bolts: 5), number: 1)
            let second = try await house.read(MatchHouse.bill("A-2", bolts: 4), number: 2)
            let outcomes = try await house.matchDue()
            #expect(outcomes[first]?.verdict.result.payable == 0)
            #expect(outcomes[second]?.verdict.result.payable == 3)
            #expect(try await house.match(first).isChanged == false)
            #expect(try await house.match(second).verdict.result.payable == 3)
            #expect(try await refusals(.prepayments([try prepayment(14)]), house) == 1)
        }
    }

    @Test func `a held bill uses nothing up, and a bill that says more was paid waits for it`() async throws {
        try await MatchHouse.run { house in
            try await house.take(.prepayments([try prepayment(4)]))
            _ = try await house.read(MatchHouse.bill("A-1", bolts: 5), number: 1)
            try await house.matchDue()
            var draft = MatchHouse.bill("A-2", bolts: 0, nuts: 5)
            draft.fields[.prepaid] = Field(
                value: .amount(FixedDecimal(5)), raw: "", confidence: 1, isAccepted: true, source: .person)
            let second = try await house.read(draft, number: 2)
            try await house.take(.receipts([MatchHouse.receipt("R2", 10, line: "20")]))
            try await house.matchDue()
            #expect(try await house.open(second) == [.prepayment])
            try await house.take(.prepayments([try prepayment(1, id: "A-2")]))
            #expect(try await house.matchDue()[second]?.isPosted == true)
        }
    }

    @Test func `a prepayment needs its order and its vendor`() async throws {
        try await MatchHouse.run { house in
            var other = try prepayment(4)
            other.order = "PO-9"
            #expect(try await refusals(.prepayments([other]), house) == 1)
            other = try prepayment(4)
            other.vendor = "V2"
            #expect(try await refusals(.prepayments([other]), house) == 1)
        }
    }

    @Test func `bills of orders under a contract keep its limit together`() async throws {
        try await MatchHouse.run { house in
            try await house.take(.receipts([MatchHouse.receipt("R1", 10)]))
            try await house.take(
                .contracts([
                    Contract(id: "K-7", vendor: "V1", valueLimit: 12, currency: MatchHouse.euro)
                ]))
            var version = MatchHouse.order(2)
            version.order.contract = "k7"
            try await house.take(.orders([version]))
            let first = try await house.read(MatchHouse.bill("A-1", bolts: 4), number: 1)
            let second = try await house.read(MatchHouse.bill("A-2", bolts: 3), number: 2)
            try await house.matchDue()
            #expect(try await house.open(first) == [])
            #expect(try await house.open(second) == [.contract])
            try await house.take(
                .contracts([
                    Contract(id: "K-7", vendor: "V1", valueLimit: 14, currency: MatchHouse.euro)
                ]))
            #expect(try await house.matchDue()[second]?.isPosted == true)
        }
    }

    @Test func `a bill that is none any more leaves its share of a contract to others`() async throws {
        try await MatchHouse.run { house in
            try await house.take(.receipts([MatchHouse.receipt("R1", 10)]))
            try await house.take(
                .contracts([
                    Contract(id: "K-7", vendor: "V1", valueLimit: 12, currency: MatchHouse.euro)
                ]))
            var version = MatchHouse.order(2)
            version.order.contract = "k7"
            try await house.take(.orders([version]))
            version.order.id = "PO-2"
            version.order.lines.removeFirst()
            try await house.take(.orders([version]))
            let first = try await house.read(MatchHouse.bill("A-1", bolts: 4), number: 1)
            var other = MatchHouse.bill("A-2", bolts: 0, nuts: 6)
            other.fields[.purchaseOrder]?.value = .text("po-2")
            try await house.take(
                .receipts([
                    GoodsReceipt(
                        id: "R2", orderLine: OrderLineID(order: "PO-2", line: "20"), received: 10, returned: 0
                    )
                ]))
            let second = try await house.read(other, number: 2)
            try await house.matchDue()
            #expect(try await house.open(second) == [.contract])
            try await house.store.pool.write { db in
                try MatchTable.void(first.rawValue, why: "it is no bill any more", at: Sample.now, in: db)
            }
            #expect(try await house.matchDue()[second]?.isPosted == true)
        }
    }

    @Test func `an order is booked to accounts and cost centres that are on record`() async throws {
        try await MatchHouse.run { house in
            var version = MatchHouse.order(2)
            version.order.lines[0].account = "4730"
            version.order.lines[0].costCentre = "KST-3"
            #expect(try await refusals(.orders([version]), house) == 0)
            try await house.take(.codes([BookingCode(kind: .account, id: "4980", name: "Betriebsbedarf")]))
            version.version = 3
            version.order.lines[0].costCentre = nil
            #expect(try await refusals(.orders([version]), house) == 1)
            version.order.lines[0].account = "4980"
            #expect(try await refusals(.orders([version]), house) == 0)
            #expect(try await house.store.orderFile("PO-1")?.version == version)
        }
    }

    @Test func `freight among the lines is charged by its code`() async throws {
        try await MatchHouse.run { house in
            try await house.take(.receipts([MatchHouse.receipt("R1", 10)]))
            var draft = MatchHouse.bill("A-1", bolts: 5)
            draft.lines.append(
                DraftLine(
                    description: "Frachtkosten", quantity: FixedDecimal(1), unitPrice: FixedDecimal(3),
                    lineTotal: FixedDecimal(3), confidence: 1, source: .person))
            for name in [FieldName.netTotal, .grandTotal] {
                draft.fields[name]?.value = .amount(FixedDecimal(units: 1300, scale: 2))
            }
            let document = try await house.read(draft, number: 1)
            try await house.matchDue()
            #expect(try await house.open(document) == [.unorderedLine])
            try await house.take(
                .codes([BookingCode(kind: .charge, id: "FREIGHT", name: "Fracht", words: ["Frachtkosten"])]))
            try await house.matchDue()
            #expect(try await house.open(document) == [.unplannedCharge])
        }
    }

    @Test func `the same first page under another number may be the same bill`() async throws {
        let page =
            "Nordwind Rechnung 4711 Kunde 10017 Menge 12 Preis 4,10 Summe 49,20 Netto 54,45 Steuer 10,35 Gesamt"
        try await MatchHouse.run { house in
            try await house.take(.receipts([MatchHouse.receipt("R1", 10)]))
            _ = try await house.read(MatchHouse.bill("A-1", bolts: 2), number: 1, saying: page)
            let again = try await house.read(
                MatchHouse.bill("B-9", bolts: 3, date: "2026-04-01"), number: 2, saying: page)
            let other = try await house.read(
                MatchHouse.bill("C-9", bolts: 4, date: "2026-06-01"), number: 3,
                saying: page.split(separator: " ").map { "\($0)7" }.joined(separator: " "))
            try await house.matchDue()
            let holds = try await house.store.holds(of: again)
            #expect(holds.map(\.hold.code) == [.duplicate])
            #expect(holds.first?.hold.expected == .text("tier:4"))
            #expect(try await house.open(other) == [])
            #expect(try await house.match(again).isChanged == false)
        }
    }

    @Test func `days of discount that went by until a person let the bill pass are noted`() async throws {
        try await MatchHouse.run { house in
            let day = try #require(Sample.now.day)
            let document = try await house.read(
                MatchHouse.bill("A-1", bolts: 6, date: day.description), number: 1)
            let hold = try #require(try await house.matchDue()[document]?.open.first)
            _ = try await house.store.release(hold.id, with: consent("ada", days: 4))
            try await house.matchDue(days: 4)
            #expect(try await house.store.holds(of: document).map(\.discountDaysLost) == [4])
            let closed = try await house.store.heldBills(isClosed: true)
            #expect(closed.first?.holds.map(\.id) == [hold.id])
            #expect(try await house.store.heldBills().isEmpty)
        }
    }
}
