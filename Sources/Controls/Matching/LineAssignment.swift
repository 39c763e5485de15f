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
                classify(place, search.finding(for: bill.lines[place], reference), reference, in: &sides)
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
        private var places: [LineClass.Key: Int] = [:]
        private(set) var all: [LineClass] = []

        mutating func add(_ member: LineClass.Member, _ key: LineClass.Key, _ candidates: [Candidate]) {
            if let known = places[key] {
                all[known].members.append(member)
            } else {
                places[key] = all.count
                all.append(LineClass(candidates: candidates, price: key.price, members: [member]))
            }
        }
    }

    private mutating func hold(_ place: Int, _ code: HoldCode, _ actual: Hold.Value, _ expected: Hold.Value) {
        let hold = Hold(code, .line(bill.lines[place].id), actual: actual, expected: expected)
        holds.append((place, hold))
    }

    /// Puts a line of goods into its class, or holds it.
    private mutating func classify(
        _ place: Int, _ finding: CandidateSearch.Finding, _ reference: OrderReference,
        in sides: inout [Assignment.Side: Classes]
    ) {
        let line = bill.lines[place]
        switch finding {
        case .unordered: hold(place, .unorderedLine, .number(line.amount), .number(.zero))
        case .unitUnknown(let first):
            hold(place, .unitUnknown, .text(line.unit), .text(book.balances[first].line.unit))
        case .unlike(let candidates): holdAmbiguous(place, among: candidates.count)
        case .candidates(let candidates, let factor):
            let isAmount = book.balances[candidates[0].balance].line.basis == .amount
            let value = spread.value(of: line)
            let supply = isAmount ? value.magnitude : line.quantity.magnitude * factor
            let price = isAmount ? .one : value.divided(by: line.quantity * factor) ?? .zero
            let key = LineClass.Key(
                reference: reference, item: NormalText.of(line.item), descriptionClass: line.descriptionClass,
                unit: line.unit, price: price)
            sides[side(of: line), default: Classes()].add(
                LineClass.Member(line: place, supply: supply), key, candidates)
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
        for group in assignment.ambiguous {
            for member in group.members { holdAmbiguous(member.line, among: group.candidates.count) }
        }
        for portion in assignment.links {
            links.append(
                LineLink(
                    line: portion.line, balance: portion.balance, kind: side == .debit ? .debit : .credit,
                    quantity: portion.quantity, share: portion.share,
                    value: portion.share * spread.value(of: bill.lines[portion.line]).magnitude))
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
        // A price reduction is about no quantity, so its unit does not matter.
        guard line.kind == .valueCredit || orderLine.factor(of: line.unit) != nil else {
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
