import Domain
import Feel
import Workflow

/// What is said of a rehearsal on the command line.
struct RehearsalInputs {
    private var base = Rehearsal.Assumptions()

    /// Reads `name=expression`, `id=20%` and `id=2d`; ids must be those of the process.
    init(input: [String], share: [String], time: [String], of process: ProcessDefinition) throws(Failure) {
        for (name, value) in try DecisionInputs(input, .current()).context.entries {
            base.inputs[name] = Variable(value)
        }
        for argument in share {
            let (id, text) = try Self.pair(argument, of: process)
            guard let thousandths = Self.thousandths(text) else {
                throw .usage("--share takes id=percent such as f-held=30%, not \(SafeText(argument).text).")
            }
            base.shares[id] = thousandths
        }
        for argument in time {
            let (id, text) = try Self.pair(argument, of: process)
            guard let milliseconds = Self.milliseconds(text) else {
                throw .usage("--time takes id=time such as approve=4h, not \(SafeText(argument).text).")
            }
            base.times[id] = milliseconds
        }
    }

    /// The assumptions for so many cases.
    func assumptions(runs: Int, seed: UInt64) -> Rehearsal.Assumptions {
        var assumptions = base
        assumptions.runs = runs
        assumptions.seed = seed
        return assumptions
    }

    private static func pair(
        _ argument: String, of process: ProcessDefinition
    ) throws(Failure) -> (ElementID, String) {
        guard let typed = NamedValue(argument) else {
            throw .usage("\(SafeText(argument).text) is not of the form id=value.")
        }
        let id = typed.name
        guard process.nodes[id] != nil || process.flows[id] != nil else {
            throw .usage("\(process.id) has no element or flow \(SafeText(id).text).")
        }
        return (id, typed.value)
    }

    /// `30%` or `12.5%` in thousandths.
    static func thousandths(_ text: String) -> Int? {
        let digits = text.hasSuffix("%") ? text.dropLast() : text[...]
        guard let percent = Rational(parsing: digits), !percent.isNegative, !(percent - 100).isPositive,
            let thousandths = Int((percent * 10).rounded(to: 0).description)
        else { return nil }
        return thousandths
    }

    /// `30m`, `4h`, `2d`, or a duration of ISO 8601 without months.
    static func milliseconds(_ text: String) -> Int? {
        let units: [Character: Int] = ["s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
        if let last = text.last, let unit = units[last], let count = Int(text.dropLast()),
            (0...100_000).contains(count)
        {
            return count * unit
        }
        guard let span = TimeSpan(iso: text), span.months == 0, span.milliseconds >= 0 else { return nil }
        return span.milliseconds
    }
}
