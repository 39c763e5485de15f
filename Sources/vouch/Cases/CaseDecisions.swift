import Decisions
import Feel
import Pipeline
import Synchronization
import Workflow

/// The decisions of a home: read from its models when they change, asked by name.
final class CaseDecisions: Sendable {
    private struct Known {
        var marks: [String: FileStatus] = [:]
        var libraries: [(file: String, library: DecisionLibrary)] = []
    }

    private let home: Home
    private let files: any FileOps
    private let known = Mutex(Known())

    /// Reads nothing yet.
    init(of home: Home, files: any FileOps) {
        self.home = home
        self.files = files
    }

    /// Reads the models again where one of them is not what it was.
    func refresh() throws(HandlerFailure) {
        do {
            let folder = try Composition.modelsPath(home: home).appending("decisions")
            guard try files.status(of: folder)?.kind == .directory else { return }
            let paths = try files.names(in: folder).sorted { $0.lexicographicallyPrecedes($1) }
                .map { folder.appending(bytes: $0) }.filter { $0.ending == "dmn" }
            var marks: [String: FileStatus] = [:]
            for path in paths { marks[path.text] = try files.status(of: path) }
            guard known.withLock({ $0.marks != marks }) else { return }
            let reader = DecisionFiles(files: files)
            let libraries = try paths.map { (file: $0.displayName, library: try reader.library($0)) }
            known.withLock { $0 = Known(marks: marks, libraries: libraries) }
        } catch {
            throw HandlerFailure(
                "the decisions of the home were not read: \((error as? Failure)?.sentence ?? "\(error)")")
        }
    }

    /// Makes a decision; null where no model has one of this name.
    func decide(
        _ name: String, _ inputs: [String: Variable], at: Timestamp
    ) throws(HandlerFailure) -> CaseHandlers.Decided {
        let environment = FeelEnvironment.at(at.description)
        let context = FeelContext(inputs.sorted { $0.key < $1.key }.map { ($0.key, FeelValue($0.value)) })
        for (file, library) in known.withLock({ $0.libraries }) {
            let outcome: DecisionOutcome
            do throws(UnknownDecision) {
                outcome = try library.outcome(ofDecision: name, inputs: context, environment)
            } catch {
                continue
            }
            return CaseHandlers.Decided(value: Variable(outcome.value), note: Self.note(on: outcome, file))
        }
        throw HandlerFailure("no model of the home makes the decision \(name)")
    }

    private static func note(on outcome: DecisionOutcome, _ file: String) -> String {
        let rules = outcome.firings.flatMap(\.rules).map(String.init).joined(separator: ", ")
        let why = outcome.value.isNull ? outcome.reasons.first.map { "; \($0)" } ?? "" : ""
        return file + (rules.isEmpty ? ", no rule" : ", rule \(rules)") + why
    }
}
