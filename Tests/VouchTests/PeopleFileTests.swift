import Domain
import Formats
import Foundation
import Testing

@testable import vouch

struct PeopleFileTests {
    private func mistake(_ text: String) -> SettingsFile.Mistake? {
        do throws(SettingsFile.Mistake) {
            _ = try PeopleFile(text)
            return nil
        } catch {
            return error
        }
    }

    @Test func `people are read from YAML as from a table`() throws {
        let file = try PeopleFile(
            """
            roles: [legal]
            people:
              ada:
                name: Ada Lind
                roles: [accounting, legal]
                departments: IT
                limit: 5000 EUR
                active: no
                substitutes:
                  - { by: bea, from: 2026-12-20, through: 2027-01-03 }
                  - { by: carl, from: 2027-01-04, through: 2027-01-05 }
              bea: { name: Bea Mohn, limit: unlimited }
            """)
        #expect(file.reading.mistakes == [] && file.roles == ["legal"])
        let people = file.reading.records.map(\.record)
        #expect(people.map(\.name) == ["ada", "bea"])
        #expect(people.first?.roles == ["accounting", "legal"] && people.first?.isActive == false)
        #expect(people.first?.substitutions.map(\.person) == ["bea", "carl"])
        #expect(people.last?.limit == .unlimited)
    }

    @Test(arguments: [
        ("people: [ada]", "names and values are expected here"),
        ("persons: {}", "persons is none of roles, people"),
        ("people:\n  ada: { nickname: A }", "nickname is none of"),
        ("people:\n  ada: { name: [A] }", "a text is expected here"),
        ("people:\n  ada: { substitutes: bea }", "substitutes is a list"),
        ("people:\n  ada: { substitutes: [{ who: bea }] }", "who is none of by, from, through"),
        ("people: {", "it is no YAML"),
    ])
    func `what cannot be read is told`(text: String, sentence: String) {
        #expect(mistake(text)?.sentence.hasPrefix(sentence) == true, "\(String(describing: mistake(text)))")
    }

    @Test func `a mistake in a value is told with the line of the person`() throws {
        let file = try PeopleFile(
            "people:\n  ada: { name: Ada }\n  bea:\n    name: Bea\n    limit: much EUR\n")
        #expect(file.reading.mistakes.map(\.line) == [4])
    }

    @Test func `the people of the demo company make a directory`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let directory = try PeopleFile.directory(
            in: root.appending(path: "Fixtures/company/people.yml").path(percentEncoded: false))
        #expect(directory.people.count == 11)
        #expect(directory.members(of: [TaskCandidate("finance")]).map(\.name) == ["jonas", "petra"])
    }
}
