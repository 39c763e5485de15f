/// A value of a JSON text of any shape.
enum JSONValue: Hashable, Sendable, Decodable {
    case null
    case bool(Bool)
    case text(String)
    case number(Double)
    case list([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .bool(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let list = try? container.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// A member of an object.
    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// A text, or a number as one writes it; `nil` for anything else.
    var scalar: String? {
        switch self {
        case .text(let text): text
        case .number(let number): number == number.rounded() ? "\(Int64(number))" : "\(number)"
        case .null, .bool, .list, .object: nil
        }
    }

    /// A number.
    var number: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    /// The elements of a list; none for anything else.
    var elements: [JSONValue] {
        guard case .list(let elements) = self else { return [] }
        return elements
    }

    /// The members of an object; none for anything else.
    var members: [String: JSONValue] {
        guard case .object(let members) = self else { return [:] }
        return members
    }

    /// Whether it is `true`.
    var isTrue: Bool { self == .bool(true) }
}
