import Domain

/// An order line a bill line may bill, and how well the two fit: 0 by reference, 1 by item, 2 by description.
struct Candidate: Hashable, Sendable {
    let balance: Int
    let rank: Int
}

/// Finds the order lines a line of the bill may bill.
struct CandidateSearch: Sendable {
    /// What was found.
    enum Finding: Hashable, Sendable {
        /// Order lines, all counted alike, and order units in one of the bill line's units.
        case candidates([Candidate], factor: Rational)
        /// Order lines counted in different ways: a choice would be a guess.
        case unlike([Candidate])
        /// Order lines, none of which knows the unit; names the first.
        case unitUnknown(first: Int)
        /// No order line.
        case unordered
    }

    let book: OrderBook
    let bill: Bill

    /// The order lines `line` may bill.
    func finding(for line: BillLine, _ reference: OrderReference) -> Finding {
        let found = candidates(for: line, reference)
        guard let first = found.first, !line.quantity.isZero else { return .unordered }
        let convertible = found.filter { balance($0).line.factor(of: line.unit) != nil }
        guard let sample = convertible.first.map({ balance($0).line }),
            let factor = sample.factor(of: line.unit)
        else { return .unitUnknown(first: first.balance) }
        let areAlike = convertible.allSatisfy {
            let other = balance($0).line
            return other.basis == sample.basis && other.factor(of: line.unit) == factor
                && (other.basis == .amount || other.unit == sample.unit)
        }
        return areAlike ? .candidates(convertible, factor: factor) : .unlike(convertible)
    }

    private func balance(_ candidate: Candidate) -> OrderLineBalance { book.balances[candidate.balance] }

    private func candidates(for line: BillLine, _ reference: OrderReference) -> [Candidate] {
        switch reference {
        case .foreignOrder: []
        case .line(let place, _): [Candidate(balance: place, rank: 0)]
        case .order(let order): ranked(line) { book.balances[$0].order == order }
        case .none:
            ranked(line) { place in
                let order = book.order(of: place)
                return order.vendor == bill.vendor && order.currency == bill.currency && book.isOpen(place)
            }
        }
    }

    private func ranked(_ line: BillLine, where isEligible: (Int) -> Bool) -> [Candidate] {
        let item = NormalText.of(line.item)
        return book.balances.indices.compactMap { place in
            guard let rank = rank(item, line.descriptionClass, book.balances[place].line), isEligible(place)
            else { return nil }
            return Candidate(balance: place, rank: rank)
        }
    }

    /// 1 for the same item, 2 for the same class of description where items do not contradict.
    private func rank(_ item: String?, _ descriptionClass: String?, _ line: OrderLine) -> Int? {
        let other = NormalText.of(line.item)
        if let item, let other { return item == other ? 1 : nil }
        guard let descriptionClass, descriptionClass == line.descriptionClass else { return nil }
        return 2
    }
}
