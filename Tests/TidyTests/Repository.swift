import Foundation

/// The repository the tests were built from.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every Swift file under `Sources`, read once for all rules.
    static let sources = Result { try sources(under: "Sources") }

    /// Every Swift file under a folder of the root.
    static func sources(under folder: String) throws -> [SourceText] {
        let base = root.appending(path: folder)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: base.path()).sorted()
        return try paths.filter { $0.hasSuffix(".swift") }.map { path in
            let text = try String(contentsOf: base.appending(path: path), encoding: .utf8)
            return SourceText(path: "\(folder)/\(path)", text: text)
        }
    }

    /// The text of a file under the root.
    static func text(of path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The names in a folder of the root.
    static func names(in folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path()).sorted()
    }
}
