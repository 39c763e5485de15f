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

    private static let posting = "<serviceTask id='post' vouch:handler='post'/>"

    /// The process others call for approval.
    private static func called(_ tasks: [String]) -> String { chain("approval", tasks, to: "end") }

    /// A process of some tasks, one after another, that ends with posting.
    private static func process(_ id: String, _ tasks: [String], to target: String = "end") -> String {
        chain(id, tasks + [posting], to: target)
    }

    private static func chain(_ id: String, _ tasks: [String], to target: String) -> String {
        let places = ["start"] + tasks.map { String($0.split(separator: "'")[1]) } + [target]
        let flows = zip(places, places.dropFirst()).enumerated().map { place, ends in
            "<sequenceFlow id='f\(place)' sourceRef='\(ends.0)' targetRef='\(ends.1)'/>"
        }
        return """
            <definitions xmlns='\(BPMNDocument.model)' xmlns:vouch='\(BPMNDocument.vouch)'
                targetNamespace='urn:test'>
              <process id='\(id)' isExecutable='true'>
                <startEvent id='start'/>\(tasks.joined())
                <endEvent id='end'/>\(flows.joined())
              </process>
            </definitions>
            """
    }

    /// Tries to deploy a process that is in order together with another.
    ///
    /// - Returns: What kept it, and the processes that are deployed afterwards.
    private func deploy(_ other: String, _ flags: String...) async throws -> (Failure?, [String]) {
        let (failures, deployed) = try await deploy(
            [[Self.process("invoice", [Self.entry, Self.approval]), other]], flags)
        return (failures[0], deployed)
    }

    /// Tries to deploy processes into one home, some at a time.
    ///
    /// - Returns: What kept each lot, and the processes that are deployed afterwards.
    private func deploy(_ lots: [[String]], _ flags: [String]) async throws -> ([Failure?], [String]) {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: root) }
        let home = ["--home", root.path, "--quiet"]
        try await Init.parse(home).run()
        var failures: [Failure?] = []
        for lot in lots {
            let files = lot.indices.map { root.appendingPathComponent("\($0).bpmn") }
            for (file, text) in zip(files, lot) {
                try text.write(to: file, atomically: true, encoding: .utf8)
            }
            do {
                try await ProcessDeploy.parse(files.map(\.path) + flags + home).run()
                failures.append(nil)
            } catch let error as Failure {
                failures.append(error)
            }
        }
        let store = try Composition.open(Home(FilePath(root.path))).database
        var deployed: [String] = []
        for id in ["approval", "invoice", "other"] {
            if let newest = try await store.newestProcess(id) { deployed.append("\(newest.key)") }
        }
        return (failures, deployed)
    }

    private static let call = "<callActivity id='ask' calledElement='approval'/>"

    @Test func `a called process that is deployed already is looked into`() async throws {
        let caller = Self.process("invoice", [Self.entry, Self.call])
        let (failures, deployed) = try await deploy(
            [[Self.called([])], [caller], [Self.called([Self.approval])], [caller]], [])
        #expect(failures.map { $0?.outcome } == [nil, .needsPerson, nil, nil])
        #expect(deployed == ["approval:2", "invoice:1"])
    }

    @Test func `a called process loses its approval only with whoever calls it`() async throws {
        let caller = Self.process("invoice", [Self.entry, Self.call])
        let (failures, deployed) = try await deploy(
            [[Self.called([Self.approval]), caller], [Self.called([])]], [])
        #expect(failures.map { $0?.outcome } == [nil, .needsPerson])
        #expect(deployed == ["approval:1", "invoice:1"])
    }

    @Test func `processes that need two people are deployed`() async throws {
        let (failure, deployed) = try await deploy(
            Self.process("other", [Self.entry, Self.approval]))
        #expect(failure == nil)
        #expect(deployed == ["invoice:1", "other:1"])
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
        #expect(deployed == ["invoice:1", "other:1"])
    }

    @Test func `a process that cannot be executed keeps out what came with it, whoever insists`() async throws
    {
        let (failure, deployed) = try await deploy(
            Self.process("other", [Self.entry, Self.approval], to: "nowhere"), "--anyway")
        #expect(failure?.sentence.contains("it leads to nowhere, which is not there") == true)
        #expect(deployed.isEmpty)
    }
}
