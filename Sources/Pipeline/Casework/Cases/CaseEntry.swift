import FoundationEssentials
package import Workflow

/// What the audit log says of an event of a case, as JSON: enough to have the engine take it again.
///
/// A case is replayed by starting `process` with `variables` at the time of its first entry and giving it the `event`
/// of each further one at the time of that one.
package struct CaseEntry: Hashable, Sendable, Codable {
    /// The case.
    package var caseNumber: Int64
    /// The revision the case came to.
    package var revision: Int
    /// The version of the process it stands on from then on.
    package var process: String
    /// What happened; `nil` for the start, and for what moves nothing.
    package var event: ProcessEvent?
    /// What it was started with.
    package var variables: [String: Variable]?
    /// The element it is about; of a start, the event it began at where that is not the plain one.
    package var element: String?
    /// The task it is about.
    package var task: Int64?
    /// One sentence for people.
    package var note: String?
    /// How the case stood then.
    package var state: String
    /// The elements a case that was migrated waits for besides; `nil` for other entries, and for migrations of a time
    /// when nothing was waited for besides.
    package var armed: [String]?

    private enum CodingKeys: String, CodingKey {
        case caseNumber = "case"
        case revision, process, event, variables, element, task, note, state, armed
    }

    /// Makes an entry.
    package init(
        caseNumber: Int64, revision: Int, process: String, event: ProcessEvent? = nil,
        variables: [String: Variable]? = nil, element: String? = nil, task: Int64? = nil, note: String? = nil,
        state: String, armed: [String]? = nil
    ) {
        self.armed = armed
        self.caseNumber = caseNumber
        self.revision = revision
        self.process = process
        self.event = event
        self.variables = variables
        self.element = element
        self.task = task
        self.note = note
        self.state = state
    }

    /// Reads the detail of an entry of the log; `nil` for one that is not about a case.
    package init?(detail: String) {
        guard detail.first == "{" else { return nil }
        do {
            self = try JSONDecoder().decode(CaseEntry.self, from: Data(detail.utf8))
        } catch {
            return nil
        }
    }

    /// What the log is to say.
    package func detail() throws(StoreFailure) -> String { try CaseJSON.text(of: self) }
}

/// JSON as cases are kept in: the same value gives the same text.
package enum CaseJSON {
    /// Writes a value.
    package static func text(of value: some Encodable) throws(StoreFailure) -> String {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw .broken("a part of a case cannot be written as JSON: \(error)")
        }
    }

    /// Reads a value.
    package static func value<Value: Decodable>(
        _ type: Value.Type, from text: String
    ) throws(StoreFailure) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw .broken("a part of a case is not the JSON it should be: \(error)")
        }
    }
}
