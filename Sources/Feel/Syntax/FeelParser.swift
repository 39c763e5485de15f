/// Understands the text of an expression (DMN 1.5, clause 10.3.1.2), operators here, operands beside it.
struct FeelParser {
    var scanner: FeelScanner
    /// Names in scope and of the model.
    var names: FeelNames
    /// Entries the expression itself gives names to.
    var declared = FeelNames(members: Evaluator.memberNames)
    /// Depth of filters around: inside them entries are variables.
    var filters = 0
    /// Whether a bracket may end a range here.
    var isInRange = false
    private var depth = 0
    /// Operators that stand in a row at the deepest place of what was understood last.
    private var links = 0
    /// How often something was read again in another way.
    private var returns = 0

    /// How deep expressions may nest.
    static let maximumDepth = 120
    /// How many operators may stand in a row: each makes the expression one level deeper.
    static let maximumLinks = 800
    /// How often a text may be read again: readings inside each other double the work each time.
    static let maximumReturns = 2_000

    init(_ text: String, names: FeelNames) {
        scanner = FeelScanner(text)
        self.names = names
    }

    /// Goes back to where a copy of the parser stands, to read on in another way.
    mutating func goBack(to start: FeelParser) throws(FeelSyntaxError) {
        let returns = returns + 1
        self = start
        self.returns = returns
        guard returns <= Self.maximumReturns else { throw failure("there are too many ways to read this") }
    }

    /// Goes one level deeper for as long as something is read.
    mutating func deeper<Node>(
        _ read: (inout FeelParser) throws(FeelSyntaxError) -> Node
    ) throws(FeelSyntaxError) -> Node {
        guard depth < Self.maximumDepth else { throw failure("nested too deep") }
        depth += 1
        defer { depth -= 1 }
        return try read(&self)
    }

    /// Counts one more operator in a row.
    private mutating func link() throws(FeelSyntaxError) {
        links += 1
        guard links <= Self.maximumLinks else { throw failure("too many operators in a row") }
    }

    func failure(_ reason: String) -> FeelSyntaxError { FeelSyntaxError(reason, at: scanner) }

    mutating func expect(_ sign: String) throws(FeelSyntaxError) {
        guard scanner.take(sign) else { throw failure("expected \(sign)") }
    }

    mutating func expectWord(_ word: String) throws(FeelSyntaxError) {
        guard scanner.takeWord(word) else { throw failure("expected \(word)") }
    }

    /// A whole text.
    mutating func whole() throws(FeelSyntaxError) -> FeelNode {
        let node = try expression()
        try expectEnd()
        return node
    }

    mutating func expectEnd() throws(FeelSyntaxError) {
        scanner.skipSpace()
        guard scanner.peek() == nil else {
            throw failure("unexpected \(scanner.peek().map(String.init) ?? "")")
        }
    }

    mutating func expression() throws(FeelSyntaxError) -> FeelNode {
        try deeper { parser throws(FeelSyntaxError) in
            // Of expressions side by side the one with most operators counts.
            let outer = parser.links
            parser.links = 0
            defer { parser.links = max(outer, parser.links) }
            return try parser.disjunction()
        }
    }

    private mutating func disjunction() throws(FeelSyntaxError) -> FeelNode {
        var left = try conjunction()
        while scanner.takeWord("or") {
            try link()
            left = .disjunction(left, try conjunction())
        }
        return left
    }

    private mutating func conjunction() throws(FeelSyntaxError) -> FeelNode {
        var left = try comparison()
        while scanner.takeWord("and") {
            try link()
            left = .conjunction(left, try comparison())
        }
        return left
    }

    private mutating func comparison() throws(FeelSyntaxError) -> FeelNode {
        var left = try sum()
        while true {
            if let comparison = takeComparison() {
                left = .comparison(comparison, left, try sum())
            } else if scanner.takeWord("between") {
                let low = try sum()
                try expectWord("and")
                left = .between(left, low, try sum())
            } else if scanner.takeWord("in") {
                left = .membership(left, try membershipTests())
            } else {
                return left
            }
            try link()
        }
    }

    mutating func takeComparison() -> Comparison? {
        let all: [Comparison] = [.lessOrEqual, .greaterOrEqual, .notEqual, .equal, .less, .greater]
        return all.first { scanner.take($0.rawValue) }
    }

    /// A value of arithmetic, which comparisons stand between.
    mutating func sum() throws(FeelSyntaxError) -> FeelNode {
        var left = try product()
        while true {
            if scanner.take("+") {
                left = .arithmetic(.add, left, try product())
            } else if scanner.take("-") {
                left = .arithmetic(.subtract, left, try product())
            } else {
                return left
            }
            try link()
        }
    }

    private mutating func product() throws(FeelSyntaxError) -> FeelNode {
        var left = try power()
        while true {
            if scanner.take("*") {
                left = .arithmetic(.multiply, left, try power())
            } else if scanner.take("/") {
                left = .arithmetic(.divide, left, try power())
            } else {
                return left
            }
            try link()
        }
    }

    private mutating func power() throws(FeelSyntaxError) -> FeelNode {
        var left = try negation()
        while scanner.take("**") {
            try link()
            left = .arithmetic(.power, left, try negation())
        }
        return left
    }

    private mutating func negation() throws(FeelSyntaxError) -> FeelNode {
        var minuses = 0
        while scanner.take("-") { minuses += 1 }
        guard minuses <= Self.maximumDepth else { throw failure("nested too deep") }
        var node = try instance()
        for _ in 0..<minuses { node = .negation(node) }
        return node
    }

    private mutating func instance() throws(FeelSyntaxError) -> FeelNode {
        var node = try postfix()
        while scanner.takeWord("instance") {
            try expectWord("of")
            try link()
            node = .instance(node, try type())
        }
        return node
    }

    private mutating func postfix() throws(FeelSyntaxError) -> FeelNode {
        var node = try operand()
        while true {
            scanner.skipSpace()
            switch scanner.peek() {
            case "." where scanner.peek(1) != ".":
                scanner.at += 1
                node = .path(node, try memberName())
            case "[":
                let start = self
                do {
                    node = .filter(node, try filter())
                } catch {
                    // `[1..x[`: the bracket ends the range.
                    guard isInRange else { throw error }
                    try goBack(to: start)
                    return node
                }
            case "(":
                node = .call(node, try arguments())
            default: return node
            }
            try link()
        }
    }

    private mutating func filter() throws(FeelSyntaxError) -> FeelNode {
        try expect("[")
        filters += 1
        defer { filters -= 1 }
        let outer = isInRange
        isInRange = false
        defer { isInRange = outer }
        let node = try expression()
        try expect("]")
        return node
    }

    private mutating func memberName() throws(FeelSyntaxError) -> String {
        scanner.skipSpace()
        var probe = scanner
        let word = probe.word()
        guard !word.isEmpty else { throw failure("expected a name after the point") }
        let patterns = longestFirst(names.members(beginningWith: word), declared.members(beginningWith: word))
        if let pattern = scanner.take(patterns) { return pattern.name }
        _ = scanner.word()
        return word
    }

    func longestFirst(_ left: [FeelNames.Pattern], _ right: [FeelNames.Pattern]) -> [FeelNames.Pattern] {
        if left.isEmpty { return right }
        if right.isEmpty { return left }
        return (left + right).sorted { $0.parts.count > $1.parts.count }
    }
}
