/// A pattern at work on a text.
struct PatternSearch {
    private let pattern: Pattern
    private let text: [Unicode.Scalar]

    /// Steps a search may take over a whole text: these, and so many for each of its characters.
    static let maximumSteps = 200_000
    static let stepsOfCharacter = 50

    init(_ pattern: Pattern, in text: String) {
        self.pattern = pattern
        self.text = Array(text.unicodeScalars)
    }

    /// Whether the pattern matches somewhere.
    func isFound() throws(PatternError) -> Bool {
        var machine = PatternMachine(pattern, text)
        return try machine.firstMatch(from: 0) != nil
    }

    /// The text with every match replaced; `$1` stands for a group.
    func replaced(with replacement: String, limit: Int) throws(PatternError) -> String {
        let parts = try replacementParts(replacement)
        var result: [Unicode.Scalar] = []
        var end = 0
        try eachMatch { match throws(PatternError) in
            result += text[end..<match[0]]
            for part in parts {
                switch part {
                case .text(let scalar): result.append(scalar)
                case .group(let group):
                    if match[2 * group] >= 0 { result += text[match[2 * group]..<match[2 * group + 1]] }
                }
            }
            guard result.count <= limit else {
                throw PatternError("a text of more than \(limit) characters")
            }
            end = match[1]
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: result)
        view.append(contentsOf: text[end...])
        return String(view)
    }

    /// What stands between the matches.
    func pieces() throws(PatternError) -> [String] {
        var pieces: [String] = []
        var end = 0
        try eachMatch { match in
            pieces.append(string(end..<match[0]))
            end = match[1]
        }
        return pieces + [string(end..<text.count)]
    }

    /// Goes through all matches; a pattern that matches nothing at all would match everywhere, and is refused.
    private func eachMatch(_ body: ([Int]) throws(PatternError) -> Void) throws(PatternError) {
        var empty = PatternMachine(pattern, [])
        guard try empty.firstMatch(from: 0) == nil else {
            throw PatternError("the pattern matches an empty text")
        }
        var machine = PatternMachine(pattern, text)
        var start = 0
        while let match = try machine.firstMatch(from: start) {
            try body(match)
            start = max(match[1], match[0] + 1)
        }
    }

    private func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text[range])
        return String(view)
    }

    private enum Part {
        case text(Unicode.Scalar)
        case group(Int)
    }

    private func replacementParts(_ replacement: String) throws(PatternError) -> [Part] {
        let scalars = Array(replacement.unicodeScalars)
        guard !pattern.flags.isLiteral else { return scalars.map { .text($0) } }
        var parts: [Part] = []
        var at = 0
        while at < scalars.count {
            let scalar = scalars[at]
            at += 1
            guard scalar == "$" || scalar == "\\" else {
                parts.append(.text(scalar))
                continue
            }
            guard at < scalars.count else { throw PatternError("the replacement ends with \(scalar)") }
            if scalar == "\\" {
                guard scalars[at] == "\\" || scalars[at] == "$" else {
                    throw PatternError("\\\(scalars[at]) in a replacement")
                }
                parts.append(.text(scalars[at]))
                at += 1
                continue
            }
            guard scalars[at].isDigit else { throw PatternError("$ without a number in a replacement") }
            var group = Int(scalars[at].value - 48)
            at += 1
            while at < scalars.count, scalars[at].isDigit,
                case let longer = group * 10 + Int(scalars[at].value - 48), longer <= pattern.groups
            {
                group = longer
                at += 1
            }
            if group <= pattern.groups { parts.append(.group(group)) }
        }
        return parts
    }
}

/// Runs the instructions of a pattern with a stack of its own.
private struct PatternMachine {
    private let pattern: Pattern
    private let text: [Unicode.Scalar]
    private let limit: Int
    private var steps = 0

    /// What to go back to when a way fails.
    private enum Return {
        case branch(Int, Int)
        case memory(Int, Int)
    }

    init(_ pattern: Pattern, _ text: [Unicode.Scalar]) {
        self.pattern = pattern
        self.text = text
        limit = PatternSearch.maximumSteps + text.count * PatternSearch.stepsOfCharacter
    }

    /// Begins and ends of the first match and its groups, −1 for a group that took no part.
    mutating func firstMatch(from start: Int) throws(PatternError) -> [Int]? {
        guard start <= text.count else { return nil }
        for place in start...text.count {
            if let match = try match(at: place) { return match }
        }
        return nil
    }

    private mutating func match(at start: Int) throws(PatternError) -> [Int]? {
        var memory = [Int](repeating: -1, count: pattern.slots)
        memory[0] = start
        var returns: [Return] = []
        var (place, at) = (0, start)
        while true {
            steps += 1
            guard steps <= limit else {
                throw PatternError("the pattern takes too long")
            }
            var isAlive = true
            switch pattern.program[place] {
            case .match:
                memory[1] = at
                return memory
            case .jump(let target):
                place = target
                continue
            case .split(let first, let second):
                returns.append(.branch(second, at))
                place = first
                continue
            case .save(let slot), .mark(let slot):
                returns.append(.memory(slot, memory[slot]))
                memory[slot] = at
            case .progress(let slot, let leave):
                if memory[slot] == at {
                    place = leave
                    continue
                }
            case .back(let group):
                let length = repeatedLength(memory[2 * group], memory[2 * group + 1], at)
                isAlive = length != nil
                at += length ?? 0
            case .lineStart:
                isAlive = at == 0 || (pattern.flags.isMultiline && at < text.count && text[at - 1] == "\n")
            case .lineEnd:
                isAlive = at == text.count || (pattern.flags.isMultiline && text[at] == "\n")
            case let single:
                isAlive = at < text.count && takes(single, text[at])
                at += 1
            }
            place += 1
            if !isAlive {
                guard let branch = Self.back(&returns, &memory) else { return nil }
                (place, at) = branch
            }
        }
    }

    private static func back(_ returns: inout [Return], _ memory: inout [Int]) -> (Int, Int)? {
        while let last = returns.popLast() {
            switch last {
            case .branch(let place, let at): return (place, at)
            case .memory(let slot, let value): memory[slot] = value
            }
        }
        return nil
    }

    private func takes(_ instruction: PatternInstruction, _ scalar: Unicode.Scalar) -> Bool {
        switch instruction {
        case .character(let expected): areAlike(expected, scalar)
        case .set(let set): set.contains(pattern.flags.ignoresCase ? scalar.spellings : [scalar])
        default: pattern.flags.dotMatchesAll || (scalar != "\n" && scalar != "\r")
        }
    }

    private func areAlike(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
        if left == right { return true }
        guard pattern.flags.ignoresCase else { return false }
        let spellings = left.spellings
        return right.spellings.contains { spellings.contains($0) }
    }

    /// How much of the text a group's match comes again with; `nil` where it does not.
    private func repeatedLength(_ start: Int, _ end: Int, _ at: Int) -> Int? {
        guard start >= 0, end >= start else { return 0 }
        guard at + end - start <= text.count else { return nil }
        return (0..<end - start).allSatisfy { areAlike(text[start + $0], text[at + $0]) } ? end - start : nil
    }
}
