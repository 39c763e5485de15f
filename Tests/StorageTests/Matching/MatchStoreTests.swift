import Domain
import Pipeline
import PipelineDoubles
import Reviewing
import Storage
import Testing

@Suite struct `Bills are matched in the store` {
    @Test func `what was ordered and received is booked, by item and by words`() async throws {
        try await MatchHouse.run { house in
            try await house.take(
                .receipts([MatchHouse.receipt("R1", 10), MatchHouse.receipt("R1", 4, line: "20")]))
            let document = try await house.read(MatchHouse.bill("A-1", bolts: 6, nuts: 4), number: 1)
            let outcome = try #require(try await house.matchDue()[document])
            #expect(outcome.isPosted && outcome.isChanged)
            #expect(outcome.verdict.result.links.map(\.orderLine.line) == ["10", "20"])
            #expect(outcome.verdict.result.payable == 16)
            #expect(try await house.actions(document).suffix(2) == ["read", "matched"])
        }
    }

    @Test func `matching again changes nothing`() async throws {
        try await MatchHouse.run { house in
            let document = try await house.read(MatchHouse.bill("A-1", bolts: 6), number: 1)
            _ = try await house.matchDue()
            let head = try await house.store.auditHead()
            let again = try await house.match(document)
            #expect(!again.isChanged && again.open.map(\.hold.code) == [.noReceipt])
            #expect(try await house.store.auditHead() == head)
        }
    }

    @Test func `a bill that waits goes by itself when the goods arrive`() async throws {
        try await MatchHouse.run { house in
            let document = try await house.read(MatchHouse.bill("A-1", bolts: 6), number: 1)
            let held = try #require(try await house.matchDue()[document])
            #expect(!held.isPosted && held.open.map(\.hold.code) == [.noReceipt])
            try await house.take(.receipts([MatchHouse.receipt("R1", 4)]))
            #expect(try await house.matchDue()[document]?.open.map(\.hold.code) == [.quantityReceived])
            try await house.take(.receipts([MatchHouse.receipt("R2", 2)]))
            #expect(try await house.matchDue(days: 4)[document]?.isPosted == true)
            let holds = try await house.store.holds(of: document)
            #expect(holds.map(\.state.name) == ["dropped", "dropped"])
            #expect(try await house.actions(document).count { $0 == "hold-raised" } == 2)
            #expect(try await house.actions(document).last == "matched")
        }
    }

    @Test func `days of a discount that a hold of ours cost are counted`() async throws {
        try await MatchHouse.run { house in
            let document = try await house.read(MatchHouse.bill("A-1", bolts: 6), number: 1)
            _ = try await house.matchDue()
            try await house.take(.receipts([MatchHouse.receipt("R1", 6)]))
            _ = try await house.matchDue(days: 30)
            // Held on 2026-02-02, the discount was given until 2026-02-12.
            #expect(try await house.store.holds(of: document).map(\.discountDaysLost) == [10])
        }
    }

    @Test func `the second of two bills for the same goods waits, until there are enough`() async throws {
        try await MatchHouse.run { house in
            try await house.take(.receipts([MatchHouse.receipt("R1", 6)]))
            let first = try await house.read(MatchHouse.bill("A-1", bolts: 4), number: 1)
            let second = try await house.read(MatchHouse.bill("A-2", bolts: 3), number: 2)
            let outcomes = try await house.matchDue()
            #expect(outcomes[first]?.isPosted == true)
            #expect(outcomes[second]?.open.map(\.hold.code) == [.quantityReceived])
            try await house.take(.receipts([MatchHouse.receipt("R2", 1)]))
            let again = try await house.matchDue()
            #expect(again[first]?.isPosted == true && again[second]?.isPosted == true)
        }
    }

    @Test func `of two that wait the earlier goes when there is enough for one`() async throws {
        try await MatchHouse.run { house in
            let first = try await house.read(MatchHouse.bill("A-1", bolts: 5), number: 1)
            let second = try await house.read(MatchHouse.bill("A-2", bolts: 5, date: "2026-01-01"), number: 2)
            _ = try await house.matchDue()
            try await house.take(.receipts([MatchHouse.receipt("R1", 5)]))
            let outcomes = try await house.matchDue()
            #expect(outcomes[first]?.isPosted == true)
            #expect(outcomes[second]?.isPosted == false)
        }
    }

    @Test func `goods that go back hold the bill again`() async throws {
        try await MatchHouse.run { house in
            try await house.take(.receipts([MatchHouse.receipt("R1", 6)]))
            let document = try await house.read(MatchHouse.bill("A-1", bolts: 6), number: 1)
            #expect(try await house.matchDue()[document]?.isPosted == true)
            try await house.take(.receipts([MatchHouse.receipt("R1", 6, returned: 2)]))
            #expect(try await house.matchDue()[document]?.open.map(\.hold.code) == [.returnUncredited])
        }
    }

    @Test func `an order that comes up to date frees what waited for it`() async throws {
        try await MatchHouse.run { house in
            try await house.take(.receipts([MatchHouse.receipt("R1", 6)]))
            let document = try await house.read(MatchHouse.bill("A-1", bolts: 6, cents: 210), number: 1)
            let held = try #require(try await house.matchDue()[document])
            #expect(Set(held.open.map(\.hold.code)).contains(.unitPrice))
            try await house.take(
                .orders([MatchHouse.order(2, price: Rational(FixedDecimal(units: 210, scale: 2)))]))
            #expect(try await house.matchDue()[document]?.isPosted == true)
        }
    }

    @Test func `the same bill under another hash is held as a duplicate, and the first is not`() async throws
    {
        try await MatchHouse.run { house in
            try await house.take(.receipts([MatchHouse.receipt("R1", 10)]))
            let first = try await house.read(MatchHouse.bill("A-1", bolts: 2), number: 1)
            let second = try await house.read(MatchHouse.bill("A 1", bolts: 2), number: 2)
            let outcomes = try await house.matchDue()
            #expect(outcomes[first]?.isPosted == true)
            #expect(outcomes[second]?.open.map(\.hold.code) == [.duplicate])
            #expect(outcomes[second]?.open.first?.hold.actual == .text("\(first)"))
            #expect(try await house.match(first).isPosted)
        }
    }

    @Test func `what was taken back whole and billed anew is no duplicate`() async throws {
        try await MatchHouse.run { house in
            try await house.take(.receipts([MatchHouse.receipt("R1", 4)]))
            let first = try await house.read(MatchHouse.bill("A-1", bolts: 4), number: 1)
            #expect(try await house.matchDue()[first]?.isPosted == true)
            var credit = MatchHouse.bill("C-1", bolts: 4, kind: .creditNote)
            credit.fields[.precedingInvoice] = Field(
                value: .text("a 1"), raw: "", confidence: 1, source: .person)
            let taken = try await house.read(credit, number: 2)
            #expect(try await house.matchDue()[taken]?.isPosted == true)
            let anew = try await house.read(MatchHouse.bill("A-2", bolts: 4), number: 3)
            #expect(try await house.matchDue()[anew]?.isPosted == true)
        }
    }

    @Test func `what a person has to look at first is held until they did`() async throws {
        try await MatchHouse.run { house in
            try await house.take(.receipts([MatchHouse.receipt("R1", 10)]))
            let document = try await house.read(
                MatchHouse.bill("A-1", bolts: 2), number: 1, state: .needsReview)
            #expect(try await house.matchDue()[document]?.open.map(\.hold.code) == [.unreviewed])
            let desk = ReviewDesk(store: house.store, world: FixedWorld().world, actor: "ada", session: "s")
            guard case .opened(var hand) = try await desk.open(document) else {
                Issue.record("it cannot be opened")
                return
            }
            #expect(try await desk.keep(.confirm, on: &hand) == .kept)
            #expect(try await house.matchDue()[document]?.isPosted == true)
        }
    }

    @Test func `a bill that is rejected gives back what it billed`() async throws {
        try await MatchHouse.run { house in
            try await house.take(.receipts([MatchHouse.receipt("R1", 5)]))
            let first = try await house.read(MatchHouse.bill("A-1", bolts: 5), number: 1)
            let second = try await house.read(MatchHouse.bill("A-2", bolts: 5), number: 2)
            #expect(try await house.matchDue()[second]?.isPosted == false)
            let desk = ReviewDesk(store: house.store, world: FixedWorld().world, actor: "ada", session: "s")
            guard case .opened(var hand) = try await desk.open(first) else {
                Issue.record("it cannot be opened")
                return
            }
            #expect(try await desk.keep(.reject("not ours"), on: &hand) == .kept)
            #expect(try await house.matchDue()[second]?.isPosted == true)
        }
    }

    @Test func `a vendor nobody knows holds, until it is on record`() async throws {
        try await MatchHouse.run { house in
            var draft = MatchHouse.bill("A-1", bolts: 2)
            draft.fields[.sellerName]?.value = .text("Südwind AG")
            draft.fields[.sellerVATID] = nil
            draft.fields[.sellerIBAN] = nil
            draft.fields[.purchaseOrder] = nil
            let document = try await house.read(draft, number: 1)
            #expect(try await house.matchDue()[document]?.open.map(\.hold.code) == [.vendorUnknown])
            try await house.take(.vendors([Vendor(id: "V2", name: "Südwind")]))
            #expect(try await house.matchDue()[document]?.open.map(\.hold.code) == [.unorderedLine])
        }
    }

    @Test func `a vendor is found by any of its names and VAT numbers`() async throws {
        try await MatchHouse.run { house in
            var vendor = MatchHouse.vendor()
            vendor.otherNames = ["Südwind Direkt AG"]
            vendor.otherVATIDs = ["FR40303265045"]
            try await house.take(.vendors([vendor]))
            #expect(try await house.take(.vendors([vendor])).changes.map(\.effect) == [.unchanged])
            try await house.take(.receipts([MatchHouse.receipt("R-1", 10)]))
            for (number, sign) in [(FieldName.sellerName, "Südwind Direkt"), (.sellerVATID, "FR40303265045")]
                .enumerated()
            {
                var draft = MatchHouse.bill("A-\(number)", bolts: Int64(number) * 3 + 1)
                draft.fields[.sellerName]?.value = .text("Bora")
                draft.fields[.sellerVATID] = nil
                draft.fields[.sellerIBAN] = nil
                draft.fields[sign.0] = Field(
                    value: .text(sign.1), raw: "", confidence: 1, isAccepted: true, source: .person)
                let document = try await house.read(draft, number: UInt8(number + 1))
                let codes = try await house.matchDue()[document]?.open.map(\.hold.code)
                #expect(codes == [], "\(sign.0)")
            }
            // What the file no longer says is forgotten.
            try await house.take(.vendors([MatchHouse.vendor()]))
            let known = try await house.store.knownRecords().vendors.first
            #expect(known?.otherNames == [] && known?.otherVATIDs == [])
        }
    }

    @Test func `what is missing for a match is named`() async throws {
        try await MatchHouse.run { house in
            var draft = MatchHouse.bill("A-1", bolts: 2)
            draft.fields[.issueDate] = nil
            draft.fields[.currency]?.value = .text("")
            let document = try await house.read(draft, number: 1)
            let hold = try #require(try await house.matchDue()[document]?.open.first?.hold)
            #expect(hold.code == .incomplete)
            #expect(hold.actual == .text("its date, its currency"))
        }
    }

    @Test func `a delivery note is not matched`() async throws {
        try await MatchHouse.run { house in
            let document = try await house.read(
                MatchHouse.bill("A-1", bolts: 2, kind: .deliveryNote), number: 1)
            #expect(try await house.matchDue().isEmpty)
            let outcome = try await house.store.match(
                document, by: house.judge, why: "asked for", actor: "ada", at: Sample.now)
            #expect(outcome == nil)
        }
    }
}
