import Domain
import Pipeline
import Testing

@testable import vouch

@Suite struct `Holds as people read them` {
    private func stored(_ id: Int64, _ hold: Hold, _ state: StoredHold.State = .open) -> StoredHold {
        StoredHold(
            id: id, document: DocumentID(rawValue: 7), hold: hold, state: state,
            raised: Timestamp(milliseconds: 1_795_333_479_000),
            closed: state == .open ? nil : Timestamp(milliseconds: 1_795_433_479_000),
            discountDaysLost: state == .open ? 0 : 2)
    }

    private func unordered(_ line: String, _ amount: Rational) -> Hold {
        Hold(.unorderedLine, .line(line), actual: .number(amount), expected: .number(.zero))
    }

    private func text(_ holds: [StoredHold], width: Int = 80) throws -> [String] {
        let hash = try #require(ContentHash(rawValue: String(repeating: "0a", count: 32)))
        var summary = DocumentSummary(
            id: DocumentID(rawValue: 7), hash: hash, size: 1, name: "bill.pdf", inbox: nil, container: nil,
            received: Timestamp(milliseconds: 0), state: .needsReview, kind: .invoice, language: "en",
            pages: 1)
        summary.values = [
            .invoiceNumber: "RE-1", .sellerName: "Nordwind GmbH", .currency: "EUR", .grandTotal: "119.00",
        ]
        let bill = HeldBill(summary: summary, holds: holds)
        return HoldScreen(width: width).lines(of: bill).map(\.plain)
    }

    @Test func `lines that no order has are told together, a review on the first line`() throws {
        let review = Hold(.unreviewed, .document, actual: .text("a"), expected: .text("b"))
        let lines = try text(
            [stored(1, review)] + (2...5).map { stored(Int64($0), unordered("\($0)", 1)) }
                + [stored(6, unordered("9", 2))])
        #expect(lines[0] == "RE-1  Nordwind GmbH  119.00 EUR  #7  to be reviewed")
        #expect(lines[1] == "  2-6  Lines 2–5, 9: 6.00 is billed for what no open order has.")
    }

    @Test func `nothing is lost on a narrow terminal`() throws {
        let id = OrderLineID(order: "BST-77120-A", line: "20")
        let hold = Hold(
            .quantityReceived, .orderLine(id), actual: .number(6), expected: .number(5), row: "default",
            counterfactual: .init(.received, .atLeast, 6))
        let lines = try text([stored(1, hold)], width: 40)
        #expect(lines.allSatisfy { $0.count <= 40 })
        let said = lines.dropFirst().joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(said.contains("6 billed in all, 5 received. It would match if 6 or more were received."))
    }

    @Test func `a hold that is closed says by whom, why and what it cost`() throws {
        let lines = try text([stored(1, unordered("1", 5), .released(by: "ada", reason: "by telephone"))])
        #expect(lines.contains { $0.contains("Released by ada: by telephone") })
        #expect(lines.contains { $0.contains("2 days of discount lost") })
    }

    @Test(arguments: [
        (["1"], "Line 1"), (["1", "2", "3", "7"], "Lines 1–3, 7"), (["a", "b"], "Lines a, b"),
    ])
    func `lines next to each other are a range`(lines: [String], name: String) {
        #expect(lines.lineNames == name)
    }
}
