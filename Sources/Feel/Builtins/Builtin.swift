/// A function of FEEL (DMN 1.5, clause 10.3.4).
struct Builtin: Sendable {
    /// One way to call it.
    struct Form: Sendable {
        /// The names of its parameters.
        let parameters: [String]
        /// How many of them must be given.
        let required: Int
        /// Whether any number of arguments may stand for the last parameter.
        let isVariadic: Bool
        /// What it does with one argument for each parameter, `nil` where none was given; of a variadic form,
        /// with all arguments.
        let body: @Sendable (Evaluator, [FeelValue?]) -> FeelValue
    }

    let name: String
    var forms: [Form]

    /// Calls the form the arguments fit; null where none does.
    func called(_ evaluator: Evaluator, _ arguments: CallArguments) -> FeelValue {
        guard evaluator.spend(arguments.work) else { return .null }
        switch arguments {
        case .positional(let values):
            guard let form = forms.first(where: { $0.takes(values.count) }) else {
                return evaluator.null("\(name) does not take \(values.count) arguments")
            }
            let missing = max(0, form.parameters.count - values.count)
            return form.body(
                evaluator, values + (form.isVariadic ? [] : Array(repeating: nil, count: missing)))
        case .named(let values):
            guard let form = forms.first(where: { $0.takes(names: values.map(\.name)) }) else {
                return evaluator.null(
                    "\(name) has no parameters \(values.map(\.name).joined(separator: ", "))")
            }
            return form.body(
                evaluator, form.parameters.map { name in values.first { $0.name == name }?.value })
        }
    }

    /// Whether it can be called with so many arguments.
    func takes(_ count: Int) -> Bool { forms.contains { $0.takes(count) } }
}

extension CallArguments {
    /// The work of going through them once.
    fileprivate var work: Int {
        let values =
            switch self {
            case .positional(let values): values
            case .named(let values): values.map(\.value)
            }
        return values.reduce(0) { work, value in
            work + (value.list?.count ?? (value.string?.utf8.count ?? 0) / 16)
        }
    }
}

extension Builtin.Form {
    func takes(_ count: Int) -> Bool {
        count >= required && (isVariadic || count <= parameters.count)
    }

    func takes(names: [String]) -> Bool {
        Set(names).count == names.count && names.allSatisfy { parameters.contains($0) }
            && parameters.prefix(required).allSatisfy { names.contains($0) }
    }
}

/// All functions of FEEL.
enum Builtins {
    /// The functions by name.
    static let all: [String: Builtin] = {
        let families = [
            conversions, strings, lists, aggregates, numbers, calendar, intervals, contexts,
        ]
        return families.joined().reduce(into: [:]) { table, builtin in
            table[builtin.name, default: Builtin(name: builtin.name, forms: [])].forms += builtin.forms
        }
    }()

    /// Their names, for the parser.
    static let names = FeelNames(variables: all.keys)

    /// A function with parameters in order, of which the last ones may be left out.
    static func function(
        _ name: String, _ parameters: [String], required: Int? = nil, variadic: Bool = false,
        _ body: @escaping @Sendable (Evaluator, [FeelValue?]) -> FeelValue
    ) -> Builtin {
        Builtin(
            name: name,
            forms: [
                Builtin.Form(
                    parameters: parameters, required: required ?? parameters.count, isVariadic: variadic,
                    body: body)
            ])
    }
}
