import Domain

/// A network through which quantities are sent at the least cost, exactly.
///
/// Successive shortest paths (Ahuja, Magnanti, Orlin, Network Flows, 9.7) over the residual network; of equally cheap
/// paths the one with the fewest arcs, so that capacities that are no whole numbers end, too.
struct FlowNetwork: Sendable {
    /// An arc of the residual network; its reverse stands beside it, at the place with the last bit flipped.
    private struct Arc {
        let from: Int
        let to: Int
        let cost: AssignmentCost
        /// What may still be sent; `nil` is unlimited.
        var room: Rational?

        var isOpen: Bool { room?.isPositive ?? true }
    }

    private var arcs: [Arc] = []
    private var leaving: [[Int]]

    init(nodes: Int) {
        leaving = Array(repeating: [], count: nodes)
    }

    /// Adds an arc, `capacity` `nil` for an unlimited one, and returns its place.
    mutating func connect(_ from: Int, to: Int, capacity: Rational?, cost: AssignmentCost) -> Int {
        let place = arcs.count
        arcs.append(Arc(from: from, to: to, cost: cost, room: capacity))
        arcs.append(Arc(from: to, to: from, cost: -cost, room: .zero))
        leaving[from].append(place)
        leaving[to].append(place + 1)
        return place
    }

    /// What flows through the arc at `place`.
    func flow(_ place: Int) -> Rational { arcs[place + 1].room ?? .zero }

    /// Sends every supply to `sink` at the least total cost; some way there must have no limit.
    mutating func send(_ supplies: [Int: Rational], to sink: Int) {
        var rest = supplies.filter(\.value.isPositive)
        while !rest.isEmpty {
            let labels = shortest(from: rest.keys)
            guard let path = path(to: sink, labels), let start = path.first.map({ arcs[$0].from }),
                let supply = rest[start]
            else { preconditionFailure("every supply has a way to the sink without a limit") }
            let amount = path.compactMap { arcs[$0].room }.reduce(supply, min)
            for place in path {
                arcs[place].room = arcs[place].room.map { $0 - amount }
                arcs[place ^ 1].room = arcs[place ^ 1].room.map { $0 + amount }
            }
            rest[start] = supply == amount ? nil : supply - amount
        }
    }

    /// The arcs over which flow may be diverted without a change of cost, once it was sent at the least cost.
    func tightness() -> Tightness {
        let labels = shortest(from: leaving.indices)
        let tight = arcs.indices.filter { place in
            let arc = arcs[place]
            guard arc.isOpen, let from = labels[arc.from], let to = labels[arc.to] else { return false }
            return from.cost + arc.cost == to.cost
        }
        var next: [[Int]] = Array(repeating: [], count: leaving.count)
        for place in tight { next[arcs[place].from].append(arcs[place].to) }
        return Tightness(next: next)
    }

    /// The arcs of the residual network that a cycle of cost zero may use.
    struct Tightness: Sendable {
        fileprivate let next: [[Int]]

        /// The nodes one arc away from `node`.
        func neighbours(of node: Int) -> [Int] { next[node] }

        /// The nodes reached from `start` without passing `avoided`.
        func reached(from start: Int, avoiding avoided: Int) -> Set<Int> {
            var reached: Set<Int> = [start]
            var waiting = [start]
            while let node = waiting.popLast() {
                for other in next[node] where other != avoided && reached.insert(other).inserted {
                    waiting.append(other)
                }
            }
            return reached
        }
    }

    private struct Label {
        var cost = AssignmentCost.zero
        var steps = 0
        var arc: Int?
    }

    /// The cheapest way from any of the starts to each node (Bellman and Ford, with a queue).
    private func shortest(from starts: some Collection<Int>) -> [Label?] {
        var labels = [Label?](repeating: nil, count: leaving.count)
        var isWaiting = [Bool](repeating: false, count: leaving.count)
        var queue = starts.sorted()
        for start in queue {
            labels[start] = Label()
            isWaiting[start] = true
        }
        var head = 0
        while head < queue.count {
            let node = queue[head]
            head += 1
            isWaiting[node] = false
            guard let label = labels[node] else { continue }
            for place in leaving[node] where arcs[place].isOpen {
                let way = Label(cost: label.cost + arcs[place].cost, steps: label.steps + 1, arc: place)
                let target = arcs[place].to
                if let known = labels[target], !Self.isShorter(way, known) { continue }
                labels[target] = way
                if !isWaiting[target] {
                    isWaiting[target] = true
                    queue.append(target)
                }
            }
        }
        return labels
    }

    private static func isShorter(_ left: Label, _ right: Label) -> Bool {
        left.cost == right.cost ? left.steps < right.steps : left.cost < right.cost
    }

    private func path(to sink: Int, _ labels: [Label?]) -> [Int]? {
        guard labels[sink] != nil else { return nil }
        var path: [Int] = []
        var node = sink
        while let arc = labels[node]?.arc {
            path.append(arc)
            node = arcs[arc].from
        }
        return path.reversed()
    }
}
