/// One rule of the house: a name and what it finds in a file.
struct TidyRule: Sendable {
    /// What is wrong when the rule speaks, in a few words.
    let name: String
    /// The places in the file that break it.
    let violations: @Sendable (SourceText) -> [Violation]
}

/// A place that breaks a rule.
struct Violation: Hashable, CustomStringConvertible {
    let path: String
    let line: Int
    let message: String

    var description: String { "\(path):\(line): \(message)" }
}

extension SourceText {
    /// A violation on one of this file's lines, counted from 1.
    func violation(_ line: Int, _ message: String) -> Violation {
        Violation(path: path, line: line, message: message)
    }
}
