import Decisions
import Feel
import Pipeline

extension ConformanceSuite {
    /// The Technology Compatibility Kit of DMN: models of decisions, and what they must come to.
    ///
    /// What needs external functions in Java or PMML is asked as well, and counted by itself: they are not run.
    static let decisions = ConformanceSuite(
        name: "dmn-tck", folder: "TestCases", cases: .tree(ending: "xml"), tellsAll: true
    ) { path, files in
        let environment = FeelEnvironment.current()
        let bytes = try files.contents(of: path, limit: Conform.maximumSize)
        let test = try DecisionSuiteFile(reading: bytes, zones: .world)
        let library = try DecisionFiles(files: files).library(path.parent.appending(test.model))
        return test.verdicts(on: library, environment).map { verdict in
            Verdict(
                name: "\(verdict.caseID) / \(verdict.node)",
                differences: [verdict.difference].compactMap { $0 }, isExcluded: verdict.isExcluded)
        }
    }
}
