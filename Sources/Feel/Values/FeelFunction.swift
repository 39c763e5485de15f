/// What can be called: a function of FEEL, of an expression, or of a model.
package struct FeelFunction: Sendable {
    /// A parameter with its name and the type its argument must have.
    package struct Parameter: Sendable {
        /// The name.
        package var name: String
        /// The type; `.any` where none was named.
        package var type: FeelType

        /// Makes a parameter.
        package init(name: String, type: FeelType = .any) {
            self.name = name
            self.type = type
        }
    }

    /// What happens on a call.
    enum Body: Sendable {
        case builtin(Builtin)
        case lambda(FeelNode, Scope)
        case model(@Sendable (Evaluator, [FeelValue]) -> FeelValue)
    }

    /// Its parameters; empty for a built-in function, which knows its own.
    package let parameters: [Parameter]
    /// The type of what it returns.
    package let result: FeelType
    let body: Body

    init(parameters: [Parameter], result: FeelType = .any, body: Body) {
        self.parameters = parameters
        self.result = result
        self.body = body
    }

    /// A function of a model, called with one argument for each parameter, converted to its type.
    package init(
        parameters: [Parameter], result: FeelType,
        calling body: @escaping @Sendable (Evaluator, [FeelValue]) -> FeelValue
    ) {
        self.init(parameters: parameters, result: result, body: .model(body))
    }
}
