/// What a process knows under a name: the values of JSON, and FEEL's dates, times and durations as text.
package indirect enum Variable: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A decimal number as text, without needless zeros.
    case number(String)
    case text(String)
    /// A value of a FEEL type that JSON lacks, as FEEL writes it, with the name of the type.
    case temporal(type: String, text: String)
    case list([Variable])
    case context([String: Variable])

    /// A whole number.
    package static func integer(_ number: Int) -> Variable { .number(String(number)) }

    /// A number from its text, written in the one way that equal numbers share.
    package static func decimal(_ text: String) -> Variable {
        guard text.contains("."), !text.contains(where: { $0 == "e" || $0 == "E" }) else {
            return .number(text == "-0" ? "0" : text)
        }
        var digits = text
        while digits.last == "0" { digits.removeLast() }
        if digits.last == "." { digits.removeLast() }
        return .number(digits == "-0" || digits.isEmpty ? "0" : digits)
    }

    /// The whole number, where it is one.
    package var integer: Int? {
        guard case .number(let text) = self else { return nil }
        return Int(text)
    }
}

extension Variable: Codable {
    private enum Key: String, CodingKey {
        case number, context, type, text
    }

    /// Reads what `encode(to:)` wrote.
    package init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: Key.self) {
            if let number = try object.decodeIfPresent(String.self, forKey: .number) {
                self = .number(number)
            } else if let type = try object.decodeIfPresent(String.self, forKey: .type) {
                self = .temporal(type: type, text: try object.decode(String.self, forKey: .text))
            } else {
                self = .context(try object.decode([String: Variable].self, forKey: .context))
            }
            return
        }
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else {
            self = .list(try value.decode([Variable].self))
        }
    }

    /// Writes null, truth values, texts and lists as JSON has them, the rest as objects with one or two keys.
    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .number(let text):
            var object = encoder.container(keyedBy: Key.self)
            try object.encode(text, forKey: .number)
        case .context(let members):
            var object = encoder.container(keyedBy: Key.self)
            try object.encode(members, forKey: .context)
        case .temporal(let type, let text):
            var object = encoder.container(keyedBy: Key.self)
            try object.encode(type, forKey: .type)
            try object.encode(text, forKey: .text)
        case .null:
            var value = encoder.singleValueContainer()
            try value.encodeNil()
        case .bool(let bool):
            var value = encoder.singleValueContainer()
            try value.encode(bool)
        case .text(let text):
            var value = encoder.singleValueContainer()
            try value.encode(text)
        case .list(let elements):
            var value = encoder.singleValueContainer()
            try value.encode(elements)
        }
    }
}
