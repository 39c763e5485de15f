import ArgumentParser

/// What is known of vendors.
struct Vendor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keep what is known of vendors.",
        subcommands: [
            ShowTemplate.self, Proposals.self, Adopt.self, Forget.self, Learn.self, ImportTemplate.self,
            CreateVendor.self, ConfirmAccount.self,
        ])
}
