import Domain

/// What a draft says beside its lines: charges, discounts on the whole, and taxes with the rate of every line.
struct BillSums {
    private(set) var lines: [BillLine]
    private(set) var charges: [Bill.Charge] = []
    private(set) var allowances: [Bill.Allowance] = []
    private(set) var taxes: [Bill.Tax] = []

    init(of draft: InvoiceDraft, lines: [BillLine]) {
        let entries = TaxEntry.entries(of: draft)
        taxes = entries.map { Bill.Tax(rate: $0.rate, amount: $0.tax) }
        let main = entries.max { ($0.base ?? .zero) < ($1.base ?? .zero) }?.rate ?? .zero
        let rates = LineRates(lines, entries: entries, fallback: main)
        self.lines = rates.lines
        let extras = Self.extras(of: draft, lines: lines)
        charges = extras.charges.map { Bill.Charge(code: $0.code, amount: $0.amount, taxRate: main) }
        if extras.allowance.isPositive {
            allowances = Self.spread(extras.allowance, self.lines, charges, entries, main)
        }
    }

    private typealias Extras = (charges: [(code: String, amount: Rational)], allowance: Rational)

    /// Charges and discount that lead from the lines to the net total; what is among the lines already does not.
    private static func extras(of draft: InvoiceDraft, lines: [BillLine]) -> Extras {
        var charges: [(code: String, amount: Rational)] = []
        if let freight = draft.amount(.freight), !freight.isZero {
            charges.append(("FREIGHT", Rational(freight).magnitude))
        }
        if let total = draft.amount(.chargeTotal) {
            let rest = Rational(total).magnitude - charges.map(\.amount).sum()
            if rest.isPositive { charges.append(("CHARGE", rest)) }
        }
        let allowance = draft.amount(.allowanceTotal).map { Rational($0).magnitude } ?? .zero
        let full: Extras = (charges, allowance)
        guard let net = draft.amount(.netTotal).map({ Rational($0).magnitude }) else { return full }
        let sum = lines.map(\.amount).sum().magnitude
        let ways: [Extras] = [full, (charges, .zero), ([], allowance), ([], .zero)]
        return ways.first { sum + $0.charges.map(\.amount).sum() - $0.allowance == net } ?? full
    }

    /// The discount by rate: what the printed bases leave, where they explain all of it, else all at the main rate.
    private static func spread(
        _ allowance: Rational, _ lines: [BillLine], _ charges: [Bill.Charge], _ entries: [TaxEntry],
        _ main: Rational
    ) -> [Bill.Allowance] {
        let parts = entries.compactMap { entry -> Bill.Allowance? in
            guard let base = entry.base else { return nil }
            let billed =
                lines.filter { $0.taxRate == entry.rate }.map(\.amount).sum()
                + charges.filter { $0.taxRate == entry.rate }.map(\.amount).sum()
            return Bill.Allowance(amount: billed - base, taxRate: entry.rate)
        }
        if parts.map(\.amount).sum() == allowance, parts.allSatisfy({ !$0.amount.isNegative }) {
            return parts.filter(\.amount.isPositive)
        }
        return [Bill.Allowance(amount: allowance, taxRate: main)]
    }
}

/// One rate of the tax a draft prints.
struct TaxEntry: Hashable {
    var rate: Rational
    var base: Rational?
    var tax: Rational

    /// The entries of a draft; worked out from the totals where no breakdown is printed.
    static func entries(of draft: InvoiceDraft) -> [TaxEntry] {
        let printed = draft.taxBreakdown.compactMap { entry -> TaxEntry? in
            guard let rate = entry.rate.map({ Rational($0) }) else { return nil }
            let base = entry.base.map { Rational($0).magnitude }
            guard
                let tax = entry.tax.map({ Rational($0).magnitude })
                    ?? base.map({ ($0 * .percent(rate)).rounded(to: 2) })
            else { return nil }
            return TaxEntry(rate: rate, base: base, tax: tax)
        }
        if !printed.isEmpty {
            return joined(printed, net: draft.amount(.netTotal).map { Rational($0).magnitude })
        }
        guard let tax = draft.amount(.taxTotal).map({ Rational($0).magnitude }), tax.isPositive,
            let net = draft.amount(.netTotal).map({ Rational($0).magnitude }),
            let rate = rate(of: tax, on: net)
        else { return [] }
        return [TaxEntry(rate: rate, base: net, tax: tax)]
    }

    /// Taxes that are each on the whole, such as the two halves of India's GST, are one of both rates.
    private static func joined(_ entries: [TaxEntry], net: Rational?) -> [TaxEntry] {
        guard entries.count > 1, let net, entries.allSatisfy({ $0.base == net }) else { return entries }
        return [TaxEntry(rate: entries.map(\.rate).sum(), base: net, tax: entries.map(\.tax).sum())]
    }

    /// The rate in whole or tenths of percent that makes `tax` of `net`.
    private static func rate(of tax: Rational, on net: Rational) -> Rational? {
        guard let exact = (tax * 100).divided(by: net) else { return nil }
        return [0, 1, 2].lazy.map { exact.rounded(to: $0) }.first {
            (net * .percent($0)).rounded(to: 2) == tax
        }
    }
}

/// Gives lines without a printed rate theirs: the only one there is, or the ones with which all taxes come out.
struct LineRates {
    /// Ways of giving open lines a rate that are tried; more are left to the main rate.
    private static let mostWays = 20_000

    private(set) var lines: [BillLine]
    private let entries: [TaxEntry]

    init(_ lines: [BillLine], entries: [TaxEntry], fallback: Rational) {
        self.lines = lines
        self.entries = entries
        let open = lines.indices.filter { lines[$0].taxRate == BillLines.unknownRate }
        for place in open { self.lines[place].taxRate = fallback }
        guard entries.count > 1, Self.ways(open.count, entries.count) <= Self.mostWays else { return }
        var sums = entries.map { entry in
            lines.filter { $0.taxRate == entry.rate }.map(\.amount.magnitude).sum()
        }
        var chosen: [Int] = []
        if assign(open[...], &sums, &chosen) {
            for (place, entry) in zip(open, chosen) { self.lines[place].taxRate = entries[entry].rate }
        }
    }

    private static func ways(_ lines: Int, _ rates: Int) -> Int {
        (0..<lines).reduce(1) { ways, _ in min(ways * rates, mostWays + 1) }
    }

    private func assign(_ open: ArraySlice<Int>, _ sums: inout [Rational], _ chosen: inout [Int]) -> Bool {
        guard let place = open.first else { return zip(entries, sums).allSatisfy { $0.isTax(of: $1) } }
        let amount = lines[place].amount.magnitude
        for entry in entries.indices {
            if let base = entries[entry].base, sums[entry] + amount > base { continue }
            sums[entry] += amount
            chosen.append(entry)
            if assign(open.dropFirst(), &sums, &chosen) { return true }
            chosen.removeLast()
            sums[entry] -= amount
        }
        return false
    }
}

extension TaxEntry {
    /// Whether lines that come to `sum` are those it is on.
    fileprivate func isTax(of sum: Rational) -> Bool {
        if let base { return base == sum }
        return ((sum * .percent(rate)).rounded(to: 2) - tax).magnitude <= Rational.half(ofDecimal: 2) * 2
    }
}
