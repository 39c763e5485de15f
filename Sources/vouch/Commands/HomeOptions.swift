import ArgumentParser
import Pipeline

/// Which home a command works on.
struct HomeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The home (default: $VOUCH_HOME, then ~/.vouch).", valueName: "dir"))
    var home: String?

    /// The home named by the option, the environment, or custom.
    func home(environment: [String: String] = Environment.current) throws -> Home {
        if let home = home ?? environment["VOUCH_HOME"], !home.isEmpty { return Home(FilePath(home)) }
        guard let user = environment["HOME"], !user.isEmpty else {
            throw Failure.environment("Neither $VOUCH_HOME nor $HOME is set. Name a home with --home.")
        }
        return Home(FilePath(user).appending(".vouch"))
    }
}
