import Formats
import Foundation
import Testing

@testable import Workflow

/// An office for a test that is saved and restored after every step.
struct Bench {
    var office: Office

    /// Deploys files, each given as what stands in its `definitions`.
    init(_ files: String..., answers: [String: ServiceOutcome] = [:], limits: EngineLimits = .init()) throws {
        office = Office(clock: Self.start, expressions: .simple) { call in
            guard case .handler(let name) = call.target else { return ServiceOutcome() }
            return name.hasPrefix("later") ? nil : answers[name] ?? ServiceOutcome()
        }
        office.limits = limits
        for (index, file) in files.enumerated() {
            try office.deploy(try Drawing.document(file, file: "file\(index + 1).bpmn"))
        }
    }

    static let start = Instant(milliseconds: 1_704_067_200_000)

    /// Does something and saves and restores everything.
    mutating func step(_ action: (inout Office) throws -> Void) throws {
        try action(&office)
        let saved = try JSONEncoder().encode(office.state)
        let restored = try JSONDecoder().decode(Office.State.self, from: saved)
        #expect(restored == office.state)
        office.state = restored
    }

    mutating func start(_ process: String = "p", _ variables: [String: Variable] = [:]) throws {
        try step { try $0.start(process: process, variables: variables) }
    }

    mutating func complete(_ task: String, index: Int = 0, _ variables: [String: Variable] = [:]) throws {
        try step { try $0.complete(task: task, index: index, variables: variables) }
    }

    mutating func message(_ name: String, _ variables: [String: Variable] = [:]) throws {
        try step { try $0.message(name, variables: variables) }
    }

    mutating func advance(_ span: String) throws {
        let span = try #require(TimeSpan(iso: span))
        try step { try $0.advance(by: span) }
    }

    /// Gives an event to the first instance.
    mutating func take(_ event: ProcessEvent) throws {
        try step { try $0.take(event, for: 0) }
    }

    /// The ids of all open user tasks, in order of creation.
    var tasks: [String] {
        office.state.cases.indices.flatMap { office.view($0).tasks }
            .sorted { $0.token.number < $1.token.number }.map(\.node.id)
    }

    var instance: ProcessInstance { office.state.cases[0].instance }
    var status: ProcessInstance.Status { instance.status }
    var variables: [String: Variable] { instance.root.variables }
    func visits(_ id: String) -> Int { instance.visits.values.compactMap { $0[id] }.reduce(0, +) }
}

extension ExpressionLanguage {
    /// Literals, names, `name + 1`, `name = literal`, `name < literal` and `not(name)`: enough for tests of the
    /// engine, which knows no language.
    static var simple: ExpressionLanguage {
        ExpressionLanguage(
            evaluate: { text, variables, _ in
                let words = text.split(separator: " ").map(String.init)
                func value(_ word: String) -> Variable {
                    if word.hasPrefix("\"") { return .text(String(word.dropFirst().dropLast())) }
                    if Int(word) != nil { return .number(word) }
                    switch word {
                    case "true": return .bool(true)
                    case "false": return .bool(false)
                    case "[]": return .list([])
                    default: return variables[word] ?? .null
                    }
                }
                guard words.count == 3 else {
                    guard text.hasPrefix("not(") else { return value(text) }
                    return .bool(value(String(text.dropFirst(4).dropLast())) != .bool(true))
                }
                let (left, right) = (value(words[0]), value(words[2]))
                switch words[1] {
                case "=": return .bool(left == right)
                case "<": return .bool((left.integer ?? 0) < (right.integer ?? 0))
                default: return .integer((left.integer ?? 0) + (right.integer ?? 0))
                }
            }, fault: { text, _ in text.contains("??") ? "it makes no sense" : nil })
    }
}
