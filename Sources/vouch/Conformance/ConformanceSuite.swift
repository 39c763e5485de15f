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
        /// Whether it is otherwise for a reason the suite leaves to everyone, and counts as neither.
        var isExcluded = false
    }

    /// The name it is called by.
    let name: String
    /// The folder of its cases below the suite's own, where there is one.
    let folder: String
    /// What is a case.
    let cases: Cases
    /// Whether cases that pass are told as well.
    var tellsAll = false
    /// Runs a case, which may have parts that pass or fail by themselves.
    let verdicts: @Sendable (FilePath, any FileOps) throws -> [Verdict]

    /// What is a case.
    enum Cases: Hashable, Sendable {
        case files(ending: String)
        /// Folders with a file of that name in them.
        case folders(holding: String)
        /// Files in folders at any depth.
        case tree(ending: String)
    }

    /// How deep folders of cases may lie.
    private static let maximumDepth = 8

    /// The suites by their names.
    static let all = [matching, behaviour, models, decisions]

    /// A bill against orders, receipts and what was billed before.
    static let matching = ConformanceSuite(name: "matching", folder: "cases", cases: .files(ending: "json")) {
        path, files in
        let bytes = try files.contents(of: path, limit: Conform.maximumSize)
        let scenario = try MatchingSuite.scenario(in: bytes)
        return [
            Verdict(
                name: scenario.name,
                differences: scenario.expectation.differences(from: Matching.result(of: scenario.scenario)))
        ]
    }

    /// Its cases in a folder, by name.
    func cases(in root: FilePath, files: any FileOps) throws -> [FilePath] {
        let inner = root.appending(folder)
        let folder = try files.status(of: inner)?.kind == .directory ? inner : root
        let all = try files.names(in: folder).sorted { $0.lexicographicallyPrecedes($1) }
            .map { folder.appending(bytes: $0) }
        switch cases {
        case .files(let ending): return all.filter { $0.ending == ending }
        case .folders(let name):
            return try all.filter { try files.status(of: $0.appending(name))?.kind == .file }
        case .tree(let ending): return try found(ending, among: all, files, depth: 0)
        }
    }

    private func found(
        _ ending: String, among paths: [FilePath], _ files: any FileOps, depth: Int
    ) throws -> [FilePath] {
        try paths.flatMap { path -> [FilePath] in
            guard try files.status(of: path)?.kind == .directory else {
                return path.ending == ending ? [path] : []
            }
            guard depth < Self.maximumDepth else { return [] }
            let inner = try files.names(in: path).sorted { $0.lexicographicallyPrecedes($1) }
                .map { path.appending(bytes: $0) }
            return try found(ending, among: inner, files, depth: depth + 1)
        }
    }
}
