/// A regular expression of XPath 3.1, as the functions `matches`, `replace` and `split` take it.
///
/// Matched by a machine of its own that counts its steps, so that no pattern can hang.
struct Pattern: Sendable {
    let program: [PatternInstruction]
    /// Groups that remember what they matched.
    let groups: Int
    /// Places in memory: two for each group and the whole, and one for each loop.
    let slots: Int
    let flags: PatternFlags

    init(_ text: String, flags: String) throws(PatternError) {
        let flags = try PatternFlags(flags)
        var reader = try PatternReader(text, flags)
        let node = try reader.whole()
        var compiler = PatternCompiler(groups: reader.groups)
        try compiler.compile(node)
        program = compiler.program
        groups = reader.groups
        slots = compiler.slots
        self.flags = flags
    }
}

/// Why a pattern, or what is done with it, has no meaning.
struct PatternError: Error, Hashable, Sendable {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}

/// The flags `s`, `m`, `i`, `x` and `q`.
struct PatternFlags: Hashable, Sendable {
    var dotMatchesAll = false
    var isMultiline = false
    var ignoresCase = false
    var ignoresSpace = false
    var isLiteral = false

    init(_ text: String) throws(PatternError) {
        for flag in text.unicodeScalars {
            switch flag {
            case "s": dotMatchesAll = true
            case "m": isMultiline = true
            case "i": ignoresCase = true
            case "x": ignoresSpace = true
            case "q": isLiteral = true
            default: throw PatternError("\(flag) is no flag of a pattern")
            }
        }
    }
}

/// A pattern as it was understood.
indirect enum PatternNode: Sendable {
    case character(Unicode.Scalar)
    case set(PatternSet)
    case anyCharacter
    case lineStart, lineEnd
    case group(PatternNode, Int?)
    case back(Int)
    case sequence([PatternNode])
    case choice([PatternNode])
    case repeated(PatternNode, Int, Int?, isLazy: Bool)
}

/// What the machine does.
enum PatternInstruction: Sendable {
    case character(Unicode.Scalar)
    case set(PatternSet)
    case anyCharacter
    case lineStart, lineEnd
    case back(Int)
    case save(Int)
    case jump(Int)
    /// Goes on at the first place, and at the second one should that fail.
    case split(Int, Int)
    /// Remembers where a round of a loop begins.
    case mark(Int)
    /// Leaves the loop when the round took nothing.
    case progress(Int, leave: Int)
    case match
}

/// Turns a pattern into instructions.
struct PatternCompiler {
    private(set) var program: [PatternInstruction] = []
    private(set) var slots: Int

    /// Instructions a pattern may become.
    static let limit = 20_000

    init(groups: Int) { slots = 2 * (groups + 1) }

    mutating func compile(_ node: PatternNode) throws(PatternError) {
        try add(node)
        try emit(.match)
    }

    private mutating func emit(_ instruction: PatternInstruction) throws(PatternError) {
        guard program.count < Self.limit else { throw PatternError("the pattern is too large") }
        program.append(instruction)
    }

    private mutating func add(_ node: PatternNode) throws(PatternError) {
        switch node {
        case .character(let scalar): try emit(.character(scalar))
        case .set(let set): try emit(.set(set))
        case .anyCharacter: try emit(.anyCharacter)
        case .lineStart: try emit(.lineStart)
        case .lineEnd: try emit(.lineEnd)
        case .back(let group): try emit(.back(group))
        case .group(let inner, nil): try add(inner)
        case .group(let inner, let group?):
            try emit(.save(2 * group))
            try add(inner)
            try emit(.save(2 * group + 1))
        case .sequence(let nodes): for node in nodes { try add(node) }
        case .choice(let nodes): try add(choice: nodes[...])
        case .repeated(let inner, let least, let most, let isLazy):
            for _ in 0..<least { try add(inner) }
            guard let most else { return try add(loop: inner, isLazy) }
            try add(optional: inner, most - least, isLazy)
        }
    }

    private mutating func add(choice nodes: ArraySlice<PatternNode>) throws(PatternError) {
        guard let first = nodes.first else { return }
        guard nodes.count > 1 else { return try add(first) }
        let split = program.count
        try emit(.match)
        try add(first)
        let jump = program.count
        try emit(.match)
        program[split] = .split(split + 1, program.count)
        try add(choice: nodes.dropFirst())
        program[jump] = .jump(program.count)
    }

    private mutating func add(loop inner: PatternNode, _ isLazy: Bool) throws(PatternError) {
        let slot = slots
        slots += 1
        let start = program.count
        try emit(.match)
        try emit(.mark(slot))
        try add(inner)
        let end = program.count
        try emit(.match)
        try emit(.jump(start))
        program[end] = .progress(slot, leave: program.count)
        program[start] = isLazy ? .split(program.count, start + 1) : .split(start + 1, program.count)
    }

    private mutating func add(optional inner: PatternNode, _ count: Int, _ isLazy: Bool) throws(PatternError)
    {
        var splits: [Int] = []
        for _ in 0..<count {
            splits.append(program.count)
            try emit(.match)
            try add(inner)
        }
        for split in splits {
            program[split] = isLazy ? .split(program.count, split + 1) : .split(split + 1, program.count)
        }
    }
}
