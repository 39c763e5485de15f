/// Compiles the tree of a pattern into steps.
struct PatternProgram {
    private(set) var steps: [PatternStep] = []

    mutating func compile(_ tree: PatternTree) throws(PatternMistake) {
        steps = []
        try add(.save(0))
        try emit(tree)
        try add(.save(1))
        try add(.match)
    }

    private mutating func add(_ step: PatternStep) throws(PatternMistake) {
        guard steps.count < Pattern.maximumSteps else {
            throw PatternMistake(text: "more than \(Pattern.maximumSteps) steps, counts written out")
        }
        steps.append(step)
    }

    private mutating func emit(_ tree: PatternTree) throws(PatternMistake) {
        switch tree {
        case .one(let characters): try add(.one(characters))
        case .assert(let assertion): try add(.assert(assertion))
        case .sequence(let parts): for part in parts { try emit(part) }
        case .choice(let choices): try emitChoice(choices)
        case .group(let inner, let number):
            try add(.save(2 * number))
            try emit(inner)
            try add(.save(2 * number + 1))
        case .count(let inner, let least, let most, let isLazy):
            for _ in 0..<least { try emit(inner) }
            if let most {
                try emitOptional(inner, times: most - least, isLazy: isLazy)
            } else {
                try emitEndless(inner, isLazy: isLazy)
            }
        }
    }

    private mutating func emitChoice(_ choices: [PatternTree]) throws(PatternMistake) {
        var ends: [Int] = []
        for (index, choice) in choices.enumerated() {
            guard index + 1 < choices.count else {
                try emit(choice)
                break
            }
            let split = steps.count
            try add(.split(split + 1, 0))
            try emit(choice)
            ends.append(steps.count)
            try add(.jump(0))
            steps[split] = .split(split + 1, steps.count)
        }
        for end in ends { steps[end] = .jump(steps.count) }
    }

    private mutating func emitOptional(_ inner: PatternTree, times: Int, isLazy: Bool) throws(PatternMistake)
    {
        var splits: [Int] = []
        for _ in 0..<max(0, times) {
            splits.append(steps.count)
            try add(.split(steps.count + 1, 0))
            try emit(inner)
        }
        for split in splits {
            steps[split] = isLazy ? .split(steps.count, split + 1) : .split(split + 1, steps.count)
        }
    }

    private mutating func emitEndless(_ inner: PatternTree, isLazy: Bool) throws(PatternMistake) {
        let split = steps.count
        try add(.split(split + 1, 0))
        try emit(inner)
        try add(.jump(split))
        steps[split] = isLazy ? .split(steps.count, split + 1) : .split(split + 1, steps.count)
    }
}

/// Runs a compiled pattern over a text, all ways at once, the preferred one first.
struct PatternMachine {
    private let steps: [PatternStep]
    private let text: [Unicode.Scalar]
    private let slots: Int
    private var work = 0
    private var seen: [Int]
    private var mark = 0

    private struct Thread {
        var step: Int
        var saved: [Int]
    }

    init(steps: [PatternStep], groups: Int, text: [Unicode.Scalar]) {
        self.steps = steps
        self.text = text
        slots = 2 * groups
        seen = Array(repeating: 0, count: steps.count)
    }

    /// Where the groups of the first match stand; `nil` for no match, or none within the work allowed.
    mutating func run() -> [Range<Int>?]? {
        var threads: [Thread] = []
        var best: [Int]?
        for index in 0...text.count {
            mark += 1
            var here: [Thread] = []
            for thread in threads { follow(thread, at: index, into: &here) }
            if best == nil {
                follow(Thread(step: 0, saved: Array(repeating: -1, count: slots)), at: index, into: &here)
            }
            threads = []
            for thread in here {
                work += 1
                switch steps[thread.step] {
                case .match:
                    best = thread.saved
                case .one(let characters):
                    guard index < text.count, characters.contains(text[index]) else { continue }
                    threads.append(Thread(step: thread.step + 1, saved: thread.saved))
                    continue
                default: continue
                }
                break
            }
            if threads.isEmpty && best != nil { break }
            guard work < Pattern.maximumWork else { return nil }
        }
        return best.map { saved in
            stride(from: 0, to: slots, by: 2).map { slot in
                saved[slot] >= 0 && saved[slot + 1] >= saved[slot] ? saved[slot]..<saved[slot + 1] : nil
            }
        }
    }

    /// Follows the steps that take no character, each step once a place.
    private mutating func follow(_ thread: Thread, at index: Int, into list: inout [Thread]) {
        var open = [thread]
        while var next = open.popLast() {
            guard seen[next.step] != mark else { continue }
            seen[next.step] = mark
            work += 1
            switch steps[next.step] {
            case .one, .match: list.append(next)
            case .jump(let target):
                next.step = target
                open.append(next)
            case .split(let first, let second):
                open.append(Thread(step: second, saved: next.saved))
                next.step = first
                open.append(next)
            case .save(let slot):
                next.saved[slot] = index
                next.step += 1
                open.append(next)
            case .assert(let assertion):
                guard assertion.holds(at: index, in: text) else { continue }
                next.step += 1
                open.append(next)
            }
        }
    }
}
