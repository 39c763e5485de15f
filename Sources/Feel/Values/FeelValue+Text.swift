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
