import ArgumentParser

/// Who does what a command does.
struct PersonOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("Who does it (default: $VOUCH_USER, then the login name).", valueName: "name"))
    var user: String?

    /// The person's name as it is recorded: blanks around it make no other person.
    var name: String {
        let named = user.map { SafeText($0).text.split(separator: " ").joined(separator: " ") } ?? ""
        return named.isEmpty ? Environment.person : named
    }
}
