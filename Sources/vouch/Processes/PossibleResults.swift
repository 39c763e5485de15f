import Decisions
import Domain
import Feel
import Formats
import Pipeline
import Workflow

/// All that decisions of the models may give, whatever is put in.
final class PossibleResults {
    private let folder: FilePath
    private let files: any FileOps
    private let departments: [String]
    private var known: [String: [(value: Variable, name: String)]?] = [:]

    /// Looks decisions up in a folder; departments are those of the people, and any other.
    init(folder: FilePath, files: any FileOps, directory: Directory?) {
        self.folder = folder
        self.files = files
        departments = Set(directory?.people.flatMap(\.departments) ?? []).sorted() + ["any other", ""]
    }

    /// All a decision may give, told apart; `nil` for one that is not there, or could give too much.
    func results(of decision: String) -> [(value: Variable, name: String)]? {
        if let results = known[decision] { return results }
        let results = (try? library(with: decision)).flatMap { $0 }.flatMap { all(of: decision, $0) }
        known[decision] = results
        return results
    }

    private func library(with decision: String) throws -> DecisionLibrary? {
        for name in try files.names(in: folder).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let path = folder.appending(bytes: name)
            guard path.ending == "dmn" else { continue }
            let library = try DecisionFiles(files: files).library(path)
            if library.decisionNames.contains(decision) { return library }
        }
        return nil
    }

    private func all(of decision: String, _ library: DecisionLibrary) -> [(value: Variable, name: String)]? {
        let environment = FeelEnvironment()
        let others = ["department": departments.map { FeelValue.string($0) }]
        guard let inputs = library.representatives(others: others, environment) else { return nil }
        var seen: Set<Variable> = []
        var results: [(value: Variable, name: String)] = []
        for context in inputs {
            guard let outcome = try? library.outcome(ofDecision: decision, inputs: context, environment)
            else {
                return nil
            }
            let value = Variable(outcome.value)
            if seen.insert(value).inserted { results.append((value, outcome.value.description)) }
        }
        return results
    }
}
