/// Help as the parser of arguments writes it, with the line of usage broken between arguments.
enum HelpText {
    /// The text with no line of usage wider than a screen, where its arguments allow.
    static func laidOut(_ text: String, width: Int) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { line in
            guard let mark = marks.first(where: { line.hasPrefix($0) }) else { return String(line) }
            return broken(String(line), width: width, indent: mark.count)
        }.joined(separator: "\n")
    }

    private static let marks = ["USAGE: ", "Usage: "]

    private static func broken(_ line: String, width: Int, indent: Int) -> String {
        var lines: [String] = []
        var current = ""
        for part in parts(of: line) {
            let isFull = current.displayWidth + 1 + part.displayWidth > width && current.displayWidth > indent
            if isFull {
                lines.append(current)
                current = String(repeating: " ", count: indent) + part
            } else {
                current += current.isEmpty ? part : " " + part
            }
        }
        return (lines + [current]).joined(separator: "\n")
    }

    /// Words, those within brackets together, and a value with its option.
    private static func parts(of line: String) -> [String] {
        var parts: [String] = []
        var depth = 0
        for word in line.split(separator: " ").map(String.init) {
            let isValue = word.hasPrefix("<") && parts.last?.hasPrefix("--") == true
            if depth > 0 || isValue, let last = parts.popLast() {
                parts.append("\(last) \(word)")
            } else {
                parts.append(word)
            }
            depth += word.count { $0 == "[" } - word.count { $0 == "]" }
        }
        return parts
    }
}
