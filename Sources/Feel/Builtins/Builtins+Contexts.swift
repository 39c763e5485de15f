extension Builtins {
    static let contexts: [Builtin] = [
        function("get value", ["m", "key"], .context, .string) {
            .some($1[$2] ?? $0.null("there is no \($2)"))
        },
        function("get entries", ["m"], .context) { _, context in
            .list(
                context.entries.map {
                    .context(FeelContext([("key", .string($0.name)), ("value", $0.value)]))
                })
        },
        function("context", ["entries"], .list) { _, entries in made(of: entries).map(FeelValue.context) },
        function("context put", ["context", "keys", "value"], .context, .something, .anything) {
            put($3, at: $2, in: $1).map(FeelValue.context)
        },
        function("context put", ["context", "key", "value"], .context, .string, .anything) {
            put($3, at: .string($2), in: $1).map(FeelValue.context)
        },
        function("context merge", ["contexts"], .list) { _, contexts in
            var merged = FeelContext()
            for context in contexts {
                guard let entries = context.context?.entries else { return nil }
                for entry in entries { merged[entry.name] = entry.value }
            }
            return .context(merged)
        },
    ]

    private static func made(of entries: [FeelValue]) -> FeelContext? {
        var made = FeelContext()
        for entry in entries {
            guard let key = entry.context?["key"]?.string, let value = entry.context?["value"],
                made[key] == nil
            else { return nil }
            made[key] = value
        }
        return made
    }

    private static func put(_ value: FeelValue, at key: FeelValue, in context: FeelContext) -> FeelContext? {
        guard case .list(let keys) = key else {
            return key.string.map { put(value, at: [$0], in: context) } ?? nil
        }
        let names = keys.compactMap(\.string)
        return names.count == keys.count ? put(value, at: names[...], in: context) : nil
    }

    private static func put(_ value: FeelValue, at keys: ArraySlice<String>, in context: FeelContext)
        -> FeelContext?
    {
        guard let key = keys.first else { return nil }
        var context = context
        guard keys.count > 1 else {
            context[key] = value
            return context
        }
        guard let inner = context[key]?.context, let changed = put(value, at: keys.dropFirst(), in: inner)
        else {
            return nil
        }
        context[key] = .context(changed)
        return context
    }
}
