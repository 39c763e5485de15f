extension Builtins {
    static let lists: [Builtin] = [
        function("list contains", ["list", "element"], .list, .anything) { evaluator, list, element in
            .boolean(list.contains { evaluator.comparing.areEqual($0, element) == true })
        },
        function("count", ["list"], .list) { .number(FeelNumber($1.count)) },
        function("sublist", ["list", "start position", "length"], .list, .integer, .optionalInteger) {
            sublist($1, from: $2, count: $3).map(FeelValue.list)
        },
        variadic("append", ["list", "item"], required: 1) { _, arguments in
            arguments.first.flatMap { Kind.list.read($0) }.map { .list($0 + arguments.dropFirst()) }
        },
        variadic("concatenate", ["list"], required: 1) { _, arguments in
            let lists = arguments.map { Kind.list.read($0) }
            return lists.contains { $0 == nil } ? nil : .list(lists.flatMap { $0 ?? [] })
        },
        variadic("union", ["list"], required: 1) { evaluator, arguments in
            let lists = arguments.map { Kind.list.read($0) }
            return lists.contains { $0 == nil } ? nil : .list(distinct(lists.flatMap { $0 ?? [] }, evaluator))
        },
        function("insert before", ["list", "position", "newItem"], .list, .number, .anything) {
            _, list, position, item in
            Evaluator.index(position, count: list.count).map { .list(list[..<$0] + [item] + list[$0...]) }
        },
        function("remove", ["list", "position"], .list, .number) { _, list, position in
            Evaluator.index(position, count: list.count).map { .list(Array(list[..<$0] + list[($0 + 1)...])) }
        },
        function("list replace", ["list", "position", "newItem"], .list, .something, .anything) {
            replaced(in: $1, $2, by: $3, $0)
        },
        function("list replace", ["list", "match", "newItem"], .list, .something, .anything) {
            replaced(in: $1, $2, by: $3, $0)
        },
        function("reverse", ["list"], .list) { .list($1.reversed()) },
        function("index of", ["list", "match"], .list, .anything) { evaluator, list, match in
            let found = list.indices.filter { evaluator.comparing.areEqual(list[$0], match) == true }
            return .list(found.map { .number(FeelNumber($0 + 1)) })
        },
        function("distinct values", ["list"], .list) { .list(distinct($1, $0)) },
        function("flatten", ["list"], .list) { .list(flattened($1, depth: 0)) },
        function("sort", ["list", "precedes"], .list, .function) { sorted($1, by: $2, $0) },
        function("sort", ["list"], .list) { evaluator, list in
            sorted(list) { evaluator.comparing.order($0, $1).map { $0 < 0 } }.map(FeelValue.list)
        },
    ]

    /// A function of any number of arguments; null where it gives none.
    static func variadic(
        _ name: String, _ parameters: [String], required: Int,
        _ body: @escaping @Sendable (Evaluator, [FeelValue]) -> FeelValue?
    ) -> Builtin {
        function(name, parameters, required: required, variadic: true) { evaluator, arguments in
            body(evaluator, arguments.map { $0 ?? .null }) ?? evaluator.null("\(name) has no result for this")
        }
    }

    private static func sublist(_ list: [FeelValue], from start: Int, count: Int?) -> [FeelValue]? {
        guard start != 0, start.magnitude <= list.count else { return nil }
        let first = start > 0 ? start - 1 : list.count + start
        let size = count ?? list.count - first
        return size > 0 && size <= list.count - first ? Array(list[first..<first + size]) : nil
    }

    private static func distinct(_ list: [FeelValue], _ evaluator: Evaluator) -> [FeelValue] {
        list.reduce(into: []) { kept, value in
            guard evaluator.spend(kept.count / 8) else { return }
            if !kept.contains(where: { evaluator.comparing.areEqual($0, value) == true }) {
                kept.append(value)
            }
        }
    }

    private static func flattened(_ list: [FeelValue], depth: Int) -> [FeelValue] {
        list.flatMap { element in
            element.list.map { depth < 200 ? flattened($0, depth: depth + 1) : $0 } ?? [element]
        }
    }

    private static func replaced(
        in list: [FeelValue], _ place: FeelValue, by item: FeelValue, _ evaluator: Evaluator
    ) -> FeelValue? {
        if case .number(let position) = place.single {
            guard let index = Evaluator.index(position, count: list.count) else { return nil }
            return .list(list[..<index] + [item] + list[(index + 1)...])
        }
        guard case .function(let match) = place.single else { return nil }
        var result: [FeelValue] = []
        for element in list {
            guard let isMatch = evaluator.called(match, with: element, item).boolean else { return nil }
            result.append(isMatch ? item : element)
        }
        return .list(result)
    }

    private static func sorted(
        _ list: [FeelValue], by precedes: FeelFunction, _ evaluator: Evaluator
    ) -> FeelValue? {
        sorted(list) { evaluator.called(precedes, with: $0, $1).boolean }.map(FeelValue.list)
    }

    /// Merges halves, so that a wrong order of the model cannot break more than the order; stable.
    static func sorted(
        _ list: [FeelValue], _ precedes: (FeelValue, FeelValue) -> Bool?
    ) -> [FeelValue]? {
        guard list.count > 1 else { return list }
        let middle = list.count / 2
        guard let left = sorted(Array(list[..<middle]), precedes),
            let right = sorted(Array(list[middle...]), precedes)
        else { return nil }
        var merged: [FeelValue] = []
        var (leftAt, rightAt) = (0, 0)
        while leftAt < left.count, rightAt < right.count {
            guard let isRightFirst = precedes(right[rightAt], left[leftAt]) else { return nil }
            if isRightFirst {
                merged.append(right[rightAt])
                rightAt += 1
            } else {
                merged.append(left[leftAt])
                leftAt += 1
            }
        }
        return merged + left[leftAt...] + right[rightAt...]
    }
}
