/// A type of FEEL, or of an item definition.
package indirect enum FeelType: Sendable {
    case any, null, boolean, number, string, date, time, dateTime, monthsDuration, timeDuration
    case list(FeelType)
    case range(FeelType)
    case context([Member])
    case function([FeelType], FeelType)
    /// A type of the model, found by its name when it is needed: definitions may name each other.
    case named(String)
    /// A type whose values must also pass tests.
    case constrained(FeelType, UnaryTests)

    /// An entry a context of a type must have.
    package struct Member: Sendable {
        /// The name of the entry.
        package var name: String
        /// The type of its value.
        package var type: FeelType

        /// Makes a member.
        package init(name: String, type: FeelType) {
            self.name = name
            self.type = type
        }
    }

    /// A type of FEEL by its name; `nil` for any other name.
    package init?(builtIn name: String) {
        switch name {
        case "Any": self = .any
        case "Null": self = .null
        case "boolean": self = .boolean
        case "number": self = .number
        case "string": self = .string
        case "date": self = .date
        case "time": self = .time
        case "date and time", "dateTime": self = .dateTime
        case "years and months duration", "yearMonthDuration": self = .monthsDuration
        case "days and time duration", "dayTimeDuration": self = .timeDuration
        case "list": self = .list(.any)
        case "context": self = .context([])
        case "function": self = .function([], .any)
        default: return nil
        }
    }

    /// The names of types that FEEL spells with spaces.
    static let namesWithSpaces = ["date and time", "years and months duration", "days and time duration"]

    /// The names of types of the model it is made of.
    package var namedTypes: [String] {
        switch self {
        case .named(let name): [name]
        case .list(let inner), .range(let inner), .constrained(let inner, _): inner.namedTypes
        case .context(let members): members.flatMap { member in member.type.namedTypes }
        case .function(let parameters, let result):
            parameters.flatMap { parameter in parameter.namedTypes } + result.namedTypes
        default: []
        }
    }
}
