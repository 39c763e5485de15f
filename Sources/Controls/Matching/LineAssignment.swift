import Domain

/// Finds for every line of a bill the order lines it bills, or the hold that says why there are none.
struct LineAssignment: Sendable {
    /// Which lines bill which order lines.
    private(set) var links: [LineLink] = []
    /// Why lines bill none, by the place of the line.
    private(set) var holds: [(line: Int, hold: Hold)] = []

    private let book: OrderBook
    private let bill: Bill
    private let spread: AllowanceSpread
    private var candidateCounts: [Int: Int] = [:]
    private var supplies: [Int: Rational] = [:]

    init(_ bill: Bill, book: OrderBook, spread: AllowanceSpread) {
        self.bill = bill
        self.book = book
        self.spread = spread
        var sides: [Assignment.Side: Classes] = [:]
        let search = CandidateSearch(book: book, bill: bill)
        for place in bill.lines.indices {
            let reference = book.reference(of: bill.lines[place], vendor: bill.vendor)
            if case .foreignOrder(let order) = reference {
                hold(place, .vendorDiffers, .text(bill.vendor), .text(book.orders[order].vendor))
            } else if bill.lines[place].kind == .item {
                sort(place, reference, search, into: &sides)
            } else {
                linkValueOnly(place, reference)
            }
        }
        assign(sides[.debit], .debit)
        assign(sides[.credit], .credit)
        links.sort { ($0.line, $0.balance) < ($1.line, $1.balance) }
        holds.sort { $0.line < $1.line }
    }

    /// Classes of lines of one side, in document order.
    private struct Classes {
        var places: [LineClass.Key: Int] = [:]
        var all: [LineClass] = []
    }

    private mutating func hold(_ place: Int, _ code: HoldCode, _ actual: Hold.Value, _ expected: Hold.Value) {
        let hold = Hold(code, .line(bill.lines[place].id), actual: actual, expected: expected)
        holds.append((place, hold))
    }

    /// Puts a line of goods into its class, or holds it.
    private mutating func sort(
        _ place: Int, _ reference: OrderReference, _ search: CandidateSearch,
        into sides: inout [Assignment.Side: Classes]
    ) {
        let line = bill.lines[place]
        switch search.finding(for: line, reference) {
        case .unordered: hold(place, .unorderedLine, .number(line.amount), .number(.zero))
        case .unitUnknown(let first):
            hold(place, .unitUnknown, .text(line.unit), .text(book.balances[first].line.unit))
        case .unlike(let candidates): holdAmbiguous(place, among: candidates.count)
        case .candidates(let candidates, let factor):
            candidateCounts[place] = candidates.count
            let isAmount = book.balances[candidates[0].balance].line.basis == .amount
            let value = spread.value(of: line)
            let supply = isAmount ? value.magnitude : line.quantity.magnitude * factor
            let price = isAmount ? .one : value.divided(by: line.quantity * factor) ?? .zero
            supplies[place] = supply
            let key = LineClass.Key(
                reference: reference, item: NormalText.of(line.item), descriptionClass: line.descriptionClass,
                unit: line.unit, price: price)
            let member = LineClass.Member(line: place, supply: supply)
            let side = side(of: line)
            if let known = sides[side]?.places[key] {
                sides[side]?.all[known].members.append(member)
            } else {
                sides[side, default: Classes()].places[key] = sides[side]?.all.count ?? 0
                sides[side]?.all.append(
                    LineClass(candidates: candidates, price: price, members: [member]))
            }
        }
    }

    private func side(of line: BillLine) -> Assignment.Side {
        line.quantity.isNegative == (bill.kind == .creditNote) ? .debit : .credit
    }

    private mutating func holdAmbiguous(_ place: Int, among count: Int) {
        hold(place, .ambiguous, .number(Rational(Int64(count))), .number(.one))
    }

    private mutating func assign(_ classes: Classes?, _ side: Assignment.Side) {
        guard let classes else { return }
        let assignment = Assignment(classes.all, side: side, book: book, currency: bill.currency)
        for place in assignment.ambiguous {
            holdAmbiguous(place, among: candidateCounts[place] ?? 0)
        }
        for (place, balance, quantity) in assignment.links {
            let share = supplies[place].flatMap { quantity.divided(by: $0) } ?? .zero
            links.append(
                LineLink(
                    line: place, balance: balance, kind: side == .debit ? .debit : .credit,
                    quantity: quantity, share: share,
                    value: share * spread.value(of: bill.lines[place]).magnitude))
        }
    }

    /// Links a line that changes values alone to the order line it names.
    private mutating func linkValueOnly(_ place: Int, _ reference: OrderReference) {
        let line = bill.lines[place]
        guard case .line(let balance, _) = reference else {
            hold(place, .unorderedLine, .number(line.amount), .number(.zero))
            return
        }
        let orderLine = book.balances[balance].line
        guard orderLine.factor(of: line.unit) != nil else {
            hold(place, .unitUnknown, .text(line.unit), .text(orderLine.unit))
            return
        }
        links.append(
            LineLink(
                line: place, balance: balance,
                kind: line.kind == .subsequentDebit ? .subsequentDebit : .valueCredit, quantity: .zero,
                share: .one, value: line.amount.magnitude))
    }
}
