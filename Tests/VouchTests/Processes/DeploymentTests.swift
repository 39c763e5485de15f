import ArgumentParser
import Foundation
import Pipeline
import Storage
import Testing
import Workflow

@testable import vouch

/// What `vouch process deploy` lets through.
struct DeploymentTests {
    private static let entry = "<userTask id='review' vouch:duty='entry' vouch:candidateGroups='reviewers'/>"
    private static let approval =
        "<userTask id='approve' vouch:duty='approval' vouch:candidateGroups='approvers'/>"

    /// A process of some tasks, one after another, that ends with posting.
    private static func process(_ id: String, _ tasks: [String], to target: String = "end") -> String {
        let places = ["start"] + tasks.map { String($0.split(separator: "'")[1]) } + ["post", target]
        let flows = zip(places, places.dropFirst()).enumerated().map { place, ends in
            "<sequenceFlow id='f\(place)' sourceRef='\(ends.0)' targetRef='\(ends.1)'/>"
        }
        return """
            <definitions xmlns='\(BPMNDocument.model)' xmlns:vouch='\(BPMNDocument.vouch)'
                targetNamespace='urn:test'>
              <process id='\(id)' isExecutable='true'>
                <startEvent id='start'/>\(tasks.joined())<serviceTask id='post' vouch:handler='post'/>
                <endEvent id='end'/>\(flows.joined())
              </process>
            </definitions>
            """
    }

    /// Tries to deploy a process that is in order together with another.
    ///
    /// - Returns: What kept it, and the processes that are deployed afterwards.
    private func deploy(_ other: String, _ flags: String...) async throws -> (Failure?, [String]) {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: root) }
        let home = ["--home", root.path, "--quiet"]
        try await Init.parse(home).run()
        let first = root.appendingPathComponent("first.bpmn")
        let second = root.appendingPathComponent("second.bpmn")
        try Self.process("invoice", [Self.entry, Self.approval])
            .write(to: first, atomically: true, encoding: .utf8)
        try other.write(to: second, atomically: true, encoding: .utf8)
        var failure: Failure?
        do {
            try await ProcessDeploy.parse([first.path, second.path] + flags + home).run()
        } catch let error as Failure {
            failure = error
        }
        let store = try Composition.open(Home(FilePath(root.path))).database
        var deployed: [String] = []
        for id in ["invoice", "other"] where try await store.newestProcess(id) != nil { deployed.append(id) }
        return (failure, deployed)
    }

    @Test func `processes that need two people are deployed`() async throws {
        let (failure, deployed) = try await deploy(
            Self.process("other", [Self.entry, Self.approval]))
        #expect(failure == nil)
        #expect(deployed == ["invoice", "other"])
    }

    @Test func `a process by which one person could pay is not deployed, nor what came with it`() async throws
    {
        let (failure, deployed) = try await deploy(Self.process("other", [Self.entry]))
        #expect(failure?.outcome == .needsPerson)
        #expect(deployed.isEmpty)
    }

    @Test func `who insists deploys it all the same`() async throws {
        let (failure, deployed) = try await deploy(Self.process("other", [Self.entry]), "--anyway")
        #expect(failure == nil)
        #expect(deployed == ["invoice", "other"])
    }

    @Test func `a process that cannot be executed keeps out what came with it, whoever insists`() async throws
    {
        let (failure, deployed) = try await deploy(
            Self.process("other", [Self.entry, Self.approval], to: "nowhere"), "--anyway")
        #expect(failure?.sentence.contains("it leads to nowhere, which is not there") == true)
        #expect(deployed.isEmpty)
    }
}
