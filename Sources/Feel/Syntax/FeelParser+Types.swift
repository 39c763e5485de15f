extension FeelType {
    /// A type as expressions write it, such as `list<number>`; `nil` for a text that is none.
    package init?(_ text: String, names: FeelNames) {
        var parser = FeelParser(text, names: names)
        guard let type = try? parser.type(), (try? parser.expectEnd()) != nil else { return nil }
        self = type
    }
}

extension FeelParser {
    /// The name of a type, or a type with parts: `list<number>`, `function<string>->context<a: date>`.
    mutating func type() throws(FeelSyntaxError) -> FeelType {
        try deeper { parser throws(FeelSyntaxError) in try parser.oneType() }
    }

    private mutating func oneType() throws(FeelSyntaxError) -> FeelType {
        scanner.skipSpace()
        for name in FeelType.namesWithSpaces {
            var probe = FeelNames()
            probe.add(variable: name)
            let first = String(name.prefix { $0 != " " })
            if scanner.take(probe.variables(beginningWith: first)) != nil {
                return FeelType(builtIn: name) ?? .any
            }
        }
        switch true {
        case scanner.takeWord("list"): return try opensAngle() ? .list(try lastType()) : .list(.any)
        case scanner.takeWord("range"): return try opensAngle() ? .range(try lastType()) : .range(.any)
        case scanner.takeWord("context"): return try contextType()
        case scanner.takeWord("function"): return try functionType()
        default: return try namedType()
        }
    }

    private mutating func opensAngle() throws(FeelSyntaxError) -> Bool { scanner.take("<") }

    private mutating func lastType() throws(FeelSyntaxError) -> FeelType {
        let type = try type()
        try expect(">")
        return type
    }

    private mutating func contextType() throws(FeelSyntaxError) -> FeelType {
        guard scanner.take("<") else { return .context([]) }
        var members: [FeelType.Member] = []
        while !scanner.take(">") {
            if !members.isEmpty { try expect(",") }
            let name = try newName(until: nil)
            try expect(":")
            members.append(.init(name: name, type: try type()))
        }
        return .context(members)
    }

    private mutating func functionType() throws(FeelSyntaxError) -> FeelType {
        guard scanner.take("<") else { return .function([], .any) }
        var parameters: [FeelType] = []
        while !scanner.take(">") {
            if !parameters.isEmpty { try expect(",") }
            parameters.append(try type())
        }
        try expect("->")
        return .function(parameters, try type())
    }

    /// A name of one or more words, with points between the parts of an imported one.
    private mutating func namedType() throws(FeelSyntaxError) -> FeelType {
        let keywords = [
            "and", "or", "then", "else", "return", "satisfies", "between", "in", "instance", "of",
        ]
        var words: [String] = []
        scanner.skipSpace()
        while scanner.peek()?.isNamePart == true {
            if !words.isEmpty, keywords.contains(where: { scanner.followsWord($0) }) { break }
            words.append(scanner.word())
            while scanner.peek() == ".", scanner.peek(1)?.isNameStart == true {
                scanner.at += 1
                words[words.count - 1] += "." + scanner.word()
            }
            scanner.skipSpace()
        }
        guard !words.isEmpty else { throw failure("expected a type") }
        let name = words.joined(separator: " ")
        return FeelType(builtIn: name) ?? .named(names.types[name] ?? name)
    }
}
