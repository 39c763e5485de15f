import Domain

/// Assigns bill lines to order lines by trying everything, in whole order units, straight from the definition.
///
/// With whole supplies and capacities some optimal flow is whole, and where two optimal flows differ for a class two
/// whole ones do: a cycle of cost zero can carry one unit.
struct ReferenceAssignment {
    /// A class: its lines, and what it may bill with the rank of each.
    struct Group {
        var lines: [BillLine]
        var ranks: [OrderLineID: Int]
        var supply: Int
    }

    let scenario: MatchScenario
    private(set) var groups: [Group] = []
    /// For each class every optimal division over order lines.
    private(set) var optimal: [Set<[OrderLineID: Int]>] = []

    /// Solves one side of the bill: debit lines, or credit lines.
    init(_ scenario: MatchScenario, debit: Bool) {
        self.scenario = scenario
        var places: [[String]: Int] = [:]
        for line in scenario.bill.lines where (effective(line) > 0) == debit {
            let ranks = ranks(of: line)
            guard !ranks.isEmpty else { continue }
            let named = scenario.orders.first { $0.id == line.orderReference }
            let key = [
                named?.id ?? "", named?.lines.first { $0.id == line.lineReference }?.id ?? "",
                line.item ?? "", line.descriptionClass ?? "-", price(line).description,
            ]
            let supply = whole(line.quantity.magnitude)
            if let place = places[key] {
                groups[place].lines.append(line)
                groups[place].supply += supply
            } else {
                places[key] = groups.count
                groups.append(Group(lines: [line], ranks: ranks, supply: supply))
            }
        }
        search(debit: debit)
    }

    private mutating func search(debit: Bool) {
        optimal = groups.map { _ in [] }
        let targets = groups.map { $0.ranks.keys.sorted { $0.description < $1.description } }
        let units = zip(groups, targets).map { group, targets in
            targets.map { target in (target, unitCost(of: target, for: group)) }
        }
        var bounds: [OrderLineID: Limits] = [:]
        for target in targets.joined() { bounds[target] = limits(target, debit: debit) }
        var best: [Int]?
        var bests: [[[OrderLineID: Int]]] = []
        let divisions = zip(groups, targets).map { Self.divisions(of: $0.supply, over: $1[...]) }
        func visit(_ place: Int, _ chosen: [[OrderLineID: Int]]) {
            guard place < groups.count else {
                let cost = Self.cost(of: chosen, units, bounds)
                if let known = best, known.lexicographicallyPrecedes(cost) { return }
                if best == nil || cost != best { bests = [] }
                best = cost
                bests.append(chosen)
                return
            }
            for division in divisions[place] { visit(place + 1, chosen + [division]) }
        }
        visit(0, [])
        for chosen in bests {
            for (place, division) in chosen.enumerated() { optimal[place].insert(division) }
        }
    }

    private static func divisions(of supply: Int, over targets: ArraySlice<OrderLineID>) -> [[OrderLineID:
        Int]]
    {
        guard let first = targets.first else { return supply == 0 ? [[:]] : [] }
        return (0...supply).flatMap { part in
            divisions(of: supply - part, over: targets.dropFirst()).map { rest in
                part == 0 ? rest : rest.merging([first: part]) { one, _ in one }
            }
        }
    }

    private typealias Limits = (over: Int?, open: Int?)
    private typealias UnitCosts = [(OrderLineID, [Int])]

    /// The total cost, part by part: over, rank, open, differs, gap.
    private static func cost(
        of chosen: [[OrderLineID: Int]], _ units: [UnitCosts], _ limits: [OrderLineID: Limits]
    ) -> [Int] {
        var total = [0, 0, 0, 0, 0]
        var loads: [OrderLineID: Int] = [:]
        for (division, costs) in zip(chosen, units) {
            for (target, cost) in costs {
                guard let quantity = division[target] else { continue }
                loads[target, default: 0] += quantity
                for part in total.indices { total[part] += quantity * cost[part] }
            }
        }
        for (target, load) in loads {
            if let over = limits[target]?.over { total[0] += max(0, load - over) }
            if let open = limits[target]?.open { total[2] += max(0, load - open) }
        }
        return total
    }

    private func unitCost(of target: OrderLineID, for group: Group) -> [Int] {
        let rank = group.ranks[target] ?? 0
        guard let (order, line) = find(target), order.currency == scenario.bill.currency else {
            return [0, rank, 0, 0, 0]
        }
        let gap = whole((price(group.lines[0]) - line.price).magnitude)
        return [0, rank, 0, gap == 0 ? 0 : 1, gap]
    }

    private func limits(_ target: OrderLineID, debit: Bool) -> Limits {
        guard let (_, line) = find(target) else { return (nil, nil) }
        let billed = scenario.posted.filter { $0.status != .void }.reduce(0) { sum, document in
            let own = document.lines.filter { $0.orderLine == target }.map { whole($0.quantity) }.reduce(0, +)
            return document.kind == .invoice ? sum + own : sum - own
        }
        let receipts = scenario.receipts.filter { $0.orderLine == target }
        let receivable: Int? =
            switch line.level ?? scenario.policy.level {
            case .threeWay: receipts.map { whole($0.received - $0.returned) }.reduce(0, +)
            case .fourWay:
                receipts.map { whole(min($0.accepted ?? 0, $0.received - $0.returned)) }.reduce(0, +)
            case .totals, .twoWay: nil
            }
        guard debit else { return (max(0, billed), receivable.map { max(0, billed - $0) }) }
        let authorised = line.quantity.flatMap { quantity in
            line.overDeliveryPercent.map { whole(quantity) + whole(quantity) * whole($0) / 100 }
        }
        return (authorised.map { max(0, $0 - billed) }, receivable.map { max(0, $0 - billed) })
    }

    private func ranks(of line: BillLine) -> [OrderLineID: Int] {
        let named = scenario.orders.first { $0.id == line.orderReference }
        if let named, named.vendor != scenario.bill.vendor { return [:] }
        var ranks: [OrderLineID: Int] = [:]
        for order in scenario.orders where order.vendor == scenario.bill.vendor {
            for ordered in order.lines {
                let id = OrderLineID(order: order.id, line: ordered.id)
                if let named {
                    guard named.id == order.id else { continue }
                    let isLineKnown = named.lines.contains { $0.id == line.lineReference }
                    if isLineKnown {
                        if ordered.id == line.lineReference { ranks[id] = 0 }
                        continue
                    }
                } else if order.status != .open || order.currency != scenario.bill.currency {
                    continue
                }
                if let one = line.item, let other = ordered.item {
                    if one == other { ranks[id] = 1 }
                } else if line.descriptionClass != nil, line.descriptionClass == ordered.descriptionClass {
                    ranks[id] = 2
                }
            }
        }
        return ranks
    }

    private func find(_ target: OrderLineID) -> (PurchaseOrder, OrderLine)? {
        scenario.orders.first { $0.id == target.order }.flatMap { order in
            order.lines.first { $0.id == target.line }.map { (order, $0) }
        }
    }

    private func effective(_ line: BillLine) -> Rational {
        scenario.bill.kind == .invoice ? line.quantity : -line.quantity
    }

    private func price(_ line: BillLine) -> Rational { line.amount.divided(by: line.quantity) ?? 0 }

    /// A number that the makers of scenarios keep whole.
    private func whole(_ number: Rational) -> Int {
        guard let whole = Int(number.description) else { preconditionFailure("\(number) is not whole") }
        return whole
    }
}
