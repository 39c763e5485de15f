/// A value of FEEL (DMN 1.5, clause 10.3.2).
package indirect enum FeelValue: Sendable {
    /// Nothing, or something that could not be found out.
    case null
    /// True or false.
    case boolean(Bool)
    /// A decimal number.
    case number(FeelNumber)
    /// Text.
    case string(String)
    /// A day.
    case date(FeelDate)
    /// A time of day.
    case time(FeelTime)
    /// A moment.
    case dateTime(FeelDateTime)
    /// A duration of whole months.
    case monthsDuration(Int)
    /// A duration of nanoseconds.
    case timeDuration(Int128)
    /// Values in order.
    case list([FeelValue])
    /// Named values in order.
    case context(FeelContext)
    /// What lies between two values, or compares to one.
    case range(FeelRange)
    /// What can be called.
    case function(FeelFunction)

    /// Whether this is null.
    package var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The truth value; `nil` for anything else.
    package var boolean: Bool? {
        if case .boolean(let value) = self { value } else { nil }
    }

    /// The number; `nil` for anything else.
    package var number: FeelNumber? {
        if case .number(let value) = self { value } else { nil }
    }

    /// The text; `nil` for anything else.
    package var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The elements of a list; `nil` for anything else.
    package var list: [FeelValue]? {
        if case .list(let value) = self { value } else { nil }
    }

    /// The context; `nil` for anything else.
    package var context: FeelContext? {
        if case .context(let value) = self { value } else { nil }
    }

    /// Whether the value fits a depth and a number of parts, which is counted down.
    ///
    /// A part that stands in several places counts in each: values grow as fast as they are used again.
    func fits(depth: Int, parts: inout Int) -> Bool {
        parts -= 1
        guard parts >= 0 else { return false }
        switch self {
        case .list(let elements):
            guard depth > 0 else { return false }
            for element in elements where !element.fits(depth: depth - 1, parts: &parts) { return false }
        case .context(let context):
            guard depth > 0 else { return false }
            for entry in context.entries where !entry.value.fits(depth: depth - 1, parts: &parts) {
                return false
            }
        default: break
        }
        return true
    }

    /// What kind of value this is, for people.
    package var kind: String {
        switch self {
        case .null: "null"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .date: "date"
        case .time: "time"
        case .dateTime: "date and time"
        case .monthsDuration: "years and months duration"
        case .timeDuration: "days and time duration"
        case .list: "list"
        case .context: "context"
        case .range: "range"
        case .function: "function"
        }
    }
}

/// Named values in the order they were given.
package struct FeelContext: Sendable {
    /// The names in order.
    package private(set) var names: [String] = []
    private var values: [String: FeelValue] = [:]

    /// An empty context.
    package init() {}

    /// A context of entries; the last of a name counts.
    package init(_ entries: [(String, FeelValue)]) {
        for (name, value) in entries { self[name] = value }
    }

    /// The value of a name; setting `nil` takes the entry out.
    package subscript(name: String) -> FeelValue? {
        get { values[name] }
        set {
            if let newValue {
                if values.updateValue(newValue, forKey: name) == nil { names.append(name) }
            } else if values.removeValue(forKey: name) != nil {
                names.removeAll { $0 == name }
            }
        }
    }

    /// Names and values in order.
    package var entries: [(name: String, value: FeelValue)] {
        names.map { ($0, values[$0] ?? .null) }
    }

    /// The number of entries.
    package var count: Int { names.count }
}

/// What lies between two values, or compares to one.
package struct FeelRange: Sendable {
    /// How a range was written: `[1..3]`, or as a comparison such as `< 3`.
    enum Form: Hashable, Sendable {
        case interval, less, lessOrEqual, greater, greaterOrEqual, equal, notEqual
    }

    /// The lower end; null where there is none.
    let start: FeelValue
    /// The upper end; null where there is none.
    let end: FeelValue
    /// Whether the lower end belongs to the range.
    let includesStart: Bool
    /// Whether the upper end belongs to the range.
    let includesEnd: Bool
    /// How it was written.
    let form: Form

    init(
        start: FeelValue, end: FeelValue, includesStart: Bool, includesEnd: Bool, form: Form = .interval
    ) {
        self.start = start
        self.end = end
        self.includesStart = includesStart
        self.includesEnd = includesEnd
        self.form = form
    }

    /// The range of what compares to a value in a way.
    init(_ comparison: Comparison, _ value: FeelValue) {
        switch comparison {
        case .less:
            self.init(start: .null, end: value, includesStart: false, includesEnd: false, form: .less)
        case .lessOrEqual:
            self.init(start: .null, end: value, includesStart: false, includesEnd: true, form: .lessOrEqual)
        case .greater:
            self.init(start: value, end: .null, includesStart: false, includesEnd: false, form: .greater)
        case .greaterOrEqual:
            self.init(
                start: value, end: .null, includesStart: true, includesEnd: false, form: .greaterOrEqual)
        case .equal:
            self.init(start: value, end: value, includesStart: true, includesEnd: true, form: .equal)
        case .notEqual:
            self.init(start: value, end: value, includesStart: false, includesEnd: false, form: .notEqual)
        }
    }
}

/// How two values may compare.
package enum Comparison: String, Sendable, Hashable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}
