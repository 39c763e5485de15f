import ArgumentParser
import Decisions
import Feel
import Pipeline

/// Tries and checks models of decisions.
struct Decide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decision",
        abstract: "Try and check decision models (DMN).",
        discussion: """
              vouch decision test approval.dmn --input Amount=1200 --input 'Risk="low"'
              vouch decision check approval.dmn
            """,
        subcommands: [Test.self, Check.self])

    /// Decides something.
    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test",
            abstract: "Decide with inputs you give, and see which rules fired.",
            discussion: """
                Inputs are expressions of FEEL. Without --decision all decisions of the model
                are made. What is wrong with the tables (gaps, overlaps, rules that never
                decide) is told as well. Leaves with 1 when a decision comes to nothing
                (null).

                  vouch decision test approval.dmn --input Amount=1200
                  vouch decision test approval.dmn --input 'Bill={net: 100, vendor: "ACME"}'
                  vouch decision test approval.dmn --input 'Due=@"2026-12-01"' --decision Who
                  vouch decision test approval.dmn --input Amount=1200 --json
                """)

        @Argument(help: ArgumentHelp("A model of decisions.", valueName: "file"))
        var file: String

        @Option(help: ArgumentHelp("The value of an input; once for each.", valueName: "name=expression"))
        var input: [String] = []

        @Option(help: ArgumentHelp("The decision to make, by name or id; once for each.", valueName: "name"))
        var decision: [String] = []

        @Option(help: ArgumentHelp("The moment now() gives.", valueName: "date and time"))
        var now: String?

        @Flag(help: "The outcome for programs.") var json = false

        @OptionGroup(title: "Notes") var options: ScreenOptions

        func validate() throws {
            if let now, TemporalReader.moment(now, zones: .world) == nil {
                throw ValidationError("--now takes a moment such as 2026-11-22T10:00:00Z.")
            }
        }

        func run() async throws {
            let screen = options.screen()
            let library = try DecisionFiles(files: Composition.files).library(FilePath(file))
            for fault in library.faults {
                screen.warn(fault.description)
                guard !screen.isMachineReadable else { continue }
                for line in DecisionScreen.lines(pointingAt: fault) { screen.note(line) }
            }
            let environment = now.map { FeelEnvironment.at($0) } ?? .current()
            let inputs = try DecisionInputs(input, environment).context
            let names = decision.isEmpty ? library.decisionNames : decision
            let outcomes = try names.map { name in
                do throws(UnknownDecision) {
                    return (name, try library.outcome(ofDecision: name, inputs: inputs, environment))
                } catch {
                    throw Failure.usage(
                        "There is no decision \(error.name). There are: "
                            + "\(library.decisionNames.joined(separator: ", ")).")
                }
            }
            let findings = library.tableFindings(environment)
            if json {
                screen.put(DecisionJSON.bytes(outcomes, findings, of: library))
            } else {
                for (name, outcome) in outcomes {
                    screen.put(DecisionScreen.lines(of: outcome, name, of: library))
                }
                screen.put(DecisionScreen.lines(of: findings))
            }
            let isEmpty = outcomes.contains { $0.1.value.isNull }
            if isEmpty { throw Outcome.needsPerson }
        }
    }

    /// Says what is wrong with a model before it is used.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Tell what is wrong with a model: faults, gaps, overlaps, rules that never decide.",
            discussion: """
                Tables are looked through for all inputs there can be, but null. Leaves with 1
                when anything is found.

                  vouch decision check approval.dmn
                """)

        @Argument(help: ArgumentHelp("A model of decisions.", valueName: "file"))
        var file: String

        @OptionGroup(title: "Notes") var options: ScreenOptions

        func run() async throws {
            let screen = options.screen()
            let library = try DecisionFiles(files: Composition.files).library(FilePath(file))
            let findings = library.tableFindings(.current())
            screen.put(DecisionScreen.lines(of: library, findings))
            if !library.faults.isEmpty || !findings.isEmpty { throw Outcome.needsPerson }
        }
    }
}
