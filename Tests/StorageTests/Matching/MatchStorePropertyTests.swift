import Domain
import Pipeline
import PipelineDoubles
import Seeds
import Storage
import Testing

@Suite struct `What holds in the books whatever comes` {
    /// Every seed is a store of its own with a dozen events; files make it slower than what is pure.
    private static let seeds = Chance.seeds.prefix(max(2, Chance.seeds.count / 100))

    @Test func `no more is booked than arrived, and no event of a hold is lost`() async throws {
        for seed in Self.seeds {
            try await MatchHouse.run { house in
                var chance = Chance(seed: seed)
                var received: Int64 = 0
                for step in 0..<12 {
                    switch chance.below(4) {
                    case 0:
                        received += Int64(chance.below(4))
                        try await house.take(.receipts([MatchHouse.receipt("R\(step)", Rational(received))]))
                        received = try await kept(house)
                    case 1:
                        if let hold = try await house.store.openHolds().first, hold.hold.code == .unitPrice {
                            _ = try await house.store.release(
                                hold.id,
                                with: .init(actor: "ada", reason: "agreed", callBack: nil, at: Sample.now))
                        }
                    default:
                        _ = try await house.read(
                            MatchHouse.bill(
                                "A-\(step)", bolts: Int64(1 + chance.below(4)),
                                cents: chance.below(3) == 0 ? 210 : 200,
                                kind: chance.below(5) == 0 ? .creditNote : .invoice), number: UInt8(step + 1))
                    }
                    _ = try await house.matchDue()
                    try await check(house, "seed \(seed), step \(step)")
                }
            }
        }
    }

    private func kept(_ house: MatchHouse) async throws -> Int64 {
        let file = try #require(try await house.store.orderFile("PO-1"))
        let sum = file.receipts.reduce(Rational.zero) { $0 + $1.received - $1.returned }
        return try #require(Int64(sum.description))
    }

    private func check(_ house: MatchHouse, _ place: String) async throws {
        let file = try #require(try await house.store.orderFile("PO-1"))
        let kept = file.receipts.reduce(Rational.zero) { $0 + $1.received - $1.returned }
        var booked = Rational.zero
        for bill in file.bills where bill.isPosted {
            let draft = try #require(try await house.store.draft(of: bill.document))
            let quantity = draft.lines.compactMap(\.quantity).map { Rational($0) }.reduce(.zero, +)
            booked += bill.isCredit ? -quantity : quantity
        }
        #expect(booked <= kept, "\(place): \(booked) of \(kept)")
        for bill in file.bills {
            let holds = try await house.store.holds(of: bill.document)
            let actions = try await house.actions(bill.document)
            func count(_ action: String) -> Int { actions.count { $0 == action } }
            #expect(count("hold-raised") == holds.count, "\(place)")
            #expect(count("hold-released") == holds.count { $0.state.name == "released" }, "\(place)")
            #expect(count("hold-dropped") == holds.count { $0.state.name == "dropped" }, "\(place)")
        }
    }
}
