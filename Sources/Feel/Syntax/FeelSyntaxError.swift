/// Why a text is no expression of FEEL.
package struct FeelSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in a few words.
    package let reason: String
    /// The line, from 1.
    package let line: Int
    /// The column in characters, from 1.
    package let column: Int

    /// The line, or what stands around the place in a long one.
    package let excerpt: String
    /// Characters of the excerpt before the place.
    package let indent: Int

    /// Characters of a line that are shown before and after a place.
    static let reach = 60

    /// The excerpt, and below it a caret at the place.
    package var pointer: [String] { [excerpt, String(repeating: " ", count: indent) + "^"] }

    /// One sentence.
    package var description: String { "\(reason) (line \(line), column \(column))" }

    init(_ reason: String, at scanner: FeelScanner) {
        let passed = scanner.scalars.prefix(scanner.at)
        self.reason = reason
        line = 1 + passed.count { $0 == "\n" }
        let before = passed.suffix(passed.reversed().prefix { $0 != "\n" }.count)
        column = 1 + before.count
        let after = scanner.scalars[passed.endIndex...].prefix(Self.reach).prefix { $0 != "\n" }
        var view = String.UnicodeScalarView()
        for scalar in before.suffix(Self.reach) + after {
            // A tab would move the caret away from what it points at.
            view.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        excerpt = String(view)
        indent = min(before.count, Self.reach)
    }
}
