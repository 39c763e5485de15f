import Controls
import Domain
import Testing

@Suite struct `Documents, vendors and accounts` {
    private func result(
        posted: [PostedDocument] = [], lines: [BillLine] = [line("L1", quantity: 10, price: 2, order: "O1")],
        kind: Bill.Kind = .invoice, change: (inout MatchScenario) -> Void = { _ in }
    ) -> MatchResult {
        var scenario = scenario(
            [order("O1", [orderLine("1", quantity: 48, price: 2)])], posted: posted, level: .twoWay,
            bill: bill(lines, id: "RE-0017", kind: kind))
        change(&scenario)
        return Matching.result(of: scenario)
    }

    private func earlier(
        _ number: String, _ total: Rational = 77, day: Int = 1, kind: PostedDocument.Kind = .invoice
    ) -> PostedDocument {
        PostedDocument(
            id: "P-\(number)", kind: kind, vendor: "V1", number: number, date: march(day), currency: .euro,
            total: total)
    }

    private func billed(_ quantity: Rational) -> PostedDocument {
        var document = earlier("X", quantity * 2)
        document.lines = [
            .init(orderLine: OrderLineID(order: "O1", line: "1"), quantity: quantity, amount: quantity * 2)
        ]
        return document
    }

    @Test(arguments: [
        ("re 0O17", 77 as Rational, 1, "tier:2"), ("2026-RE-0017", 77, 1, "tier:2"),
        ("FY2026RE0017", 77, 1, "tier:2"), ("2025RE0017", 77, 1, nil), ("RE17", 77, 1, nil),
        ("99", 20, 9, "tier:3"), ("99", number("20.01"), 9, "tier:3"), ("99", number("20.02"), 9, nil),
        ("99", 20, 2, nil),
    ])
    func `a bill that may have come before is told with what speaks for it`(
        _ number: String, _ total: Rational, _ day: Int, _ tier: String?
    ) {
        let found = result(posted: [earlier(number, total, day: day)]) {
            $0.policy.duplicates = .init(amount: ControlsTests.number("0.01"), days: 7, pageBits: 4)
        }
        #expect(found.holds.map(\.expected) == (tier.map { [.text($0)] } ?? []))
    }

    @Test func `bytes and pages that came before are known, whatever stands on them`() {
        func tier(_ content: String?, _ page: UInt64?) -> Hold.Value? {
            var other = earlier("99")
            other.prints = .init(content: "a", page: 0xF0)
            return result(posted: [other]) {
                $0.policy.duplicates = .init(amount: 0, days: 0, pageBits: 2)
                $0.bill.prints = .init(content: content, page: page)
            }.holds.first?.expected
        }
        #expect(tier("a", nil) == .text("tier:1"))
        #expect(tier("b", 0xF3) == .text("tier:4"))
        #expect(tier("b", 0xFF) == nil)
    }

    @Test func `a bill that was credited in full may come again`() {
        let first = earlier("17", 20, day: 9)
        var credit = earlier("C1", 20, day: 9, kind: .creditNote(credits: first.id))
        let window = MatchPolicy.DuplicateWindow(amount: 0, days: 7, pageBits: 0)
        let rebilled = result(posted: [first, credit]) {
            $0.policy.duplicates = window
            $0.bill.number = "17"
        }
        #expect(!rebilled.isHeld)
        credit.total = 19
        let part = result(posted: [first, credit]) {
            $0.policy.duplicates = window
            $0.bill.number = "17"
        }
        #expect(part.holds.map(\.code) == [.duplicate])
    }

    @Test(arguments: [
        ("DE89 3704 0044 0532 0130 00", nil), ("de89370400440532013000", nil),
        ("DE88 3704 0044 0532 0130 00", HoldCode.bankInvalid), ("GB82 WEST 1234 5698 7654 32", .bankDiffers),
        ("12345", .bankUnverified),
    ])
    func `money goes only to an account somebody confirmed`(_ account: String, _ code: HoldCode?) {
        let found = result {
            $0.bill.bankAccount = account
            $0.vendor.accounts = [
                .init(number: "DE89370400440532013000", isVerified: true),
                .init(number: "12345", isVerified: false),
            ]
        }
        #expect(found.holds.map(\.code) == (code.map { [$0] } ?? []))
        #expect(found.holds.map(\.release) == (code == nil ? [] : [.twoPersons]))
    }

    @Test func `nothing is paid to a blocked vendor, and no other vendor's order is billed`() {
        #expect(result { $0.vendor.isBlocked = true }.holds.map(\.code) == [.vendorBlocked])
        let foreign = result { $0.orders[0].vendor = "V2" }
        #expect(foreign.holds.map(\.code) == [.vendorDiffers])
        #expect(foreign.links == [])
    }

    @Test func `closed orders and frames at their end are held`() {
        #expect(result { $0.orders[0].status = .final }.holds.map(\.actual) == [.text("final")])
        let frame = result {
            $0.orders[0].form = .blanket(valueLimit: 19, from: nil, to: march(9))
        }
        #expect(frame.holds.map(\.code) == [.blanketValue, .blanketDate])
        #expect(
            !result { $0.orders[0].form = .blanket(valueLimit: 20, from: march(10), to: march(10)) }.isHeld)
    }

    @Test func `what was paid ahead is used before the balance`() {
        let ahead = earlier("A", 15, kind: .prepayment(order: "O1", applied: 3))
        #expect(result(posted: [ahead]).payable == 8)
        #expect(result(posted: [ahead]) { $0.bill.prepaid = 15 }.holds.map(\.code) == [.prepayment])
        #expect(!result(posted: [ahead]) { $0.bill.prepaid = 12 }.isHeld)
    }

    @Test func `no more is credited than was billed`() {
        let lines = [line("L1", quantity: 10, price: 2)]
        #expect(!result(posted: [billed(10)], lines: lines, kind: .creditNote).isHeld)
        let found = result(posted: [billed(9)], lines: lines, kind: .creditNote)
        #expect(found.holds.map(\.code) == [.creditQuantity, .creditValue])
        #expect(found.links.map(\.quantity) == [-10])
        #expect(found.payable == -20)
    }

    @Test func `a later debit is about goods that were billed, at the order's price`() {
        func found(_ amount: Rational, _ before: Rational) -> [HoldCode] {
            let debit = line(
                "L1", quantity: 10, price: 0, amount: amount, order: "O1", orderLine: "1",
                kind: .subsequentDebit)
            return result(posted: [billed(before)], lines: [debit]).holds.map(\.code)
        }
        #expect(found(0, 10) == [])
        #expect(found(1, 10) == [.subsequentDebit])
        #expect(found(0, 9) == [.notBilled])
    }
}
