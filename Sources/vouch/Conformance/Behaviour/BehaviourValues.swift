internal import Formats
internal import Workflow

extension [OpenTask] {
    /// The tasks in order of creation.
    var inOrder: [OpenTask] { sorted { $0.token.number < $1.token.number } }
}

extension JSONTree {
    init(_ variable: Variable) {
        switch variable {
        case .null: self = .null
        case .bool(let bool): self = .bool(bool)
        case .number(let text): self = .number(text)
        case .text(let text), .temporal(_, let text): self = .string(text)
        case .list(let elements): self = .array(elements.map { JSONTree($0) })
        case .context(let members): self = .object(members.mapValues { JSONTree($0) })
        }
    }

    /// The value with numbers in one spelling; two multisets that are equal become equal.
    var normal: JSONTree {
        switch self {
        case .number(let text): JSONTree(Variable.decimal(text))
        case .object(let members): .object(members.mapValues(\.normal))
        case .array(let elements): .array(elements.map(\.normal))
        case .string, .bool, .null: self
        }
    }

    /// The value in the form in which what is equal for an expectation is equal.
    func comparable(as expectation: String) -> JSONTree {
        switch expectation {
        case "tasks", "active", "timers", "messages", "signals", "endEvents":
            guard case .object(let members) = normal else { return self }
            return .object(members.filter { $0.value != .number("0") })
        case "due": return normal.instants.unordered
        case "groups", "localValues": return normal.unordered
        default: return normal
        }
    }

    /// The value with points in time in one spelling.
    private var instants: JSONTree {
        switch self {
        case .array(let elements): .array(elements.map(\.instants))
        case .string(let text): .string(Instant(iso: text)?.description ?? text)
        case .object, .null, .bool, .number: self
        }
    }

    /// The value with its lists in an order of their own.
    private var unordered: JSONTree {
        switch self {
        case .array(let elements): .array(elements.map(\.unordered).sorted { $0.plain < $1.plain })
        case .object(let members): .object(members.mapValues(\.unordered))
        case .null, .bool, .number, .string: self
        }
    }

    /// The value in a line.
    var plain: String {
        switch self {
        case .null: "null"
        case .bool(let bool): String(bool)
        case .number(let text): text
        case .string(let text): "\"\(text)\""
        case .array(let elements): "[\(elements.map(\.plain).joined(separator: ", "))]"
        case .object(let members):
            "{"
                + members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.plain)" }
                .joined(separator: ", ") + "}"
        }
    }
}
