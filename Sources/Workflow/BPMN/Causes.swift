internal import Formats

/// What the events of a file refer to: messages, signals, errors, escalations and resources by their ids.
struct Causes {
    /// Names of messages.
    private(set) var messages: [String: String] = [:]
    /// Names of signals.
    private(set) var signals: [String: String] = [:]
    /// Codes of errors; none for those without.
    private(set) var errors: [String: String?] = [:]
    /// Codes of escalations; none for those without.
    private(set) var escalations: [String: String?] = [:]
    /// Names of resources.
    private(set) var resources: [String: String] = [:]

    init(of definitions: XMLManuscript.Element) {
        for element in definitions.children where element.name.namespace == BPMNDocument.model {
            let name = element.attribute("name").flatMap { $0.isEmpty ? nil : $0 } ?? element.id
            switch element.name.local {
            case "message": messages[element.id] = name
            case "signal": signals[element.id] = name
            case "error": errors[element.id] = Self.code(element.attribute("errorCode"))
            case "escalation": escalations[element.id] = Self.code(element.attribute("escalationCode"))
            case "resource": resources[element.id] = name
            default: break
            }
        }
    }

    /// An empty code is none.
    private static func code(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
}
