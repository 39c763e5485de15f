import Formats
import Pipeline
import Workflow

extension ConformanceSuite {
    /// Processes whose behaviour is known from the tests of other engines, each also saved and restored after
    /// every step.
    static let behaviour = ConformanceSuite(
        name: "bpmn-behaviour", folder: "cases", cases: .folders(holding: "scenario.json"), tellsAll: true
    ) { path, files in
        let contents = { (name: String) in
            try files.contents(of: path.appending(name), limit: Conform.maximumSize)
        }
        let scenario = try BehaviourScenario(in: try contents("scenario.json"))
        return [
            Verdict(
                name: "",
                differences: try BehaviourRun.differences(
                    of: scenario, expressions: .feel, contents: contents))
        ]
    }

    /// Models of many modellers, which must say the same after they were read and written.
    static let models = ConformanceSuite(
        name: "bpmn", folder: "Reference", cases: .files(ending: "bpmn"), tellsAll: true
    ) { path, files in
        let bytes = try files.contents(of: path, limit: Conform.maximumSize)
        let document = try BPMNDocument(parsing: bytes, file: path.displayName)
        let again = try BPMNDocument(parsing: document.bytes, file: path.displayName)
        let outline = Outline(of: document)
        return [
            Verdict(
                name: "\(outline.summary)\(Self.executability(of: document))",
                differences: Outline(of: again).differences(from: outline))
        ]
    }

    /// Whether a model could be run as it is: drawings need not be.
    private static func executability(of document: BPMNDocument) -> String {
        do throws(DeploymentError) {
            _ = try ProcessReading.definitions(in: document, expressions: .feel)
            return ", executable"
        } catch {
            let first = error.faults.first?.reason ?? ""
            return ", \(error.faults.count) reasons not to execute it, such as: \(first)"
        }
    }
}
