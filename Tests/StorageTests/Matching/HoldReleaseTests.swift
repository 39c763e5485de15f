import Domain
import Pipeline
import PipelineDoubles
import Storage
import Testing

@Suite struct `Holds are released by people` {
    private func consent(_ actor: String, _ reason: String = "agreed", call: String? = nil)
        -> StoredHold.Consent
    {
        .init(actor: actor, reason: reason, callBack: call, at: Sample.now)
    }

    private func held(_ house: MatchHouse, _ draft: InvoiceDraft) async throws -> StoredHold {
        let document = try await house.read(draft, number: 1)
        return try #require(try await house.matchDue()[document]?.open.first)
    }

    @Test func `one person with a reason releases what is dear, and the bill is booked`() async throws {
        try await MatchHouse.run { house in
            let hold = try await held(house, MatchHouse.bill("A-1", bolts: 6))
            #expect(try await house.store.release(hold.id, with: consent("ada")) == .released)
            #expect(try await house.matchDue()[hold.document]?.isPosted == true)
            #expect(try await house.actions(hold.document).suffix(2) == ["hold-released", "matched"])
            let head = try await house.store.auditHead()
            #expect(try await house.match(hold.document).isChanged == false)
            #expect(try await house.store.auditHead() == head)
        }
    }

    @Test func `other figures are another hold`() async throws {
        try await MatchHouse.run { house in
            let hold = try await held(house, MatchHouse.bill("A-1", bolts: 6))
            _ = try await house.store.release(hold.id, with: consent("ada"))
            _ = try await house.matchDue()
            try await house.take(.receipts([MatchHouse.receipt("R1", 1)]))
            let outcome = try #require(try await house.matchDue()[hold.document])
            #expect(outcome.open.map(\.hold.code) == [.quantityReceived])
            #expect(try await house.store.holds(of: hold.document).count == 2)
            #expect(try await house.actions(hold.document).count { $0 == "hold-raised" } == 2)
        }
    }

    @Test func `a hold on an account takes two persons and a call`() async throws {
        try await MatchHouse.run { house in
            try await house.take(.receipts([MatchHouse.receipt("R1", 10)]))
            let hold = try await held(
                house, MatchHouse.bill("A-1", bolts: 6, account: "GB33BUKB20201555555555"))
            #expect(hold.hold.code == .bankDiffers)
            func release(_ consent: StoredHold.Consent) async throws -> ReleaseReceipt {
                try await house.store.release(hold.id, with: consent)
            }
            guard case .refused = try await release(consent("ada")) else {
                Issue.record("no call was made")
                return
            }
            #expect(try await release(consent("ada", call: "Ms Thiele, 0341 555")) == .awaitsSecond)
            guard case .refused = try await release(consent("ada", call: "again")) else {
                Issue.record("one person is not two")
                return
            }
            #expect(try await house.open(hold.document) == [.bankDiffers])
            #expect(try await release(consent("boris")) == .released)
            #expect(try await house.matchDue()[hold.document]?.isPosted == true)
            #expect(try await house.actions(hold.document).count { $0 == "hold-confirmed" } == 2)
        }
    }

    @Test(arguments: [
        (HoldCode.unreviewed, StoredHold.State.open), (.incomplete, .open), (.vendorUnknown, .open),
        (.unitPrice, .released(by: "ada", reason: "r")), (.unitPrice, .dropped(why: "gone")),
    ])
    func `what is no more, or needs no verdict but facts, is not released`(
        code: HoldCode, state: StoredHold.State
    ) {
        let hold = StoredHold(
            id: 1, document: DocumentID(rawValue: 1),
            hold: Hold(code, .document, actual: .text("a"), expected: .text("b")), state: state,
            raised: Sample.now)
        #expect(hold.refusal(of: consent("boris")) != nil)
    }

    @Test func `a release needs a reason, and a hold that is there`() async throws {
        try await MatchHouse.run { house in
            let hold = try await held(house, MatchHouse.bill("A-1", bolts: 6))
            for receipt in [
                try await house.store.release(hold.id, with: consent("ada", "")),
                try await house.store.release(hold.id + 7, with: consent("ada")),
            ] {
                guard case .refused = receipt else {
                    Issue.record("it was released")
                    continue
                }
            }
            #expect(try await house.open(hold.document) == [.noReceipt])
        }
    }

    @Test func `those who can act are told, once`() async throws {
        try await MatchHouse.run { house in
            let hold = try await held(house, MatchHouse.bill("A-1", bolts: 6))
            let notices = try await house.store.unsentNotices(limit: 10)
            #expect(notices.map(\.owner) == [.receiving])
            #expect(notices.first?.body.contains("6 or more were received") == true)
            try await house.store.noteSent(notices.map(\.id), at: Sample.now)
            _ = try await house.match(hold.document)
            #expect(try await house.store.unsentNotices(limit: 10).isEmpty)
        }
    }
}

@Suite struct `Accounts of vendors are confirmed by two` {
    private func consent(_ actor: String, call: String? = nil) -> StoredHold.Consent {
        .init(actor: actor, reason: "confirmed", callBack: call, at: Sample.now)
    }

    @Test func `two persons, one call, and what waited is booked`() async throws {
        try await MatchHouse.run { house in
            try await house.take(.receipts([MatchHouse.receipt("R1", 10)]))
            try await house.take(.vendors([MatchHouse.vendor(extra: "GB33BUKB20201555555555")]))
            let document = try await house.read(
                MatchHouse.bill("A-1", bolts: 6, account: "GB33BUKB20201555555555"), number: 1)
            #expect(try await house.matchDue()[document]?.open.map(\.hold.code) == [.bankUnverified])
            func confirm(_ consent: StoredHold.Consent) async throws -> ReleaseReceipt {
                try await house.store.confirm("GB33BUKB20201555555555", of: "V1", with: consent)
            }
            #expect(try await confirm(consent("ada", call: "Ms Thiele")) == .awaitsSecond)
            guard case .refused = try await confirm(consent("ada", call: "Ms Thiele")) else {
                Issue.record("one person is not two")
                return
            }
            #expect(try await confirm(consent("boris")) == .released)
            #expect(try await house.matchDue()[document]?.isPosted == true)
        }
    }

    @Test(arguments: [("V1", "GB33"), ("V9", MatchHouse.account), ("V1", MatchHouse.account)])
    func `what is not there, or confirmed, is not confirmed`(vendor: String, account: String) async throws {
        try await MatchHouse.run { house in
            guard
                case .refused = try await house.store.confirm(
                    account, of: vendor, with: consent("ada", call: "x"))
            else {
                Issue.record("it was confirmed")
                return
            }
        }
    }
}
