/// How large a file and a function may grow before they are two.
enum Sizes {
    static let linesOfFile = 400
    static let linesOfFunction = 60

    /// Files over the ceiling.
    static let files = TidyRule(name: "a file that has outgrown its size") { source in
        let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false).count
        return lines <= linesOfFile
            ? [] : [source.violation(linesOfFile, "\(lines) lines; the ceiling is \(linesOfFile)")]
    }

    /// Functions over the ceiling.
    static let functions = TidyRule(name: "a function that has outgrown its size") { source in
        FunctionScanner(source.code).functions.filter { $0.lines > linesOfFunction }.map {
            source.violation($0.line, "\($0.name) has \($0.lines) lines; the ceiling is \(linesOfFunction)")
        }
    }
}

/// Finds functions and initialisers and counts the lines from signature to closing brace.
struct FunctionScanner {
    struct Function: Equatable {
        let name: String
        let line: Int
        let lines: Int
    }

    private static let firstBytes = [UInt8]("fid".utf8)
    private let bytes: [UInt8]

    init(_ code: String) {
        bytes = Array(code.utf8)
    }

    var functions: [Function] {
        var found: [Function] = []
        var line = 1
        for at in bytes.indices {
            if bytes[at] == UInt8(ascii: "\n") { line += 1 }
            guard Self.firstBytes.contains(bytes[at]) else { continue }
            guard
                let keyword = ["func ", "init(", "init?(", "init<", "deinit "].first(where: {
                    begins($0, at: at)
                })
            else { continue }
            guard let open = bodyStart(after: at + keyword.utf8.count - 1), let end = bodyEnd(from: open)
            else { continue }
            let lines = bytes[at...end].count { $0 == UInt8(ascii: "\n") } + 1
            found.append(Function(name: name(after: keyword, at: at), line: line, lines: lines))
        }
        return found
    }

    /// Whether a declaration's keyword begins here: at a word's edge, not as a call such as `self.init(`.
    private func begins(_ keyword: String, at place: Int) -> Bool {
        guard bytes[place...].starts(with: keyword.utf8) else { return false }
        guard place > 0 else { return true }
        let before = bytes[place - 1]
        return before == UInt8(ascii: " ") || before == UInt8(ascii: "\n")
    }

    /// Where the body opens; `nil` for a requirement without one.
    private func bodyStart(after place: Int) -> Int? {
        var depth = 0
        for at in place..<bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "{") where depth == 0: return at
            case UInt8(ascii: "}") where depth == 0: return nil
            case UInt8(ascii: "\n") where depth == 0:
                let next = bytes[at...].drop { $0 == 10 || $0 == 32 }
                let isContinued = ["{", "where", "->", "throws", "async"].contains {
                    next.starts(with: $0.utf8)
                }
                if !isContinued { return nil }
            default: break
            }
        }
        return nil
    }

    private func bodyEnd(from open: Int) -> Int? {
        var depth = 0
        for at in open..<bytes.count {
            if bytes[at] == UInt8(ascii: "{") { depth += 1 }
            if bytes[at] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return at }
            }
        }
        return nil
    }

    private func name(after keyword: String, at place: Int) -> String {
        guard keyword == "func " else { return String(keyword.prefix { $0.isLetter }) }
        let rest = bytes[(place + 5)...].prefix { $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: "<") }
        return String(decoding: rest, as: UTF8.self)
    }
}
