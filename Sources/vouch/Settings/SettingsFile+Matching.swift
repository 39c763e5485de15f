import Domain
import Yams

extension SettingsFile {
    static func currency(_ node: Node) throws(Mistake) -> Currency {
        guard let currency = node.string.flatMap(Currency.init(rawValue:)) else {
            throw mistake(node, "this is no currency such as EUR")
        }
        return currency
    }

    /// Rates of exchange, by currency.
    static func rates(_ node: Node) throws(Mistake) -> [Currency: Rational] {
        var rates: [Currency: Rational] = [:]
        try forEachMember(of: node, named: "rates") { (key, value) throws(Mistake) in
            guard let currency = Currency(rawValue: key) else { return false }
            guard let rate = value.scalar.flatMap({ Rational(parsing: $0.string) }), rate.isPositive else {
                throw mistake(value, "the rate of \(key) must be a number above zero, such as 1.05")
            }
            rates[currency] = rate
            return true
        }
        return rates
    }

    /// Addresses, by role.
    static func addresses(_ node: Node) throws(Mistake) -> [String: String] {
        var addresses: [String: String] = [:]
        try forEachMember(of: node, named: "mail_to") { (key, value) throws(Mistake) in
            guard Hold.Owner(rawValue: key) != nil else { return false }
            let address = try text(value, key)
            guard address.contains("@"), address.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
                throw mistake(value, "this is no e-mail address")
            }
            addresses[key] = address
            return true
        }
        return addresses
    }

    /// Roles, by person.
    static func people(_ node: Node) throws(Mistake) -> [String: Set<Hold.Owner>] {
        var people: [String: Set<Hold.Owner>] = [:]
        try forEachMember(of: node, named: "people") { (key, value) throws(Mistake) in
            guard let sequence = value.sequence else { throw mistake(value, "\(key) needs a list of roles") }
            var roles: Set<Hold.Owner> = []
            for entry in sequence {
                guard let role = entry.string.flatMap(Hold.Owner.init(rawValue:)) else {
                    let names = Hold.Owner.allCases.map(\.rawValue).joined(separator: ", ")
                    throw mistake(entry, "the roles are \(names)")
                }
                roles.insert(role)
            }
            people[key] = roles
            return true
        }
        return people
    }
}
