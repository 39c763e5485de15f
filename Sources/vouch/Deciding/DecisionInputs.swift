import Feel

/// Inputs as they are typed: `name=expression`, each.
struct DecisionInputs {
    let context: FeelContext

    /// Evaluates the expressions; throws where one is none.
    init(_ arguments: [String], _ environment: FeelEnvironment) throws(Failure) {
        var context = FeelContext()
        for argument in arguments {
            guard let typed = NamedValue(argument), !typed.name.isEmpty else {
                throw Failure.usage("--input takes name=expression, not \(SafeText(argument).text).")
            }
            let name = FeelNames.normal(typed.name)
            do throws(FeelSyntaxError) {
                context[name] = try FeelExpression(typed.value).outcome(in: context, environment).value
            } catch {
                throw Failure.usage(
                    "The value of \(SafeText(name).text) is no expression: \(SafeText(error.description).text)."
                )
            }
        }
        self.context = context
    }
}
