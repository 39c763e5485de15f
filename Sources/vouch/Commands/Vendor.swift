import ArgumentParser

/// What is known of vendors.
struct Vendor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keep what is known of vendors.", subcommands: [ImportTemplate.self, ConfirmAccount.self])
}
