extension FeelValue: CustomStringConvertible {
    /// The value as FEEL writes it, strings in quotes.
    package var description: String {
        switch self {
        case .null: "null"
        case .string(let text): Self.quoted(text)
        default: text
        }
    }

    /// The value as the function `string` gives it: like FEEL, but a string is itself.
    package var text: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let value): value.description
        case .string(let value): value
        case .date(let value): value.description
        case .time(let value): value.description
        case .dateTime(let value): value.description
        case .monthsDuration(let months): DurationText.months(months)
        case .timeDuration(let nanoseconds): DurationText.nanoseconds(nanoseconds)
        case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
        case .context(let context): Self.text(of: context)
        case .range(let range): Self.text(of: range)
        case .function(let function): Self.text(of: function)
        }
    }

    /// How many characters its text has at least, counted down from a limit; below zero where it has more.
    fileprivate func takeSize(from limit: inout Int) {
        limit -= 1
        guard limit >= 0 else { return }
        switch self {
        case .string(let text): limit -= text.utf8.count
        case .list(let values):
            for value in values where limit >= 0 { value.takeSize(from: &limit) }
        case .context(let context):
            for entry in context.entries where limit >= 0 {
                limit -= entry.name.utf8.count
                entry.value.takeSize(from: &limit)
            }
        default: break
        }
    }

    private static func text(of context: FeelContext) -> String {
        let entries = context.entries.map { entry in
            let isName =
                entry.name.unicodeScalars.allSatisfy { $0.isNamePart || $0 == " " } && !entry.name.isEmpty
            return "\(isName ? entry.name : quoted(entry.name)): \(entry.value)"
        }
        return "{" + entries.joined(separator: ", ") + "}"
    }

    private static func text(of range: FeelRange) -> String {
        switch range.form {
        case .interval:
            "\(range.includesStart ? "[" : "(")\(range.start)..\(range.end)\(range.includesEnd ? "]" : ")")"
        case .less: "(< \(range.end))"
        case .lessOrEqual: "(<= \(range.end))"
        case .greater: "(> \(range.start))"
        case .greaterOrEqual: "(>= \(range.start))"
        case .equal: "(= \(range.start))"
        case .notEqual: "(!= \(range.start))"
        }
    }

    private static func text(of function: FeelFunction) -> String {
        "function(" + function.parameters.map(\.name).joined(separator: ", ") + ")"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension Evaluator {
    /// The text of a value, or null where it is too long.
    func written(_ value: FeelValue) -> FeelValue {
        let limit = environment.limits.characters
        var rest = limit
        value.takeSize(from: &rest)
        guard rest >= 0, spend((limit - rest) / 16) else {
            return exhausted("a text of more than \(limit) characters")
        }
        return .string(value.text)
    }
}
