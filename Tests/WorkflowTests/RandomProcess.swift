import Seeds

@testable import Workflow

/// A block-structured process by chance: what begins in a block ends in it, so every token must come to the end.
struct RandomProcess {
    private var chance: Chance
    private var nodes: [String] = []
    private var flows: [String] = []
    private var count = 0
    /// The variables it is started with, which its conditions ask for.
    private(set) var variables: [String: Variable] = [:]
    private(set) var text = ""

    init(seed: UInt64) {
        chance = Chance(seed: seed)
        let block = scope(depth: 0, many: 0)
        text = "<process id=\"p\" isExecutable=\"true\">\(block)</process>"
    }

    private mutating func name(_ prefix: String) -> String {
        count += 1
        return "\(prefix)\(count)"
    }

    /// A truth value that is decided before the start.
    private mutating func decision() -> String {
        let name = name("v")
        variables[name] = .bool(chance.below(2) == 0)
        return name
    }

    private mutating func add(_ xml: String) { nodes.append(xml) }

    private mutating func flow(_ from: String, _ to: String, if condition: String? = nil) -> String {
        let id = name("f")
        let condition = condition.map {
            "<conditionExpression>\($0.replacing("<", with: "&lt;"))</conditionExpression>"
        }
        flows.append(
            "<sequenceFlow id=\"\(id)\" sourceRef=\"\(from)\" targetRef=\"\(to)\">\(condition ?? "")</sequenceFlow>"
        )
        return id
    }

    /// What stands in a process or sub-process: a start, a block and an end.
    private mutating func scope(depth: Int, many: Int) -> String {
        let outer = (nodes, flows)
        (nodes, flows) = ([], [])
        let (start, end) = (name("s"), name("e"))
        add("<startEvent id=\"\(start)\"/>")
        let (first, last) = block(depth: depth, many: many)
        _ = flow(start, first)
        _ = flow(last, end)
        add("<endEvent id=\"\(end)\"/>")
        let text = (nodes + flows).joined()
        (nodes, flows) = outer
        return text
    }

    /// A block, with the nodes it is entered and left by.
    private mutating func block(depth: Int, many: Int) -> (String, String) {
        guard depth < 4, count < 70 else { return leaf() }
        switch chance.below(12) {
        case 0, 1, 2: return leaf()
        case 3, 4: return sequence(depth: depth, many: many)
        case 5, 6: return split("parallel", depth: depth, many: many)
        case 7: return split("exclusive", depth: depth, many: many)
        case 8, 9: return split("inclusive", depth: depth, many: many)
        case 10 where many == 0: return loop(depth: depth)
        default: return subProcess(depth: depth, many: many)
        }
    }

    private mutating func leaf() -> (String, String) {
        let id = name("t")
        switch chance.below(6) {
        case 0: add("<task id=\"\(id)\"/>")
        case 1: add("<intermediateThrowEvent id=\"\(id)\"/>")
        case 2:
            let many = Drawing.many(String(chance.below(4)), sequential: chance.below(2) == 0)
            add("<userTask id=\"\(id)\">\(many)</userTask>")
        default: add("<userTask id=\"\(id)\"/>")
        }
        return (id, id)
    }

    private mutating func sequence(depth: Int, many: Int) -> (String, String) {
        let blocks = (0..<2 + chance.below(2)).map { _ in block(depth: depth + 1, many: many) }
        for (left, right) in zip(blocks, blocks.dropFirst()) { _ = flow(left.1, right.0) }
        return (blocks[0].0, blocks[blocks.count - 1].1)
    }

    private mutating func split(_ kind: String, depth: Int, many: Int) -> (String, String) {
        let (split, join) = (name("g"), name("g"))
        var fallback = ""
        for branch in 0..<2 + chance.below(2) {
            let (first, last) = block(depth: depth + 1, many: many)
            let condition = kind == "parallel" || branch == 0 ? nil : decision()
            let taken = flow(split, first, if: condition)
            if branch == 0 { fallback = taken }
            _ = flow(last, join)
        }
        // The first branch is the one taken when no other is.
        let isDefault = kind != "parallel"
        add("<\(kind)Gateway id=\"\(split)\"\(isDefault ? " default=\"\(fallback)\"" : "")/>")
        add("<\(kind)Gateway id=\"\(join)\"/>")
        return (split, join)
    }

    /// A way back, taken twice.
    private mutating func loop(depth: Int) -> (String, String) {
        let (zero, enter, next, leave) = (name("z"), name("g"), name("c"), name("g"))
        let counter = name("i")
        add(Drawing.script(zero, "0", into: counter))
        add("<exclusiveGateway id=\"\(enter)\"/>")
        add(Drawing.script(next, "\(counter) + 1", into: counter))
        let (first, last) = block(depth: depth + 1, many: 0)
        _ = flow(zero, enter)
        _ = flow(enter, first)
        _ = flow(last, next)
        _ = flow(next, leave)
        _ = flow(leave, enter, if: "\(counter) < 2")
        add("<inclusiveGateway id=\"\(leave)\" default=\"f\(count + 1)\"/>")
        let out = name("o")
        // The name just taken was the default flow's number: the flow out of the loop gets it.
        flows.append("<sequenceFlow id=\"f\(count)\" sourceRef=\"\(leave)\" targetRef=\"\(out)\"/>")
        add("<task id=\"\(out)\"/>")
        return (zero, out)
    }

    private mutating func subProcess(depth: Int, many: Int) -> (String, String) {
        let id = name("u")
        // Repetition inside repetition multiplies: two levels of it are enough.
        let kind = many < 2 ? chance.below(3) : 0
        let inner = scope(depth: depth + 1, many: many + (kind > 0 ? 1 : 0))
        let repetition =
            kind == 0 ? "" : Drawing.many(String(1 + chance.below(2)), sequential: kind == 1)
        add("<subProcess id=\"\(id)\">\(repetition)\(inner)</subProcess>")
        guard chance.below(3) == 0 else { return (id, id) }
        // A way out that is armed and never taken.
        let (boundary, merge) = (name("b"), name("g"))
        add(Drawing.boundary(boundary, on: id, Drawing.timer("P1D"), interrupts: chance.below(2) == 0))
        add("<exclusiveGateway id=\"\(merge)\"/>")
        _ = flow(boundary, merge)
        _ = flow(id, merge)
        return (id, merge)
    }
}
