import Domain
import GRDB
import Pipeline

/// Rows of orders, every version with its lines and charges.
enum OrderTable {
    /// The version that counts.
    static func current(_ id: String, in db: Database) throws -> OrderVersion? {
        let statement = try db.cachedStatement(sql: "SELECT * FROM orders WHERE id = ? AND is_current = 1")
        let row = try Row.fetchOne(statement, arguments: [id])
        return try row.map { try version($0, in: db) }
    }

    static func find(_ id: String, version: Int, in db: Database) throws -> OrderVersion? {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM orders WHERE id = ? AND version = ?"),
            arguments: [id, version])
        return try row.map { try Self.version($0, in: db) }
    }

    /// The open orders with an item, with their vendors.
    static func current(with item: String, in db: Database) throws -> [(vendor: String, order: String)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT vendor_id, orders.id FROM order_lines
                JOIN orders ON orders.id = order_lines.order_id AND orders.version = order_lines.version
                WHERE item = ? AND is_current = 1 AND orders.status = 'open' ORDER BY orders.id
                """, arguments: [item]
        ).map { ($0["vendor_id"], $0["id"]) }
    }

    /// Adds a version, which counts from now on.
    static func add(_ version: OrderVersion, at: Timestamp, in db: Database) throws {
        let order = version.order
        var (limit, from, to): (Rational?, CalendarDate?, CalendarDate?) = (nil, nil, nil)
        if case .blanket(let value, let first, let last) = order.form {
            (limit, from, to) = (value, first, last)
        }
        try db.cachedStatement(
            sql: "UPDATE orders SET is_current = 0 WHERE id = ? AND is_current = 1"
        ).execute(arguments: [order.id])
        try db.cachedStatement(
            sql: """
                INSERT INTO orders (id, version, is_current, vendor_id, currency, status, is_blanket, value_limit,
                    valid_from, valid_to, discount_percent, changed_at, key, contract)
                VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            order.id, version.version, order.vendor, order.currency.rawValue, order.status.rawValue,
            order.form != .standard, limit?.description, from?.description, to?.description,
            order.discountPercent.description, at.milliseconds,
            LookupKey.of(order.id, in: .purchaseOrder), order.contract,
        ])
        for (place, line) in order.lines.enumerated() { try add(line, place + 1, of: version, in: db) }
        for (place, charge) in order.charges.enumerated() {
            try db.cachedStatement(
                sql: """
                    INSERT INTO order_charges (order_id, version, position, code, amount) VALUES (?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                order.id, version.version, place + 1, charge.code, charge.amount.description,
            ])
        }
    }

    private static func add(_ line: OrderLine, _ position: Int, of version: OrderVersion, in db: Database)
        throws
    {
        try db.cachedStatement(
            sql: """
                INSERT INTO order_lines (order_id, version, position, id, item, description_class, basis, level,
                    status, unit, units, quantity, price, price_base, discount_percent, over_delivery_percent,
                    description, account, cost_centre)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            version.order.id, version.version, position, line.id, line.item, line.descriptionClass,
            line.basis.rawValue, line.level?.rawValue, line.status.rawValue, line.unit,
            ExactText.of(line.units), line.quantity?.description, line.price.description,
            line.priceBase.description, line.discountPercent.description,
            line.overDeliveryPercent?.description, line.description, line.account, line.costCentre,
        ])
    }

    private static func version(_ row: Row, in db: Database) throws -> OrderVersion {
        let (id, number): (String, Int) = (row["id"], row["version"])
        let form: PurchaseOrder.Form =
            row["is_blanket"]
            ? .blanket(
                valueLimit: try ExactText.number(row["value_limit"]), from: try date(row["valid_from"]),
                to: try date(row["valid_to"])) : .standard
        let charges = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT * FROM order_charges WHERE order_id = ? AND version = ? ORDER BY position"),
            arguments: [id, number])
        let lines = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT * FROM order_lines WHERE order_id = ? AND version = ? ORDER BY position"),
            arguments: [id, number])
        let order = PurchaseOrder(
            id: id, vendor: row["vendor_id"], currency: try known(Currency(rawValue: row["currency"])),
            status: try known(OrderStatus(rawValue: row["status"])), form: form,
            contract: row["contract"],
            discountPercent: try ExactText.number(row["discount_percent"] as String),
            charges: try charges.map {
                .init(code: $0["code"], amount: try ExactText.number($0["amount"] as String))
            }, lines: try lines.map(line))
        return OrderVersion(version: number, order: order)
    }

    private static func line(_ row: Row) throws -> OrderLine {
        OrderLine(
            id: row["id"], item: row["item"], descriptionClass: row["description_class"],
            description: row["description"],
            basis: try known(OrderLine.Basis(rawValue: row["basis"])),
            level: try (row["level"] as String?).map { try known(MatchLevel(rawValue: $0)) },
            status: try known(OrderStatus(rawValue: row["status"])), unit: row["unit"],
            units: try ExactText.units(row["units"]), quantity: try ExactText.number(row["quantity"]),
            price: try ExactText.number(row["price"] as String),
            priceBase: try ExactText.number(row["price_base"] as String),
            discountPercent: try ExactText.number(row["discount_percent"] as String),
            overDeliveryPercent: try ExactText.number(row["over_delivery_percent"]),
            account: row["account"], costCentre: row["cost_centre"])
    }

    private static func date(_ text: String?) throws -> CalendarDate? {
        try text.map { try known(CalendarDate(iso: $0)) }
    }

    /// A value the schema's checks leave no other way for.
    private static func known<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw StoreFailure.broken("an order holds a value that is none") }
        return value
    }
}
