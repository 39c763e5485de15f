extension FeelParser {
    mutating func number() throws(FeelSyntaxError) -> FeelNode {
        let start = scanner.at
        digits()
        if scanner.peek() == ".", scanner.peek(1)?.isDigit == true {
            scanner.at += 1
            digits()
        }
        if scanner.peek() == "e" || scanner.peek() == "E" {
            let signs = scanner.peek(1) == "+" || scanner.peek(1) == "-" ? 2 : 1
            if scanner.peek(signs)?.isDigit == true {
                scanner.at += signs
                digits()
            }
        }
        guard let number = FeelNumber(scanner.text(from: start)) else { throw failure("not a number") }
        return .literal(.number(number))
    }

    private mutating func digits() {
        while scanner.peek()?.isDigit == true { scanner.at += 1 }
    }

    /// A value that needs no zone is read now, any other one when it is needed.
    static func temporal(_ text: String) -> FeelNode {
        TemporalReader.value(text, zones: .greenwich).map { .literal($0) } ?? .temporal(text)
    }

    mutating func string() throws(FeelSyntaxError) -> String {
        scanner.at += 1
        var text = String.UnicodeScalarView()
        while let scalar = scanner.peek(), scalar != "\"" {
            scanner.at += 1
            guard scalar == "\\", let next = scanner.peek() else {
                text.append(scalar)
                continue
            }
            scanner.at += 1
            text.append(contentsOf: escaped(next))
        }
        guard scanner.peek() == "\"" else { throw failure("the string does not end") }
        scanner.at += 1
        return String(text)
    }

    /// What an escape stands for; one nobody knows stands for itself, as patterns of `matches` need it.
    private mutating func escaped(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        switch scalar {
        case "n": return ["\n"]
        case "r": return ["\r"]
        case "t": return ["\t"]
        case "\"", "'", "\\": return [scalar]
        case "u": return codePoint(digits: 4).flatMap { surrogatePair($0) } ?? ["\\", scalar]
        case "U":
            return codePoint(digits: 6).flatMap { Unicode.Scalar(UInt32($0)) }.map { [$0] } ?? ["\\", scalar]
        default: return ["\\", scalar]
        }
    }

    private mutating func codePoint(digits: Int) -> Int? {
        var value = 0
        for offset in 0..<digits {
            guard let digit = scanner.peek(offset).flatMap({ Int(String($0), radix: 16) }) else { return nil }
            value = value * 16 + digit
        }
        scanner.at += digits
        return value
    }

    private mutating func surrogatePair(_ high: Int) -> [Unicode.Scalar]? {
        guard (0xD800...0xDBFF).contains(high) else { return Unicode.Scalar(UInt32(high)).map { [$0] } }
        guard scanner.peek() == "\\", scanner.peek(1) == "u" else { return nil }
        scanner.at += 2
        guard let low = codePoint(digits: 4), (0xDC00...0xDFFF).contains(low) else { return nil }
        return Unicode.Scalar(UInt32(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))).map { [$0] }
    }

    // MARK: Lists, ranges, contexts

    mutating func listOrRange() throws(FeelSyntaxError) -> FeelNode {
        try expect("[")
        let outer = (isInRange, filters)
        isInRange = false
        defer { (isInRange, filters) = outer }
        if scanner.take("]") { return .list([]) }
        var elements = [try unaryTest()]
        if scanner.take("..") { return try range(from: elements[0], includesStart: true) }
        while scanner.take(",") { elements.append(try unaryTest()) }
        try expect("]")
        return .list(elements)
    }

    mutating func openRange() throws(FeelSyntaxError) -> FeelNode {
        try expect("]")
        let start = try expression()
        try expect("..")
        return try range(from: start, includesStart: false)
    }

    mutating func parenthesised() throws(FeelSyntaxError) -> FeelNode {
        try expect("(")
        let outer = (isInRange, filters)
        isInRange = false
        defer { (isInRange, filters) = outer }
        if let comparison = takeComparison() {
            let node = FeelNode.comparisonRange(comparison, try expression())
            try expect(")")
            return node
        }
        let node = try expression()
        if scanner.take("..") { return try range(from: node, includesStart: false) }
        try expect(")")
        return node
    }

    private mutating func range(from start: FeelNode, includesStart: Bool) throws(FeelSyntaxError) -> FeelNode
    {
        isInRange = true
        let end = try expression()
        isInRange = false
        if scanner.take("]") {
            return .range(RangeNode(start: start, end: end, includesStart: includesStart, includesEnd: true))
        }
        guard scanner.take(")") || scanner.take("[") else { throw failure("the range does not end") }
        return .range(RangeNode(start: start, end: end, includesStart: includesStart, includesEnd: false))
    }

    mutating func context() throws(FeelSyntaxError) -> FeelNode {
        try expect("{")
        let outer = (names, isInRange, filters)
        isInRange = false
        defer { (names, isInRange, filters) = outer }
        var entries: [(name: String, value: FeelNode)] = []
        while !scanner.take("}") {
            if !entries.isEmpty { try expect(",") }
            scanner.skipSpace()
            let name = scanner.peek() == "\"" ? try string() : try newName(until: nil)
            guard !entries.contains(where: { $0.name == name }) else {
                throw failure("\(name) stands twice in the context")
            }
            try expect(":")
            entries.append((name, try expression()))
            names.add(variable: name)
            declared.add(member: name)
        }
        return .context(entries)
    }
}

extension Unicode.Scalar {
    var isDigit: Bool { ("0"..."9").contains(self) }
}
