import ArgumentParser

/// How many documents are read at once by commands that have no settings to say it.
struct JobsOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Reader processes that work at once (default: one for each processor).", valueName: "n"))
    var jobs: Int?

    /// Reader processes that work at once.
    var count: Int { jobs ?? Environment.processors }

    func validate() throws { try Self.check(jobs) }

    /// Refuses numbers of reader processes that no machine has.
    static func check(_ jobs: Int?) throws {
        if let jobs, !(1...256).contains(jobs) {
            throw ValidationError("--jobs takes a number from 1 to 256.")
        }
    }
}
