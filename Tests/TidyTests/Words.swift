/// Words that have no place in the sources, or none in the pure rooms.
enum Words {
    /// Clock, identity, chance, output and concurrency in a pure room.
    static let pure = TidyRule(name: "a pure room that looks outside") { source in
        guard Arrows.pure.contains(source.room) else { return [] }
        let banned = [
            "Date()", "Date.now", "UUID()", ".random(", "print(", "FileManager", "ProcessInfo",
            "ContinuousClock",
            "SuspendingClock", "SystemRandomNumberGenerator", "getenv(", "Task {",
        ]
        return find(banned, in: source) + find(["async", "await", "actor"], in: source, wholeWords: true)
    }

    /// Calls that end the program where a value should have been returned.
    static let forced = TidyRule(name: "a forced try or cast") { source in
        find(["try!", "as!"], in: source)
    }

    /// A `catch` that drops what was caught.
    static let emptyCatch = TidyRule(name: "an empty catch") { source in
        let lines = source.codeLines
        return lines.indices.compactMap { index in
            guard let start = lines[index].firstRange(of: "catch") else { return nil }
            let rest = lines[index][start.upperBound...] + lines[(index + 1)...].prefix(3).joined()
            guard let open = rest.firstIndex(of: "{"),
                let next = rest[rest.index(after: open)...].first(where: { !$0.isWhitespace })
            else { return nil }
            return next == "}" && !rest[..<open].contains("}")
                ? source.violation(index + 1, "catch drops its reason") : nil
        }
    }

    /// Notes to self.
    static let unfinished = TidyRule(name: "unfinished work") { source in
        let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"]
        return source.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap {
            index, line in
            marks.filter { line.contains($0) }.map { source.violation(index + 1, "says \($0)") }
        }
    }

    /// Binary fractions where money, quantities or rates are meant.
    static let inexactMoney = TidyRule(name: "money, a quantity or a rate in Double") { source in
        let endings = [
            "amount", "price", "total", "money", "quantity", "tax", "net", "gross", "due", "taxrate",
            "allowance", "freight",
        ]
        return source.codeLines.enumerated().compactMap { index, line in
            for type in [": Double", ": Float", ": [Double]", ": CGFloat", ": Decimal"] {
                guard let place = line.firstRange(of: type),
                    !(line[place.upperBound...].first.map { $0.isLetter || $0.isNumber } ?? false)
                else { continue }
                let name = line[..<place.lowerBound].reversed().prefix { $0.isLetter || $0.isNumber }
                let word = String(name.reversed()).lowercased()
                if endings.contains(where: { word.hasSuffix($0) }) {
                    return source.violation(index + 1, "\(word)\(type) is not exact")
                }
            }
            return nil
        }
    }

    private static func find(_ words: [String], in source: SourceText, wholeWords: Bool = false)
        -> [Violation]
    {
        source.codeLines.enumerated().flatMap { index, line in
            words.filter { word in
                wholeWords
                    ? line.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }).contains {
                        $0 == word
                    }
                    : contains(line, word)
            }
            .map { source.violation(index + 1, "says \($0)") }
        }
    }

    /// Whether the line has the word, not as the tail of a longer name.
    private static func contains(_ line: Substring, _ word: String) -> Bool {
        var rest = line[...]
        while let place = rest.firstRange(of: word) {
            let before = rest[..<place.lowerBound].last ?? line[..<place.lowerBound].last
            let isTail = before.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
            if !isTail || word.hasPrefix(".") { return true }
            rest = rest[place.upperBound...]
        }
        return false
    }
}
