/// A Swift source as the rules see it: what it says, and the same with comments and literals blanked out.
struct SourceText {
    /// Path from the root of the repository, such as `Sources/Domain/Money.swift`.
    let path: String
    /// The file as it is.
    let text: String
    /// The file without comments and without the contents of string literals; lines stay where they are.
    let code: String

    init(path: String, text: String) {
        self.path = path
        self.text = text
        self.code = CodeScanner(text).code
    }

    /// The folder under `Sources` the file belongs to.
    var room: String {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : ""
    }

    /// The lines of the code, blanks for comments.
    var codeLines: [Substring] {
        code.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The modules the file imports, with the lines they stand on.
    var imports: [(module: String, line: Int)] {
        codeLines.enumerated().compactMap { index, line in
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
                words[..<place].allSatisfy({ Self.importModifiers.contains(String($0)) })
            else { return nil }
            let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
            let name = words[(place + 1)...].first { !kinds.contains(String($0)) } ?? ""
            return (String(name.split(separator: ".").first ?? ""), index + 1)
        }
    }

    private static let importModifiers: Set<String> = [
        "public", "package", "internal", "private", "fileprivate", "@testable", "@preconcurrency",
        "@_exported",
        "@unsafe",
    ]
}

/// Blanks comments and literals, keeps every newline.
private struct CodeScanner {
    private let bytes: [UInt8]
    private var out: [UInt8] = []
    private var at = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var code: String {
        var scanner = self
        return scanner.scan()
    }

    private mutating func scan() -> String {
        while at < bytes.count {
            if follows("//") {
                skip(to: "\n")
            } else if follows("/*") {
                blank(through: "*/", from: 2)
            } else if let hashes = rawDelimiter() {
                literal(hashes: hashes)
            } else {
                out.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private func follows(_ text: String) -> Bool {
        bytes[at...].starts(with: text.utf8)
    }

    /// The number of `#` before a quote that begins here, `nil` where no literal begins.
    private func rawDelimiter() -> Int? {
        var end = at
        while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
        return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - at : nil
    }

    private mutating func skip(to stop: String) {
        while at < bytes.count, !follows(stop) { at += 1 }
    }

    private mutating func blank(through stop: String, from start: Int) {
        at += start
        while at < bytes.count, !follows(stop) {
            if bytes[at] == UInt8(ascii: "\n") { out.append(bytes[at]) }
            at += 1
        }
        at = min(at + stop.utf8.count, bytes.count)
    }

    private mutating func literal(hashes: Int) {
        let marks = String(repeating: "#", count: hashes)
        at += hashes
        let quotes = follows("\"\"\"") ? "\"\"\"" : "\""
        let stop = quotes + marks
        out.append(contentsOf: "\"".utf8)
        at += quotes.utf8.count
        while at < bytes.count, !follows(stop) {
            if bytes[at] == UInt8(ascii: "\n") { out.append(bytes[at]) }
            at += hashes == 0 && bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        at = min(at + stop.utf8.count, bytes.count)
        out.append(contentsOf: "\"".utf8)
    }
}
