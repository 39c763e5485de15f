/// How a run ended, as its exit code says it.
enum Outcome: Int32, Error, Hashable, Sendable {
    /// Done.
    case done = 0
    /// Done, but some documents need a person or were refused.
    case needsPerson = 1
    /// The command line was wrong.
    case usage = 2
    /// Something on this machine is missing or in the way.
    case environment = 3
    /// An error in vouch.
    case internalError = 4
}

/// Why a run could not do what it was asked for.
struct Failure: Error, Hashable, Sendable {
    /// One sentence: what is wrong, and what to do next.
    var sentence: String
    /// The exit code it leads to.
    var outcome: Outcome

    /// Something on this machine is missing or in the way.
    static func environment(_ sentence: String) -> Failure {
        Failure(sentence: sentence, outcome: .environment)
    }

    /// What was named on the command line does not exist or does not fit.
    static func usage(_ sentence: String) -> Failure {
        Failure(sentence: sentence, outcome: .usage)
    }
}
