import Pipeline
import Testing

@testable import vouch

struct CodingAnswersTests {
    private static let lines = [
        CodedLine(line: 1, subject: "paper", account: "4930", costCentre: "IT"),
        CodedLine(line: 2, subject: "pens", account: "", costCentre: ""),
        CodedLine(line: 3, subject: "bread", account: "4650", costCentre: ""),
    ]

    private func bookings(_ answers: [String], of lines: [CodedLine] = lines) throws -> [String] {
        let terminal = Terminal(isTerminal: false, reportedColumns: 80, environment: [:])
        let screen = Screen(output: terminal, errors: terminal, volume: .quiet, isMachineReadable: false)
        var rest = answers[...]
        return try CodingAnswers.asked(lines, by: screen) { rest.popFirst() }.map(\.booking)
    }

    @Test func `enter takes what is proposed, and the answer before where nothing is`() throws {
        #expect(try bookings(["", "", ""]) == ["4930/IT", "4930/IT", "4650"])
        #expect(try bookings(["4940", " ", ""]) == ["4940", "4940", "4650"])
    }

    @Test func `an answer changes account and cost centre`() throws {
        #expect(try bookings(["", "4980 / Kitchen ", "4650/"]) == ["4930/IT", "4980/Kitchen", "4650"])
    }

    @Test func `what is no account is asked again`() throws {
        #expect(try bookings(["/IT", "a b", "4930", "", ""]) == ["4930", "4930", "4650"])
        let blank = [CodedLine(line: 0, subject: "all", account: "", costCentre: "")]
        #expect(try bookings(["", "4930"], of: blank) == ["4930"])
    }

    @Test func `answers that end before the lines do code nothing`() {
        #expect(throws: Failure.self) { try bookings(["", ""]) }
    }
}
