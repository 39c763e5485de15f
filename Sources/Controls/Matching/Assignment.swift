import Domain

/// Which order lines the lines of one side of a bill (debits or credits) are billed at, at the least cost.
struct Assignment: Sendable {
    /// Which way the lines bill.
    enum Side: Hashable, Sendable {
        case debit
        case credit
    }

    /// Which lines bill how much of which order lines.
    private(set) var links: [LineClass.Portion] = []
    /// Classes for which another assignment is as good.
    private(set) var ambiguous: [LineClass] = []

    private let book: OrderBook
    private let currency: Currency
    private let side: Side
    private let classes: [LineClass]

    init(_ classes: [LineClass], side: Side, book: OrderBook, currency: Currency) {
        self.classes = classes
        self.side = side
        self.book = book
        self.currency = currency
        solve()
    }

    private mutating func solve() {
        let balances = Set(classes.flatMap { $0.candidates.map(\.balance) }).sorted()
        let nodes = Dictionary(uniqueKeysWithValues: balances.enumerated().map { ($1, classes.count + $0) })
        let sink = classes.count + balances.count
        var network = FlowNetwork(nodes: sink + 1)
        let arcs = classes.enumerated().map { place, group in
            group.candidates.compactMap { candidate in
                nodes[candidate.balance].map { node in
                    let cost = cost(of: candidate, for: group)
                    return (candidate.balance, network.connect(place, to: node, capacity: nil, cost: cost))
                }
            }
        }
        for balance in balances {
            guard let node = nodes[balance] else { continue }
            for step in steps(of: balance) {
                _ = network.connect(node, to: sink, capacity: step.capacity, cost: step.cost)
            }
        }
        let supplies = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($0, $1.supply) })
        network.send(supplies, to: sink)
        let tightness = network.tightness()
        for (place, group) in classes.enumerated() {
            let flows = arcs[place].map { (balance: $0.0, flow: network.flow($0.1)) }
            let used = Set(flows.filter(\.flow.isPositive).compactMap { nodes[$0.balance] })
            if Self.isAmbiguous(place, used, tightness) {
                ambiguous.append(group)
            } else {
                links += group.divided(flows)
            }
        }
    }

    /// Whether a cycle of cost zero leads through the class: away to one order line and back from another.
    private static func isAmbiguous(_ place: Int, _ used: Set<Int>, _ tightness: FlowNetwork.Tightness)
        -> Bool
    {
        guard !used.isEmpty else { return false }
        return tightness.neighbours(of: place).contains { other in
            let reached = tightness.reached(from: other, avoiding: place)
            return used.contains { $0 != other && reached.contains($0) }
        }
    }

    private func cost(of candidate: Candidate, for group: LineClass) -> AssignmentCost {
        guard book.order(of: candidate.balance).currency == currency else {
            return AssignmentCost(rank: candidate.rank)
        }
        let gap = (group.price - book.balances[candidate.balance].netPrice).magnitude
        return AssignmentCost(rank: candidate.rank, differs: gap.isZero ? 0 : 1, gap: gap)
    }

    /// What may be billed at an order line, step by step at growing cost; the last step is unlimited.
    private func steps(of place: Int) -> [(capacity: Rational?, cost: AssignmentCost)] {
        let (over, open) = limits(of: book.balances[place])
        let bounds = [
            over.map { ($0, AssignmentCost(over: 1)) }, open.map { ($0, AssignmentCost(open: 1)) },
        ]
        var steps: [(capacity: Rational?, cost: AssignmentCost)] = []
        var reached = Rational.zero
        var cost = AssignmentCost.zero
        for (bound, beyond) in bounds.compactMap(\.self).sorted(by: { $0.0 < $1.0 }) {
            if bound > reached { steps.append((bound - reached, cost)) }
            reached = bound
            cost = cost + beyond
        }
        return steps + [(nil, cost)]
    }

    /// Up to where billing is covered by the order, and up to where by receipts; `nil` without a limit.
    private func limits(of balance: OrderLineBalance) -> (over: Rational?, open: Rational?) {
        let billed = balance.billedQuantity
        return switch side {
        case .debit:
            (
                balance.authorised.map { max(.zero, $0 - billed) },
                balance.receivable.map { max(.zero, $0 - billed) }
            )
        case .credit: (max(.zero, billed), balance.receivable.map { max(.zero, billed - $0) })
        }
    }
}
