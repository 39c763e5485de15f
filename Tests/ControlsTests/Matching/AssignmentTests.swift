import Controls
import Domain
import Seeds
import Testing

@Suite struct `Bill lines find their order lines` {
    @Test func `as trying everything would, with the same ties`() {
        for seed in Chance.seeds {
            var random = RandomScenario(seed: seed)
            let scenario = random.make()
            let result = Matching.result(of: scenario)
            for debit in [true, false] { compare(scenario, result, debit: debit, seed) }
        }
    }

    private func compare(_ scenario: MatchScenario, _ result: MatchResult, debit: Bool, _ seed: UInt64) {
        let reference = ReferenceAssignment(scenario, debit: debit)
        for (group, optimal) in zip(reference.groups, reference.optimal) {
            let lines = Set(group.lines.map(\.id))
            var links: [OrderLineID: Int] = [:]
            for link in result.links where lines.contains(link.line) {
                links[link.orderLine, default: 0] += Int(link.quantity.magnitude.description) ?? -1
            }
            let held = result.holds.filter { hold in
                hold.code == .ambiguous && lines.contains { hold.scope == .line($0) }
            }
            if optimal.count == 1 {
                #expect(held.isEmpty, "seed \(seed): \(lines) have one best assignment")
                #expect(optimal.contains(links), "seed \(seed): \(lines)")
            } else {
                #expect(held.count == lines.count, "seed \(seed): \(lines) have \(optimal.count)")
                #expect(links.isEmpty, "seed \(seed): \(lines) are not to be guessed")
            }
        }
    }

    @Test func `quantities and supplies that are no whole numbers are divided exactly`() {
        let orders = [
            order("O1", [orderLine("1", quantity: number("1/3"), price: 6)]),
            order("O2", [orderLine("1", quantity: number("2/7"), price: 6)]),
        ]
        let result = Matching.result(
            of: scenario(
                orders, level: .twoWay, bill: bill([line("L1", quantity: number("13/21"), price: 6)])))
        #expect(result.links.map(\.quantity) == [number("1/3"), number("2/7")])
        #expect(!result.holds.contains { $0.code == .ambiguous })
    }

    @Test func `units that convert differently are a choice nobody made`() {
        var boxes = orderLine("1", quantity: 1, price: 60)
        boxes.unit = "BOX"
        boxes.units = ["PCS": number("1/12")]
        let orders = [order("O1", [boxes]), order("O2", [orderLine("1", quantity: 12, price: 5)])]
        let result = Matching.result(
            of: scenario(orders, level: .twoWay, bill: bill([line("L1", quantity: 12, price: 5)])))
        #expect(result.holds.map(\.code) == [.ambiguous])
        #expect(result.links == [])
    }

    @Test func `a later debit needs a unit that converts, a price reduction none`() {
        let orders = [order("O1", [orderLine("1", quantity: 12, price: 5)])]
        func result(_ kind: Bill.Kind, _ line: BillLine.Kind) -> MatchResult {
            Matching.result(
                of: scenario(
                    orders, level: .twoWay,
                    bill: bill(
                        [
                            ControlsTests.line(
                                "L1", quantity: 2, price: 1, order: "O1", orderLine: "1", unit: "CAN",
                                kind: line)
                        ], kind: kind)))
        }
        let debit = result(.invoice, .subsequentDebit)
        #expect(debit.links == [])
        #expect(debit.holds.map(\.code) == [.unitUnknown])
        let credit = result(.creditNote, .valueCredit)
        #expect(credit.links.map(\.quantity) == [0])
        #expect(credit.holds.map(\.code) == [.creditValue])
    }

    @Test func `a line without a quantity is left to a person`() {
        let orders = [order("O1", [orderLine("1", quantity: 12, price: 5)])]
        let result = Matching.result(
            of: scenario(
                orders, level: .twoWay, bill: bill([line("L1", quantity: 0, price: 5, amount: 60)])))
        #expect(result.holds.contains { $0.code == .unorderedLine && $0.scope == .line("L1") })
    }
}
