import Foundation
import Testing

@testable import Workflow

@Suite struct VariableTests {
    @Test func `every value comes back as it was`() throws {
        let values: [Variable] = [
            .null, .bool(true), .bool(false), .number("12345678901234567890.5"), .text("a\u{0}\n\""),
            .list([]),
            .list([.null, .list([.integer(1)])]), .context([:]),
            .context(["number": .text("x"), "type": .null, "context": .context(["a": .integer(1)])]),
            .temporal(type: "date", text: "2024-01-01"),
        ]
        let saved = try JSONEncoder().encode(values)
        #expect(try JSONDecoder().decode([Variable].self, from: saved) == values)
    }

    @Test(arguments: [
        ("1.50", "1.5"), ("2.0", "2"), ("-0", "0"), ("-0.0", "0"), ("100", "100"), ("0.10", "0.1"),
    ])
    func `equal numbers are spelled alike`(text: String, spelling: String) {
        #expect(Variable.decimal(text) == .number(spelling))
    }

    @Test func `damaged state is refused`() {
        let wrong = ["{}", "[]", "{\"scopes\":[],\"tokens\":7}"]
        for text in wrong {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(ProcessInstance.self, from: Data(text.utf8))
            }
        }
    }
}
