/// Why a text is no expression of FEEL.
package struct FeelSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in a few words.
    package let reason: String
    /// The line, from 1.
    package let line: Int
    /// The column in characters, from 1.
    package let column: Int

    /// One sentence.
    package var description: String { "\(reason) (line \(line), column \(column))" }

    init(_ reason: String, at scanner: FeelScanner) {
        let passed = scanner.scalars.prefix(scanner.at)
        self.reason = reason
        line = 1 + passed.count { $0 == "\n" }
        column = 1 + passed.reversed().prefix { $0 != "\n" }.count
    }
}
