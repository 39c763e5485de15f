import Testing

@testable import Feel

/// Evaluates expressions in the way tests need it: in a world of two zones.
enum Expecting {
    /// Paris with the summer time of 2021 alone, and Greenwich.
    static let zones = ZoneRules { name, moment in
        switch name {
        case "Europe/Paris": (1_616_893_200..<1_635_642_000).contains(moment) ? 7200 : 3600
        case "Etc/UTC": 0
        default: nil
        }
    }

    static let environment = FeelEnvironment(
        zones: zones, now: TemporalReader.moment("2026-11-22T10:20:30Z", zones: zones))

    /// The value of an expression as FEEL writes it; `error` where the text is none.
    static func text(_ expression: String, _ context: FeelContext = FeelContext()) -> String {
        do throws(FeelSyntaxError) {
            return try FeelExpression(expression, names: FeelNames(variables: context.names))
                .outcome(in: context, environment).value.description
        } catch {
            return "error"
        }
    }
}
