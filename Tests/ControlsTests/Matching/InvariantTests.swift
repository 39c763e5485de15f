import Controls
import Domain
import Seeds
import Testing

@Suite struct `What holds whatever happens` {
    @Test func `no more is paid than was received and ordered, within tolerance`() {
        for seed in Chance.seeds {
            var house = RandomHouse(seed: seed)
            var ledger = Ledger(orders: house.orders, tolerances: house.tolerances)
            for step in 0..<12 {
                let isReceipt = house.chance.below(2) == 0
                let before = house.orderLines.map { ledger.paid($0) }
                ledger.take(
                    isReceipt
                        ? .receipt(house.receipt(step))
                        : .bill(house.bill(step, isNamed: house.chance.below(2) == 0, credits: true)))
                for (name, paid) in zip(house.orderLines, before) where ledger.paid(name) > paid {
                    let limit = mostPayable(name, ledger)
                    #expect(ledger.paid(name) <= limit, "seed \(seed), step \(step), \(name)")
                }
            }
        }
    }

    /// What was received and ordered, each with what the policy tolerates.
    private func mostPayable(_ name: OrderLineID, _ ledger: Ledger) -> Rational {
        let kept = ledger.kept(name)
        let tolerated = ledger.tolerances.first.map { row in
            let percent = (row.over.percent ?? 0) * kept * Rational(FixedDecimal(units: 1, scale: 2))
            return min(percent.magnitude, row.over.amount ?? 0)
        }
        let line = ledger.orders.first { $0.id == name.order }?.lines.first { $0.id == name.line }
        let over = Rational(FixedDecimal(units: 1, scale: 2)) * (line?.overDeliveryPercent ?? 0)
        return min(kept + (tolerated ?? 0), (line?.quantity ?? 0) * (over + 1))
    }

    @Test func `a credit note on hold makes no room for paying what was not received`() {
        let orders = [order("O1", [orderLine("1", quantity: 10, price: 5)])]
        var ledger = Ledger(orders: orders, tolerances: [])
        ledger.take(bill([line("L1", quantity: 4, price: 5)], id: "C1", kind: .creditNote))
        ledger.take(bill([line("L1", quantity: 4, price: 5)], id: "B1"))
        #expect(
            ledger.results.map { $0.holds.map(\.code) } == [[.creditQuantity, .creditValue], [.noReceipt]])
    }

    @Test func `the order in which receipts arrive does not change where everything ends`() {
        for seed in Chance.seeds {
            var house = RandomHouse(seed: seed)
            let bills = (0..<4).map { LedgerEvent.bill(house.bill($0, isNamed: true, credits: false)) }
            let receipts = (0..<5).map { LedgerEvent.receipt(house.receipt($0)) }
            let ends = [receipts, house.chance.shuffled(receipts), house.chance.shuffled(receipts)].map {
                order in
                var ledger = Ledger(orders: house.orders, tolerances: house.tolerances)
                var (bills, receipts) = (bills[...], order[...])
                // Bills keep their order; receipts fall between them by chance.
                while let event = house.chance.below(2) == 0 ? bills.popFirst() : receipts.popFirst() {
                    ledger.take(event)
                }
                for event in bills + receipts { ledger.take(event) }
                return ledger.posted
            }
            #expect(ends[1] == ends[0], "seed \(seed)")
            #expect(ends[2] == ends[0], "seed \(seed)")
        }
    }

    @Test func `the order of the same receipts and documents is nothing to matching`() {
        for seed in Chance.seeds {
            var random = RandomScenario(seed: seed)
            let scenario = random.make()
            var other = scenario
            other.receipts = random.chance.shuffled(scenario.receipts)
            other.posted = random.chance.shuffled(scenario.posted)
            #expect(Matching.result(of: other) == Matching.result(of: scenario), "seed \(seed)")
        }
    }

    @Test func `matching again comes to the same, and to a duplicate once the bill is posted`() {
        for seed in Chance.seeds {
            var random = RandomScenario(seed: seed)
            var scenario = random.make()
            scenario.policy.duplicates = .init(amount: 0, days: 0, pageBits: 0)
            let first = Matching.result(of: scenario)
            #expect(Matching.result(of: scenario) == first, "seed \(seed)")
            var again = Matching.posting(of: scenario, status: .posted)
            again.id = "posted"
            scenario.posted.append(again)
            let second = Matching.result(of: scenario)
            #expect(
                second.holds.contains { $0.code == .duplicate && $0.actual == .text("posted") },
                "seed \(seed)")
        }
    }

    @Test func `the order of bills changes only which of them wait for goods`() {
        let waiting: Set<HoldCode> = [
            .quantityReceived, .noReceipt, .quantityOrdered, .cumulativeTotal, .returnUncredited,
        ]
        for seed in Chance.seeds {
            var house = RandomHouse(seed: seed)
            let bills = (0..<4).map { house.bill($0, isNamed: true, credits: false) }
            let receipts = (0..<5).map { house.receipt($0) }
            let orders = [bills, house.chance.shuffled(bills)]
            let ends = orders.map { order in
                var ledger = Ledger(orders: house.orders, tolerances: house.tolerances)
                for receipt in receipts { ledger.receive(receipt) }
                for bill in order { ledger.take(bill) }
                return Dictionary(uniqueKeysWithValues: zip(order.map(\.id), ledger.results))
            }
            for bill in bills {
                let both = ends.compactMap { $0[bill.id] }
                #expect(both[0].links == both[1].links, "seed \(seed)")
                let lasting = both.map { result in result.holds.filter { !waiting.contains($0.code) } }
                #expect(lasting[0] == lasting[1], "seed \(seed)")
            }
        }
    }
}
