import ArgumentParser
import Glibc

/// What every command understands about how much it says, and how.
struct ScreenOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Say nothing on standard error but warnings and errors.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say more on standard error.")
    var verbose = false

    @Option(
        help: ArgumentHelp(
            "Notes on standard error as text or as JSON, one object a line.", valueName: "format"))
    var logFormat = LogFormat.text

    /// The forms of notes.
    enum LogFormat: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    func validate() throws {
        if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
    }

    /// The screen these options ask for.
    func screen(environment: [String: String] = Environment.current) -> Screen {
        Screen(
            output: Terminal(descriptor: STDOUT_FILENO, environment: environment),
            errors: Terminal(descriptor: STDERR_FILENO, environment: environment),
            volume: quiet ? .quiet : verbose ? .verbose : .normal, isMachineReadable: logFormat == .json)
    }
}
