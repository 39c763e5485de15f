/// Functions whose arguments are read by their kinds first; null where one does not fit.
extension Builtins {
    static func function<A>(
        _ name: String, _ parameters: [String], _ a: Kind<A>,
        _ result: @escaping @Sendable (Evaluator, A) -> FeelValue?
    ) -> Builtin {
        function(name, parameters, optional: [a.isOptional]) { evaluator, given in
            guard let a = a.read(given[0]) else { return nil }
            return result(evaluator, a)
        }
    }

    static func function<A, B>(
        _ name: String, _ parameters: [String], _ a: Kind<A>, _ b: Kind<B>,
        _ result: @escaping @Sendable (Evaluator, A, B) -> FeelValue?
    ) -> Builtin {
        function(name, parameters, optional: [a.isOptional, b.isOptional]) { evaluator, given in
            guard let a = a.read(given[0]), let b = b.read(given[1]) else { return nil }
            return result(evaluator, a, b)
        }
    }

    static func function<A, B, C>(
        _ name: String, _ parameters: [String], _ a: Kind<A>, _ b: Kind<B>, _ c: Kind<C>,
        _ result: @escaping @Sendable (Evaluator, A, B, C) -> FeelValue?
    ) -> Builtin {
        function(name, parameters, optional: [a.isOptional, b.isOptional, c.isOptional]) { evaluator, given in
            guard let a = a.read(given[0]), let b = b.read(given[1]), let c = c.read(given[2]) else {
                return nil
            }
            return result(evaluator, a, b, c)
        }
    }

    static func function<A, B, C, D>(
        _ name: String, _ parameters: [String], _ a: Kind<A>, _ b: Kind<B>, _ c: Kind<C>, _ d: Kind<D>,
        _ result: @escaping @Sendable (Evaluator, A, B, C, D) -> FeelValue?
    ) -> Builtin {
        function(
            name, parameters, optional: [a.isOptional, b.isOptional, c.isOptional, d.isOptional]
        ) { evaluator, given in
            guard let a = a.read(given[0]), let b = b.read(given[1]), let c = c.read(given[2]),
                let d = d.read(given[3])
            else { return nil }
            return result(evaluator, a, b, c, d)
        }
    }

    /// A function of the arguments as they are given, null where it gives nothing.
    static func function(
        _ name: String, _ parameters: [String], optional: [Bool],
        _ result: @escaping @Sendable (Evaluator, [FeelValue?]) -> FeelValue?
    ) -> Builtin {
        function(name, parameters, required: optional.count { !$0 }) { evaluator, given in
            result(evaluator, given)
                ?? evaluator.null(
                    "\(name) has no result for (\(given.compactMap { $0?.kind }.joined(separator: ", ")))")
        }
    }
}
