import ArgumentParser

/// The root command: everything else hangs below it.
struct Vouch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vouch",
        abstract: "Invoices from paper to paid.",
        discussion: """
            Drop PDFs and scans in, get structured invoices out, each value with its place
            on the page.

              vouch read invoice.pdf      look at one document, nothing is kept
              vouch init && vouch watch   a home, and an inbox that is emptied
              vouch batch ~/archive       take an archive in; stop and start as you like
              vouch why 17 grand_total    where a value came from, with its picture

            Exit codes:
              0  done
              1  done, but some documents need a person or were refused
              2  wrong usage
              3  something on this machine is missing; vouch doctor says what
              4  an error in vouch
            """,
        version: version,
        groupedSubcommands: groups)

    /// The version of the program.
    static let version = "0.1.0"

    /// The commands, in the order in which a bill comes by them.
    private static let groups = [
        CommandGroup(
            name: "Capture",
            subcommands: [Init.self, Watch.self, Batch.self, Read.self, EnterCommand.self]),
        CommandGroup(
            name: "Document",
            subcommands: [List.self, Show.self, Why.self, Search.self, Stats.self]),
        CommandGroup(
            name: "Review",
            subcommands: [ReviewCommand.self, Correct.self, Vendor.self]),
        CommandGroup(
            name: "Matching",
            subcommands: [
                Match.self, Holds.self, HoldCommand.self, OrderCommand.self, ReceiptCommand.self,
                PrepaymentCommand.self, Import.self,
            ]),
        CommandGroup(
            name: "Approval and payment",
            subcommands: [
                Tasks.self, Claim.self, Approve.self, Reject.self, Dispute.self, Delegate.self,
                Comment.self, CodeCommand.self, PaidCommand.self, CancelCommand.self, Status.self,
                Replay.self, PeopleCommand.self, ReplyCommand.self, OutboxCommand.self,
            ]),
        CommandGroup(
            name: "Process",
            subcommands: [ProcessCommand.self, Decide.self]),
        CommandGroup(
            name: "Upkeep",
            subcommands: [Doctor.self, Audit.self, Evaluate.self, Conform.self]),
    ]
}
