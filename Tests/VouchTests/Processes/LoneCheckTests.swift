import Domain
import Formats
import Testing
import Workflow

@testable import vouch

/// Whether one person could take an invoice to payment alone, in small processes that are safe and that are not.
struct LoneCheckTests {
    private static let levels: [(value: Variable, name: String)] = [
        (.list([level(["approvers"])]), "one approver"),
        (.list([level(["approvers", "finance"]), level(["management"])]), "three approvers"),
    ]

    private static func level(_ approvers: [String]) -> Variable {
        .context(["approvers": .list(approvers.map { .text($0) }), "limit": .bool(true)])
    }

    private static let entry = "<userTask id='review' vouch:duty='entry' vouch:candidateGroups='reviewers'/>"
    private static let coding =
        "<userTask id='code' vouch:duty='coding' vouch:candidateGroups='accounting'/>"
    private static let approval =
        "<userTask id='approve' vouch:duty='approval' vouch:candidateGroups='approvers'/>"
    private static let second =
        "<userTask id='again' vouch:duty='approval' vouch:candidateGroups='finance'/>"
    private static let matrix =
        "<businessRuleTask id='matrix' vouch:decision='approval' vouch:resultVariable='approvals'/>"
    private static let votes = """
        <subProcess id='levels'>
          <multiInstanceLoopCharacteristics isSequential='true' vouch:collection='approvals' vouch:elementVariable='level'/>
          <startEvent id='ls'/>
          <userTask id='vote' vouch:duty='approval' vouch:candidateGroups='=approver'>
            <multiInstanceLoopCharacteristics vouch:collection='level.approvers' vouch:elementVariable='approver'>
              <loopDataOutputRef>votes</loopDataOutputRef><outputDataItem name='approved'/>
              <completionCondition>approved = false</completionCondition>
            </multiInstanceLoopCharacteristics>
          </userTask>
          <exclusiveGateway id='voted' default='no'/><endEvent id='le'/>
          <endEvent id='refused'><errorEventDefinition errorRef='e'/></endEvent>
          <sequenceFlow id='l1' sourceRef='ls' targetRef='vote'/>
          <sequenceFlow id='l2' sourceRef='vote' targetRef='voted'/>
          <sequenceFlow id='yes' sourceRef='voted' targetRef='le'>
            <conditionExpression>every vote in votes satisfies vote = true</conditionExpression></sequenceFlow>
          <sequenceFlow id='no' sourceRef='voted' targetRef='refused'/>
        </subProcess>
        """

    /// A process from `s` over nodes to a posting, by flows such as `s>a`, `a>b if amount &lt; 9`.
    private func process(_ nodes: [String], _ flows: String) throws -> (ProcessDefinition, ProcessLibrary) {
        let lines = flows.split(separator: ",").enumerated().map { place, flow in
            let parts = flow.split(separator: "?").map(String.init)
            let ends = parts[0].split(separator: ">").map { $0.filter { $0 != " " } }
            let condition =
                parts.count > 1 ? "<conditionExpression>\(parts[1])</conditionExpression>" : ""
            return "<sequenceFlow id='f\(place)' sourceRef='\(ends[0])' targetRef='\(ends[1])'>\(condition)"
                + "</sequenceFlow>"
        }
        let text = """
            <definitions xmlns="\(BPMNDocument.model)" xmlns:vouch="\(BPMNDocument.vouch)" targetNamespace="t">
            <error id='e' errorCode='rejected'/><message id='m' name='hurry'/>
            <process id='p' isExecutable='true'><startEvent id='s'/>\(nodes.joined())
            <serviceTask id='post' vouch:handler='post'/><endEvent id='end'/>
            \(lines.joined())<sequenceFlow id='last' sourceRef='post' targetRef='end'/></process></definitions>
            """
        let document = try BPMNDocument(parsing: Array(text.utf8), file: "p.bpmn")
        let definitions = try ProcessReading.definitions(in: document, expressions: .feel)
        var library = ProcessLibrary()
        for definition in definitions { library.add(definition, version: 1) }
        return (try #require(definitions.first), library)
    }

    private func finding(
        _ nodes: [String], _ flows: String, people: [Person]? = nil,
        results: [(value: Variable, name: String)]? = levels
    ) throws -> LoneCheck.Finding {
        let (definition, library) = try process(nodes, flows)
        let check = LoneCheck(
            directory: try people.map { try Directory($0) },
            day: try #require(CalendarDate(iso: "2026-11-22")), library: library,
            results: { _ in results })
        return try check.finding(of: definition)
    }

    private func steps(of finding: LoneCheck.Finding) throws -> [String] {
        guard case .unsafe(_, let steps) = finding else {
            Issue.record("\(finding)")
            return []
        }
        return steps
    }

    private func expectSafe(_ finding: LoneCheck.Finding, sourceLocation: SourceLocation = #_sourceLocation) {
        guard case .safe(_, let states) = finding else {
            Issue.record("\(finding)", sourceLocation: sourceLocation)
            return
        }
        #expect(states > 1, sourceLocation: sourceLocation)
    }

    // MARK: Safe

    @Test func `who codes does not approve`() throws {
        expectSafe(try finding([Self.coding, Self.approval], "s>code,code>approve,approve>post"))
    }

    @Test func `nobody approves twice`() throws {
        expectSafe(try finding([Self.approval, Self.second], "s>approve,approve>again,again>post"))
    }

    @Test func `the levels of the matrix are gone through with what it can give`() throws {
        expectSafe(
            try finding(
                [Self.coding, Self.matrix, Self.votes], "s>code,code>matrix,matrix>levels,levels>post"))
    }

    @Test func `a process that leads to no payment has nothing to prove`() throws {
        let (definition, library) = try process([Self.coding], "s>code,code>post")
        let check = LoneCheck(
            directory: nil, day: try #require(CalendarDate(iso: "2026-11-22")), library: library,
            results: { _ in nil })
        #expect(try check.finding(of: definition).isBad)
        let harmless = """
            <definitions xmlns="\(BPMNDocument.model)" targetNamespace="t"><process id='q' isExecutable='true'>
            <startEvent id='s'/><endEvent id='e'/><sequenceFlow id='f' sourceRef='s' targetRef='e'/></process></definitions>
            """
        let document = try BPMNDocument(parsing: Array(harmless.utf8), file: "q.bpmn")
        let process = try #require(try ProcessReading.definitions(in: document, expressions: .feel).first)
        var other = ProcessLibrary()
        other.add(process, version: 1)
        let idle = LoneCheck(directory: nil, day: check.day, library: other, results: { _ in nil })
        guard case .noPayment = try idle.finding(of: process) else {
            Issue.record("something leads to payment")
            return
        }
    }

    // MARK: Not safe

    @Test func `a single approval with nobody before it is one person's`() throws {
        #expect(
            try steps(of: finding([Self.approval], "s>approve,approve>post")) == ["approve: Somebody does it"]
        )
    }

    @Test func `a task whose duty is not said does not count as coding`() throws {
        let quiet = "<userTask id='code' vouch:candidateGroups='accounting'/>"
        #expect(
            try steps(of: finding([quiet, Self.approval], "s>code,code>approve,approve>post")) == [
                "code: Somebody does it", "approve: Somebody does it",
            ])
    }

    @Test func `a short way around the approval is found, with its condition`() throws {
        let gateway = "<exclusiveGateway id='g' default='f2'/>"
        #expect(
            try steps(
                of: finding(
                    [Self.coding, gateway, Self.approval],
                    "s>code,code>g,g>approve,approve>post,g>post?amount &lt; 100")) == [
                    "code: Somebody does it", "where amount < 100",
                ])
    }

    @Test func `a message that interrupts the approval is a way around it`() throws {
        let boundary =
            "<boundaryEvent id='hurry' attachedToRef='approve'><messageEventDefinition messageRef='m'/></boundaryEvent>"
        #expect(
            try steps(
                of: finding(
                    [Self.coding, Self.approval, boundary], "s>code,code>approve,approve>post,hurry>post"))
                == ["code: Somebody does it", "hurry happens"])
    }

    @Test func `a reminder that leads to payment besides the way is found`() throws {
        let boundary = """
            <boundaryEvent id='late' attachedToRef='approve' cancelActivity='false'><timerEventDefinition>
            <timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
            """
        #expect(
            try steps(
                of: finding(
                    [Self.coding, Self.approval, boundary], "s>code,code>approve,approve>post,late>post"))
                == ["code: Somebody does it", "late happens"])
    }

    @Test func `a matrix that may ask nobody is found`() throws {
        let nodes = [Self.coding, Self.matrix, Self.votes]
        let flows = "s>code,code>matrix,matrix>levels,levels>post"
        #expect(
            try steps(of: finding(nodes, flows, results: Self.levels + [(.list([]), "nobody")])) == [
                "code: Somebody does it", "approval gives nobody",
            ])
        #expect(
            try steps(of: finding(nodes, flows, results: nil)).contains(
                "approval may give anything, for all that is known of it"))
    }

    @Test func `a vote against is not taken for one in favour`() throws {
        let lax = Self.votes.replacing("every vote in votes satisfies vote = true", with: "count(votes) > 0")
        #expect(
            try steps(
                of: finding([Self.matrix, lax], "s>matrix,matrix>levels,levels>post")) == [
                    "approval gives one approver", "vote: Somebody does it",
                ])
        expectSafe(
            try finding(
                [Self.matrix, Self.votes], "s>matrix,matrix>levels,levels>post", results: [Self.levels[1]]))
    }

    // MARK: With people

    private func person(_ name: String, _ roles: Set<String>, _ substitutes: [Substitution] = []) -> Person {
        Person(
            name: name, fullName: name.uppercased(), roles: roles, limit: .unlimited,
            substitutions: substitutes)
    }

    private let unguarded = "<userTask id='check' vouch:candidateGroups='purchasing'/>"

    @Test func `roles that no one has together make a weak process safe`() throws {
        let people = [person("a", ["purchasing"]), person("b", ["approvers"])]
        let flows = "s>check,check>approve,approve>post"
        let finding = try finding([unguarded, Self.approval], flows, people: people)
        // What one may not do can be handed on to them, and a task nobody's duty is counts for nothing.
        #expect(try steps(of: finding).contains("approve: A does it, handed on by B"))
    }

    @Test func `standing in for somebody is a way`() throws {
        let day = try #require(CalendarDate(iso: "2027-03-01"))
        let stand = Substitution(by: "a", from: day, through: day)
        let people = [person("a", ["purchasing"]), person("b", ["approvers"], [stand])]
        let finding = try finding(
            [unguarded, Self.approval], "s>check,check>approve,approve>post", people: people)
        #expect(
            try steps(of: finding) == ["check: A does it", "approve: A stands in for B on 2027-03-01"])
    }

    @Test func `who has left, or may approve nothing, hands nothing on`() throws {
        var gone = person("b", ["approvers"])
        gone.isActive = false
        var poor = person("c", ["approvers"])
        poor.limit = .nothing
        expectSafe(
            try finding(
                [unguarded, Self.approval], "s>check,check>approve,approve>post",
                people: [person("a", ["purchasing"]), gone, poor]))
    }
}
