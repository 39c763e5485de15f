internal import Domain

/// A line's cells by column.
struct FigureRow {
    /// The line, as an index into the body's lines.
    var line: Int
    /// The cell of each column, `nil` where the column is empty.
    var cells: [TableCell?]
    /// Numbers on the lines around that stand in a column this line leaves empty.
    var nearby: [Int: [TableCell]] = [:]
    /// Whether the line begins like a line of sums.
    var isSum = false
}

extension FigureRow {
    /// Whether the line itself has total, price and quantity.
    func isComplete(_ roles: ColumnRoles) -> Bool {
        [roles.total, roles.price, roles.quantity].allSatisfy { column in
            column.map { cells[$0] != nil } ?? false
        }
    }
}

/// Which column plays which part in the arithmetic of the lines.
struct ColumnRoles {
    var total: Int
    var price: Int?
    var quantity: Int?
    var discount: Int?
    var rate: Int?
    var base: Int?
    /// How much speaks for the assignment: closing lines and headings.
    var score: Double = 0
    /// Share of lines that close, trivial ones counted half.
    var closeRate: Double = 0
    /// Lines that close and prove something.
    var proofs = 0
}

/// Finds the assignment of columns that makes most lines close and agrees with the headings.
struct RoleSearch {
    let columns: [FigureColumn]
    let heading: TableHeading?
    let rows: [FigureRow]
    let mark: DecimalMark?
    /// All readings of each cell, by row and column, likeliest first.
    private let figures: [[[Figure]]]

    init(columns: [FigureColumn], heading: TableHeading?, rows: [FigureRow], mark: DecimalMark?) {
        self.columns = columns
        self.heading = heading
        self.rows = rows
        self.mark = mark
        figures = rows.map { row in
            row.cells.indices.map { column in
                guard let cell = row.cells[column] else {
                    return row.nearby[column, default: []].flatMap { Self.figures(of: $0.token, mark: mark) }
                }
                return cell.token.isPercentage ? [] : Self.figures(of: cell.token, mark: mark)
            }
        }
    }

    /// Readings as figures, the document's own decimal mark first.
    static func figures(of token: NumberToken, mark: DecimalMark?) -> [Figure] {
        let sorted =
            token.readings.filter { $0.mark == nil || mark == nil || $0.mark == mark }
            + token.readings.filter { $0.mark != nil && mark != nil && $0.mark != mark }
        return sorted.compactMap(Figure.init)
    }

    /// The best assignment; `nil` when nothing speaks for any.
    func best() -> ColumnRoles? {
        var best: ColumnRoles?
        let helpers = self.helpers
        let usable = columns.indices.filter { !helpers.excluded.contains($0) }
        for total in usable where isAmount(total) {
            for price in [nil] + usable.map(Optional.some) where price != total {
                for quantity in [nil] + usable.map(Optional.some)
                where quantity != total && (quantity == nil || quantity != price) {
                    var roles = ColumnRoles(
                        total: total, price: price, quantity: quantity, discount: helpers.discount,
                        rate: helpers.rate, base: helpers.base)
                    if roles.discount == total || roles.discount == price || roles.discount == quantity {
                        roles.discount = nil
                    }
                    if roles.base == total || roles.base == price || roles.base == quantity {
                        roles.base = nil
                    }
                    weigh(&roles)
                    if roles.score > best?.score ?? 0.5 { best = roles }
                }
            }
        }
        return best
    }

    private struct Helpers {
        var discount: Int?
        var rate: Int?
        var base: Int?
        var excluded: Set<Int> = []
    }

    /// Columns that headings or percent signs make discounts, rates and price bases.
    private var helpers: Helpers {
        var helpers = Helpers()
        for index in columns.indices {
            switch kind(index) {
            case .discount: helpers.discount = index
            case .taxRate: helpers.rate = index
            case .priceBase: helpers.base = index
            default: break
            }
            let cells = rows.compactMap { $0.cells[index] }
            if helpers.base == nil, isPriceBase(index) { helpers.base = index }
            if !cells.isEmpty, cells.allSatisfy(\.token.isPercentage) {
                helpers.excluded.insert(index)
                if helpers.rate == nil, kind(index) != .discount { helpers.rate = index }
            }
        }
        return helpers
    }

    /// Whether a column holds nothing but 1, 10, 100 and 1000, and more than ones.
    private func isPriceBase(_ column: Int) -> Bool {
        guard ![.lineTotal, .unitPrice, .quantity, .position].contains(kind(column)) else { return false }
        let powers: Set<Int64> = [1_000_000, 10_000_000, 100_000_000, 1_000_000_000]
        let values = rows.indices.compactMap { figures[$0][column].first?.units }
        return values.count > 1 && values.allSatisfy(powers.contains) && Set(values) != [1_000_000]
    }

    func kind(_ column: Int) -> ColumnKind? {
        guard let heading, let index = columns[column].heading else { return nil }
        return heading.columns[index].kind
    }

    /// Whether the column can hold totals: most of its numbers look like money.
    private func isAmount(_ column: Int) -> Bool {
        if kind(column) == .lineTotal || kind(column) == .grossTotal { return true }
        let cells = rows.compactMap { $0.cells[column] }
        return cells.count { $0.token.looksLikeMoney } * 2 > cells.count
    }

    private func weigh(_ roles: inout ColumnRoles) {
        var sum = 0.0
        var counted = 0
        for row in rows.indices where rows[row].cells[roles.total] != nil && !rows[row].isSum {
            let hasPrice = roles.price.map { !figures[row][$0].isEmpty } ?? false
            let hasQuantity = roles.quantity.map { !figures[row][$0].isEmpty } ?? false
            guard hasPrice || hasQuantity else { continue }
            counted += 1
            guard hasPrice, hasQuantity else { continue }
            guard let closing = closing(row, roles) else {
                sum -= 0.3
                continue
            }
            if closing.isTrivial {
                sum += 0.5
            } else {
                roles.proofs += 1
                sum +=
                    closing.kind == .plain
                    ? 1 : closing.kind == .percentOff || closing.kind == .amountOff ? 0.9 : 0.7
            }
        }
        roles.closeRate = counted == 0 ? 0 : sum / Double(counted)
        roles.score = roles.closeRate * 3 + label(roles) + habit(roles)
        if roles.price == nil || roles.quantity == nil { roles.score -= 0.3 }
    }

    /// How a row closes under the roles.
    func closing(_ row: Int, _ roles: ColumnRoles) -> LineClosing? {
        guard let price = roles.price, let quantity = roles.quantity else { return nil }
        return LineArithmetic.closing(
            figures[row][quantity], figures[row][price], figures[row][roles.total], extras(row, roles))
    }

    private func extras(_ row: Int, _ roles: ColumnRoles) -> LineArithmetic.Extras {
        var extras = LineArithmetic.Extras()
        extras.mayBePerHundred = heading != nil
        if let column = roles.discount, let cell = rows[row].cells[column] {
            extras.discounts = Self.figures(of: cell.token, mark: nil)
            extras.isDiscountPercent = cell.token.isPercentage
        }
        if let column = roles.rate, let cell = rows[row].cells[column] {
            extras.rates = Self.figures(of: cell.token, mark: nil)
        }
        if let column = roles.base { extras.bases = figures[row][column] }
        return extras
    }

    private func label(_ roles: ColumnRoles) -> Double {
        guard heading != nil else { return 0 }
        var sum = fit(roles.total, [.lineTotal: 1, .grossTotal: 0.7, .taxAmount: -1.5])
        if let price = roles.price { sum += fit(price, [.unitPrice: 1, .lineTotal: -0.7]) }
        if let quantity = roles.quantity {
            sum += fit(quantity, [.billedQuantity: 1.1, .quantity: 1, .unit: 0.5, .priceBase: -0.5])
        }
        return sum
    }

    private func fit(_ column: Int, _ weights: [ColumnKind: Double]) -> Double {
        guard let kind = kind(column) else { return 0 }
        let weight = weights[kind] ?? (kind.isFigure ? -1 : -1.2)
        return weight > 0 ? weight * max(0.4, 1 - columns[column].distance / 100) : weight
    }

    /// What is usual: whole quantities, totals right of prices, the total last.
    private func habit(_ roles: ColumnRoles) -> Double {
        var sum = 0.0
        if let price = roles.price, price < roles.total { sum += 0.15 }
        if let quantity = roles.quantity {
            let cells = figures.compactMap { $0[quantity].first }
            if !cells.isEmpty { sum += 0.3 * Double(cells.count(where: \.isWhole)) / Double(cells.count) }
            if let price = roles.price, quantity < price { sum += 0.05 }
        }
        if let price = roles.price {
            let cells = rows.compactMap { $0.cells[price] }
            if !cells.isEmpty {
                sum += 0.15 * Double(cells.count(where: \.token.looksLikeMoney)) / Double(cells.count)
            }
        }
        let lines = rows.filter { !$0.isSum }
        let filled = lines.count { $0.cells[roles.total] != nil }
        sum += 0.6 * Double(filled) / Double(max(1, lines.count))
        // Totals are amounts of money: they have not more places than a price.
        let places = rows.indices.compactMap { figures[$0][roles.total].first?.places }
        if places.contains(where: { $0 > 2 }) { sum -= 0.8 }
        return sum
    }
}
