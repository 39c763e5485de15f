package import Domain

/// Orders from a table: a row for each line of an order, or for an agreed charge where `line` is empty.
package enum OrderRows {
    /// The fields a table may have.
    package static let fields = [
        "order", "version", "vendor", "currency", "status", "type", "value_limit", "valid_from", "valid_to",
        "order_discount_pct", "line", "item", "description", "desc_class", "basis", "level", "line_status",
        "unit", "units",
        "quantity", "price", "price_base", "discount_pct", "over_delivery_pct", "charge", "charge_amount",
        "contract", "account", "cost_centre",
    ]

    private static let needed: Set = ["order", "vendor", "currency", "line", "unit", "price"]

    /// The orders a table names.
    package static func reading(of table: CSVTable, _ mapping: ColumnMapping) -> RecordReading<OrderVersion> {
        let table = RecordTable(table, mapping, fields: fields, needed: needed)
        var reading = RecordReading<OrderVersion>(mistakes: table.mistakes)
        guard reading.mistakes.isEmpty else { return reading }
        reading.gather(table.rows, key: "order") { row throws(RecordMistake) in
            try version(row)
        } merge: { (known, more, row) throws(RecordMistake) in
            var plain = more
            plain.order.lines = known.order.lines
            plain.order.charges = known.order.charges
            guard plain == known else {
                throw row.mistake("order", "differs from an earlier row of this order in its head")
            }
            for line in more.order.lines {
                guard !known.order.lines.contains(where: { $0.id == line.id }) else {
                    throw row.mistake("line", "is named twice")
                }
            }
            for charge in more.order.charges {
                guard !known.order.charges.contains(where: { $0.code == charge.code }) else {
                    throw row.mistake("charge", "is named twice")
                }
            }
            known.order.lines += more.order.lines
            known.order.charges += more.order.charges
        }
        return reading
    }

    private static func version(_ row: RecordRow) throws(RecordMistake) -> OrderVersion {
        guard let currency = Currency(rawValue: try row.text("currency").uppercased()) else {
            throw row.mistake("currency", "is no currency such as EUR")
        }
        let version = try row.number("version") ?? .one
        guard let number = Int(version.description), (1...1_000_000).contains(number) else {
            throw row.mistake("version", "is not a whole number from 1")
        }
        let charge = try charge(row)
        let order = PurchaseOrder(
            id: try row.text("order"), vendor: try row.text("vendor"), currency: currency,
            status: try row.choice("status", OrderStatus.self) ?? .open, form: try form(row),
            contract: row.optional("contract"),
            discountPercent: try row.number("order_discount_pct") ?? .zero,
            charges: charge.map { [$0] } ?? [],
            lines: charge == nil || row.optional("line") != nil ? [try line(row)] : [])
        return OrderVersion(version: number, order: order)
    }

    private enum FormName: String, CaseIterable {
        case standard, blanket
    }

    private static func form(_ row: RecordRow) throws(RecordMistake) -> PurchaseOrder.Form {
        switch try row.choice("type", FormName.self) ?? .standard {
        case .standard: .standard
        case .blanket:
            .blanket(
                valueLimit: try row.number("value_limit"), from: try row.date("valid_from"),
                to: try row.date("valid_to"))
        }
    }

    private static func charge(_ row: RecordRow) throws(RecordMistake) -> PurchaseOrder.Charge? {
        guard let code = row.optional("charge") else { return nil }
        return PurchaseOrder.Charge(code: code, amount: try row.needed("charge_amount"))
    }

    private static func line(_ row: RecordRow) throws(RecordMistake) -> OrderLine {
        let basis = try row.choice("basis", OrderLine.Basis.self) ?? .quantity
        let price = basis == .amount ? try row.number("price") ?? .one : try row.needed("price")
        let quantity = try row.number("quantity")
        if let quantity, quantity.isNegative { throw row.mistake("quantity", "is below zero") }
        guard !price.isNegative else { throw row.mistake("price", "is below zero") }
        return OrderLine(
            id: try row.text("line"), item: row.optional("item"),
            descriptionClass: row.optional("desc_class"), description: row.optional("description"),
            basis: basis, level: try row.choice("level", MatchLevel.self),
            status: try row.choice("line_status", OrderStatus.self) ?? .open, unit: try row.text("unit"),
            units: try row.units("units"), quantity: quantity, price: price,
            priceBase: try row.positive("price_base", absent: .one),
            discountPercent: try row.number("discount_pct") ?? .zero,
            overDeliveryPercent: try overDelivery(row), account: row.optional("account"),
            costCentre: row.optional("cost_centre"))
    }

    /// A percentage, none where the cell is empty, `unlimited` for no limit.
    private static func overDelivery(_ row: RecordRow) throws(RecordMistake) -> Rational? {
        if row.optional("over_delivery_pct")?.lowercased() == "unlimited" { return nil }
        return try row.number("over_delivery_pct") ?? .zero
    }
}
