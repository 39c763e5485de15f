import Domain

/// Lines of the bill that nothing tells apart when order lines are chosen for them.
struct LineClass: Sendable {
    /// What its lines have in common.
    struct Key: Hashable, Sendable {
        let reference: OrderReference
        let item: String?
        let descriptionClass: String?
        let unit: String
        let price: Rational
    }

    /// A line with what it bills, in order units.
    struct Member: Sendable {
        let line: Int
        let supply: Rational
    }

    /// What a line bills of an order line.
    struct Portion: Sendable {
        let line: Int
        let balance: Int
        /// Order units.
        let quantity: Rational
        /// The part of the line it is, 0...1.
        let share: Rational
    }

    /// The order lines its lines may bill.
    let candidates: [Candidate]
    /// The price of its lines, an order unit's.
    let price: Rational
    /// Its lines, in document order.
    var members: [Member]

    var supply: Rational { members.map(\.supply).sum() }

    /// Divides what the class bills at each order line among its lines.
    ///
    /// First the lines that take exactly what is left somewhere, then the others in document order.
    func divided(_ flows: [(balance: Int, flow: Rational)]) -> [Portion] {
        var left = flows
        var portions: [Portion] = []
        var others: [Member] = []
        for member in members {
            guard member.supply.isPositive else { continue }
            guard let place = left.firstIndex(where: { $0.flow == member.supply }) else {
                others.append(member)
                continue
            }
            portions.append(
                Portion(
                    line: member.line, balance: left[place].balance, quantity: member.supply, share: .one))
            left[place].flow = .zero
        }
        for member in others {
            var rest = member.supply
            for place in left.indices where rest.isPositive && left[place].flow.isPositive {
                let quantity = min(rest, left[place].flow)
                portions.append(
                    Portion(
                        line: member.line, balance: left[place].balance, quantity: quantity,
                        share: quantity.divided(by: member.supply) ?? .zero))
                left[place].flow -= quantity
                rest -= quantity
            }
        }
        return portions
    }
}
