import Formats
import Foundation

extension JSONTree {
    /// Reads the JSON of a file.
    init(file bytes: Data) throws { try self.init(parsing: [UInt8](bytes)) }

    /// A member of an object.
    subscript(key: String) -> JSONTree? { members[key] }

    /// A text, or a number as it is written; `nil` for anything else.
    var scalar: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .null, .bool, .array, .object: nil
        }
    }

    /// A number.
    var number: Double? {
        guard case .number(let text) = self else { return nil }
        return Double(text)
    }

    /// The elements of a list; none for anything else.
    var elements: [JSONTree] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    /// The members of an object; none for anything else.
    var members: [String: JSONTree] {
        guard case .object(let members) = self else { return [:] }
        return members
    }

    /// Whether it is `true`.
    var isTrue: Bool { self == .bool(true) }
}
