import Formats
import Foundation
import Testing
import Workflow

@testable import vouch

@Suite struct BehaviourSuiteTests {
    private static let process = """
        <definitions xmlns="\(BPMNDocument.model)" xmlns:vouch="\(BPMNDocument.vouch)" targetNamespace="t">
        <message id="m" name="news"/><process id="p" isExecutable="true"><startEvent id="s"/>
        <userTask id="a" name="Do it" vouch:candidateGroups="x,y"/><serviceTask id="h" vouch:handler="call"/>
        <intermediateCatchEvent id="c"><messageEventDefinition messageRef="m"/></intermediateCatchEvent><endEvent id="e"/>
        <boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><timerEventDefinition>
        <timeCycle>R/PT1H</timeCycle></timerEventDefinition></boundaryEvent>
        <sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="h"/>
        <sequenceFlow id="f3" sourceRef="h" targetRef="c"/><sequenceFlow id="f4" sourceRef="c" targetRef="e"/>
        </process></definitions>
        """

    private func differences(_ steps: String) throws -> [String] {
        let scenario = """
            {"name": "n", "files": ["p.bpmn"], "clock": "2024-01-01T00:00:00Z",
             "handlers": {"call": [{"set": {"v": 1.50}}, {"error": "x"}]}, "steps": [\(steps)]}
            """
        return try BehaviourRun.differences(
            of: BehaviourScenario(in: Array(scenario.utf8)), expressions: .feel,
            contents: { _ in Array(Self.process.utf8) })
    }

    private static let start = "{\"start\": {\"process\": \"p\", \"variables\": {\"n\": 2}}, \"expect\": "

    @Test(arguments: [
        "\"tasks\": {\"a\": 1, \"zz\": 0}", "\"taskCount\": 1", "\"tasksOf\": {\"h\": 0}",
        "\"active\": {\"a\": 1}",
        "\"visited\": {\"s\": 1, \"a\": 1, \"b\": 0}", "\"timers\": {\"b\": 1}", "\"timerCount\": 1",
        "\"due\": [[\"b\", \"2024-01-01T01:00:00.000Z\"]]", "\"messages\": {}", "\"subscriptionCount\": 0",
        "\"ended\": false", "\"ended\": {\"p1\": false}", "\"running\": 1", "\"runningTop\": 1",
        "\"status\": \"active\"", "\"variables\": {\"n\": 2.0}", "\"absent\": [\"v\"]",
        "\"local\": {\"a\": {\"n\": 2, \"v\": null}}", "\"localValues\": {\"a\": {\"n\": [2]}}",
        "\"endEvents\": {}", "\"endEventCount\": 0", "\"endEventsOf\": {\"e|x\": 0}",
        "\"endEventsInclude\": []",
        "\"handlers\": []", "\"handlersOf\": {\"call\": 0}", "\"groups\": {\"Do it\": [\"y\", \"x\"]}",
        "\"of\": \"p1\", \"taskCount\": 1", "\"signals\": {}", "\"signalCount\": 0", "\"joins\": {\"a\": 0}",
    ])
    func `what is so passes`(expectation: String) throws {
        #expect(try differences("\(Self.start){\(expectation)}}") == [])
    }

    @Test(arguments: [
        ("\"tasks\": {}", "step 1: tasks: expected {}, found {a: 1}"),
        ("\"taskCount\": 2", "step 1: taskCount: expected 2, found 1"),
        ("\"visited\": {\"a\": 2}", "step 1: visited: expected {a: 2}, found {a: 1}"),
        ("\"ended\": true", "step 1: ended: expected true, found false"),
        ("\"variables\": {\"n\": \"2\"}", "step 1: variables: expected {n: \"2\"}, found {n: 2}"),
        ("\"absent\": [\"n\"]", "step 1: absent: expected [\"n\"], found []"),
        ("\"timers\": {}", "step 1: timers: expected {}, found {b: 1}"),
        ("\"endEventsInclude\": [\"e\"]", "step 1: endEventsInclude: expected [\"e\"], found []"),
        ("\"groups\": {\"a\": [\"x\"]}", "step 1: groups: expected {a: [\"x\"]}, found {a: [\"x\", \"y\"]}"),
        ("\"incident\": \"a\"", "step 1: incident: expected \"a\", found null"),
        ("\"mood\": 1", "step 1: mood is no expectation"),
        ("\"rejected\": true", "step 1: was accepted and should be rejected"),
    ])
    func `what is not so is told, also after saving and restoring`(expectation: String, told: String) throws {
        #expect(try differences("\(Self.start){\(expectation)}}") == [told, "saved and restored: \(told)"])
    }

    @Test func `a scenario runs step by step`() throws {
        let found = try differences(
            """
            \(Self.start){"taskCount": 1}},
            {"advance": "PT150M", "expect": {"visited": {"b": 2}, "timerCount": 1}},
            {"complete": {"task": "Do it"}, "expect": {"messages": {"news": 1}, "variables": {"v": 1.5}, "handlers": ["call"]}},
            {"complete": {"task": "a"}, "expect": {"rejected": true}},
            {"message": {"name": "news", "correlation": {"n": 3}}, "expect": {"rejected": true}},
            {"saveAndRestore": true},
            {"message": {"name": "news", "element": "c"}, "expect": {"ended": true, "endEvents": {"e": 1}, "running": 0}},
            {"start": {"process": "p", "as": "second"}}, {"complete": {"task": "a"}, "expect": {"incident": "h"}},
            {"cancel": "second", "expect": {"of": "second", "status": "cancelled"}}
            """)
        #expect(found == [])
    }

    @Test func `a refusal nobody expected ends the scenario`() throws {
        let found = try differences("{\"complete\": {\"task\": \"a\"}}, {\"signal\": {\"name\": \"x\"}}")
        #expect(found.first == "step 1: was refused: a is not open." && found.count == 2)
    }

    @Test(arguments: ["{}", "{\"jump\": 1}", "{\"advance\": \"soon\"}", "{\"start\": {}}", "7"])
    func `a step without sense is refused`(step: String) {
        #expect(throws: FormatError.self) { try differences(step) }
    }
}
