extension Builtins {
    static let strings: [Builtin] = [
        function("substring", ["string", "start position", "length"], .string, .integer, .optionalInteger) {
            substring($1, from: $2, count: $3).map(FeelValue.string)
        },
        function("string length", ["string"], .string) { .number(FeelNumber($1.unicodeScalars.count)) },
        function("upper case", ["string"], .string) { .string($1.uppercased()) },
        function("lower case", ["string"], .string) { .string($1.lowercased()) },
        function("substring before", ["string", "match"], .string, .string) {
            let text = Array($1.unicodeScalars)
            return .string(place(of: $2, in: text).map { string(text[..<$0]) } ?? "")
        },
        function("substring after", ["string", "match"], .string, .string) {
            let text = Array($1.unicodeScalars)
            let size = $2.unicodeScalars.count
            return .string(place(of: $2, in: text).map { string(text[($0 + size)...]) } ?? "")
        },
        function("contains", ["string", "match"], .string, .string) {
            .boolean(place(of: $2, in: Array($1.unicodeScalars)) != nil)
        },
        function("starts with", ["string", "match"], .string, .string) {
            .boolean($1.unicodeScalars.starts(with: $2.unicodeScalars))
        },
        function("ends with", ["string", "match"], .string, .string) {
            .boolean($1.unicodeScalars.reversed().starts(with: $2.unicodeScalars.reversed()))
        },
        function("matches", ["input", "pattern", "flags"], .string, .string, .optionalString) {
            evaluator, input, pattern, flags in
            searched(evaluator, input, pattern, flags) { search throws(PatternError) in
                .boolean(try search.isFound())
            }
        },
        function(
            "replace", ["input", "pattern", "replacement", "flags"], .string, .string, .string,
            .optionalString
        ) { evaluator, input, pattern, replacement, flags in
            searched(evaluator, input, pattern, flags) { search throws(PatternError) in
                .string(
                    try search.replaced(
                        with: replacement, limit: evaluator.environment.limits.characters))
            }
        },
        function("split", ["string", "delimiter"], .string, .string) { evaluator, input, delimiter in
            searched(evaluator, input, delimiter, nil) { search throws(PatternError) in
                .list(try search.pieces().map(FeelValue.string))
            }
        },
        function("string join", ["list", "delimiter"], .list, .optionalString) { evaluator, list, delimiter in
            joined(list, by: delimiter ?? "", evaluator)
        },
    ]

    private static func substring(_ text: String, from start: Int, count: Int?) -> String? {
        let scalars = Array(text.unicodeScalars)
        guard start != 0, start.magnitude <= scalars.count, count.map({ $0 > 0 }) ?? true else { return nil }
        let first = start > 0 ? start - 1 : scalars.count + start
        let size = min(count ?? scalars.count, scalars.count - first)
        return string(scalars[first..<first + size])
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func place(of match: String, in text: [Unicode.Scalar]) -> Int? {
        let match = Array(match.unicodeScalars)
        guard let first = match.first else { return 0 }
        guard match.count <= text.count else { return nil }
        return (0...text.count - match.count).first { text[$0] == first && text[$0...].starts(with: match) }
    }

    /// Steps of evaluation that a search with a pattern counts for.
    private static let stepsOfPattern = 200

    private static func searched(
        _ evaluator: Evaluator, _ input: String, _ pattern: String, _ flags: String?,
        _ result: (PatternSearch) throws(PatternError) -> FeelValue
    ) -> FeelValue? {
        guard evaluator.spend(stepsOfPattern + input.utf8.count) else { return nil }
        do {
            let pattern = try Pattern(pattern, flags: flags ?? "")
            return try result(PatternSearch(pattern, in: input))
        } catch {
            return evaluator.null(error.reason)
        }
    }

    private static func joined(_ list: [FeelValue], by delimiter: String, _ evaluator: Evaluator)
        -> FeelValue?
    {
        let texts = list.filter { !$0.isNull }.map(\.string)
        let characters = texts.reduce(0) { $0 + ($1?.utf8.count ?? 0) + delimiter.utf8.count }
        guard characters <= evaluator.environment.limits.characters else {
            return evaluator.exhausted(
                "a text of more than \(evaluator.environment.limits.characters) characters")
        }
        let known = texts.compactMap { $0 }
        return known.count == texts.count ? .string(known.joined(separator: delimiter)) : nil
    }
}
