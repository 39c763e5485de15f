/// Understands the text of a pattern (XML Schema part 2, appendix F; XPath Functions 3.1, clause 5.6.1).
struct PatternReader {
    private var scalars: [Unicode.Scalar]
    private var at = 0
    private let flags: PatternFlags
    private(set) var groups = 0
    private var closed: Set<Int> = []
    private var depth = 0

    /// How deep groups may nest, and how often a part may be repeated by number.
    static let maximumDepth = 100
    static let maximumCount = 1_000

    init(_ text: String, _ flags: PatternFlags) throws(PatternError) {
        self.flags = flags
        scalars = Array(text.unicodeScalars)
        if flags.ignoresSpace, !flags.isLiteral { scalars = Self.withoutSpace(scalars) }
    }

    /// White space goes, but stays in a class.
    private static func withoutSpace(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var brackets = 0
        var isEscaped = false
        return scalars.filter { scalar in
            if ["\t", "\n", "\r", " "].contains(scalar) { return brackets > 0 }
            if isEscaped {
                isEscaped = false
                return true
            }
            isEscaped = scalar == "\\"
            if scalar == "[" { brackets += 1 }
            if scalar == "]" { brackets = max(0, brackets - 1) }
            return true
        }
    }

    mutating func whole() throws(PatternError) -> PatternNode {
        if flags.isLiteral { return .sequence(scalars.map { .character($0) }) }
        let node = try choice()
        guard at == scalars.count else { throw PatternError("a parenthesis closes too early") }
        return node
    }

    private var next: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        at += 1
        return true
    }

    private mutating func choice() throws(PatternError) -> PatternNode {
        guard depth < Self.maximumDepth else { throw PatternError("groups nest too deep") }
        depth += 1
        defer { depth -= 1 }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var nodes: [PatternNode] = []
        while let scalar = next, scalar != "|", scalar != ")" { nodes.append(try quantified(try atom())) }
        return .sequence(nodes)
    }

    private mutating func quantified(_ node: PatternNode) throws(PatternError) -> PatternNode {
        let least: Int
        var most: Int?
        switch next {
        case "?": (least, most) = (0, 1)
        case "*": (least, most) = (0, nil)
        case "+": (least, most) = (1, nil)
        case "{":
            at += 1
            least = try count()
            most = least
            if take(",") { most = next == "}" ? nil : try count() }
            guard next == "}", most.map({ $0 >= least }) ?? true else {
                throw PatternError("a count is wrong")
            }
        default: return node
        }
        at += 1
        let isLazy = take("?")
        if let next, ["*", "+", "{"].contains(next) || (!isLazy && next == "?") {
            throw PatternError("a part is repeated twice")
        }
        return .repeated(node, least, most, isLazy: isLazy)
    }

    private mutating func count() throws(PatternError) -> Int {
        var value: Int?
        while let digit = next, digit.isDigit {
            value = min((value ?? 0) * 10 + Int(digit.value - 48), Self.maximumCount + 1)
            at += 1
        }
        guard let value, value <= Self.maximumCount else { throw PatternError("a count is wrong") }
        return value
    }

    private mutating func atom() throws(PatternError) -> PatternNode {
        guard let scalar = next else { throw PatternError("the pattern ends too early") }
        at += 1
        switch scalar {
        case ".": return .anyCharacter
        case "^": return .lineStart
        case "$": return .lineEnd
        case "(": return try group()
        case "[": return .set(try set())
        case "\\": return try escape()
        case "?", "*", "+", "{", "}", "]": throw PatternError("\(scalar) stands alone")
        default: return .character(scalar)
        }
    }

    private mutating func group() throws(PatternError) -> PatternNode {
        var number: Int?
        if take("?") {
            guard take(":") else { throw PatternError("a group of an unknown kind") }
        } else {
            groups += 1
            number = groups
        }
        let inner = try choice()
        guard take(")") else { throw PatternError("a parenthesis does not close") }
        if let number { closed.insert(number) }
        return .group(inner, number)
    }

    private mutating func escape() throws(PatternError) -> PatternNode {
        if let digit = next, digit.isDigit {
            at += 1
            var number = Int(digit.value - 48)
            while let more = next, more.isDigit, closed.contains(number * 10 + Int(more.value - 48)) {
                number = number * 10 + Int(more.value - 48)
                at += 1
            }
            guard closed.contains(number) else { throw PatternError("there is no group \(number) yet") }
            return .back(number)
        }
        switch try escapedItem() {
        case .range(let range): return .character(range.lowerBound)
        case let item: return .set(PatternSet(items: [item], isNegated: false, without: []))
        }
    }

    // MARK: Classes

    private mutating func set() throws(PatternError) -> PatternSet {
        guard depth < Self.maximumDepth else { throw PatternError("classes nest too deep") }
        depth += 1
        defer { depth -= 1 }
        let isNegated = take("^")
        var items: [PatternSet.Item] = []
        var without: [PatternSet] = []
        while !take("]") {
            if next == "-", at + 1 < scalars.count, scalars[at + 1] == "[", !items.isEmpty {
                at += 2
                without.append(try set())
                guard take("]") else { throw PatternError("a class goes on after what is taken from it") }
                return PatternSet(items: items, isNegated: isNegated, without: without)
            }
            items.append(try rangeOrItem())
        }
        guard !items.isEmpty else { throw PatternError("a class is empty") }
        return PatternSet(items: items, isNegated: isNegated, without: without)
    }

    private mutating func rangeOrItem() throws(PatternError) -> PatternSet.Item {
        let first = try item()
        guard case .range(let low) = first, next == "-", at + 1 < scalars.count, scalars[at + 1] != "]",
            scalars[at + 1] != "["
        else { return first }
        at += 1
        guard case .range(let high) = try item(), low.lowerBound <= high.lowerBound else {
            throw PatternError("a range of a class is wrong")
        }
        return .range(low.lowerBound...high.lowerBound)
    }

    private mutating func item() throws(PatternError) -> PatternSet.Item {
        guard let scalar = next else { throw PatternError("a class does not close") }
        at += 1
        guard scalar != "[" else { throw PatternError("[ stands in a class") }
        return scalar == "\\" ? try escapedItem() : .range(scalar...scalar)
    }

    private mutating func escapedItem() throws(PatternError) -> PatternSet.Item {
        guard let scalar = next else { throw PatternError("the pattern ends with \\") }
        at += 1
        switch scalar {
        case "n": return .range("\n"..."\n")
        case "r": return .range("\r"..."\r")
        case "t": return .range("\t"..."\t")
        case "\\", "|", ".", "-", "^", "?", "*", "+", "{", "}", "(", ")", "[", "]", "$":
            return .range(scalar...scalar)
        case "s", "S": return .kind(.space, isNegated: scalar == "S")
        case "d", "D": return .kind(.digit, isNegated: scalar == "D")
        case "w", "W": return .kind(.word, isNegated: scalar == "W")
        case "i", "I": return .kind(.nameStart, isNegated: scalar == "I")
        case "c", "C": return .kind(.namePart, isNegated: scalar == "C")
        case "p", "P": return try property(isNegated: scalar == "P")
        // Not in the standard, but in use.
        case "!"..."/", ":"..."@", "_", "`", "~": return .range(scalar...scalar)
        default: throw PatternError("\\\(scalar) has no meaning")
        }
    }

    private mutating func property(isNegated: Bool) throws(PatternError) -> PatternSet.Item {
        guard take("{") else { throw PatternError("a property has no name") }
        var name = ""
        while let scalar = next, scalar != "}" {
            name.unicodeScalars.append(scalar)
            at += 1
        }
        guard take("}") else { throw PatternError("a property does not end") }
        if name.hasPrefix("Is") {
            guard let block = UnicodeBlocks.named[String(name.dropFirst(2))] else {
                throw PatternError("there is no block \(name)")
            }
            return .kind(.block(block), isNegated: isNegated)
        }
        guard UnicodeCategories.names.contains(name) else {
            throw PatternError("there is no category \(name)")
        }
        return .kind(.category(name), isNegated: isNegated)
    }
}
