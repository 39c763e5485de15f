import Formats
import Foundation
import Testing
import Workflow

@testable import vouch

/// Scenarios of our own in the format of the behaviour suite, for what its given ones leave out.
@Suite struct OwnScenarioTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fixtures/behaviour/cases").standardizedFileURL

    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted()
    }

    @Test func `the scenarios are there`() throws { #expect(try Self.names().count >= 84) }

    @Test(arguments: try names())
    func `a scenario goes as its steps say, also when saved and restored after each`(name: String) throws {
        let folder = Self.folder.appending(path: name)
        let contents = { (file: String) in [UInt8](try Data(contentsOf: folder.appending(path: file))) }
        let scenario = try BehaviourScenario(in: try contents("scenario.json"))
        #expect(scenario.name == name)
        let found = try BehaviourRun.differences(of: scenario, expressions: .feel, contents: contents)
        #expect(found == [])
    }
}
