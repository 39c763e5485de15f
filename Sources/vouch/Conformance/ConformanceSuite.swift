import Controls
import Formats
import Pipeline

/// A public suite the program can be run over: where its cases lie, and how one is judged.
struct ConformanceSuite: Sendable {
    /// A case and what is otherwise than the suite says.
    struct Verdict: Hashable, Sendable {
        /// What the case is called; empty where its file says it all.
        var name: String
        /// A sentence each; empty when the case passes.
        var differences: [String]
    }

    /// The name it is called by.
    let name: String
    /// The folder of its cases below the suite's own, where there is one.
    let folder: String
    /// The ending of the files that are cases.
    let ending: String
    /// Runs a case.
    let verdict: @Sendable ([UInt8]) throws -> Verdict

    /// The suites by their names.
    static let all = [matching]

    /// A bill against orders, receipts and what was billed before.
    static let matching = ConformanceSuite(name: "matching", folder: "cases", ending: "json") { bytes in
        let scenario = try MatchingSuite.scenario(in: bytes)
        return Verdict(
            name: scenario.name,
            differences: scenario.expectation.differences(from: Matching.result(of: scenario.scenario)))
    }

    /// The files of its cases in a folder, by name.
    func cases(in root: FilePath, files: any FileOps) throws -> [FilePath] {
        let inner = root.appending(folder)
        let folder = try files.status(of: inner)?.kind == .directory ? inner : root
        return try files.names(in: folder).sorted { $0.lexicographicallyPrecedes($1) }
            .map { folder.appending(bytes: $0) }.filter { $0.ending == ending }
    }
}
