import ArgumentParser
import Domain
import Pipeline
import Workflow

/// What commands about one task share.
struct TaskOptions: ParsableArguments {
    @Argument(help: "The document's number in the list, or its invoice number.")
    var id: String

    @Option(help: ArgumentHelp("One task of several, by its number.", valueName: "number"))
    var task: Int64?

    @OptionGroup var person: PersonOption
    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    /// Where the person sits.
    func seat() throws -> TaskSeat {
        TaskSeat(of: person.name, at: try Composition.open(try location.home()), options.screen())
    }

    /// The task that is meant.
    func file(at seat: TaskSeat, _ duty: String? = nil, noun: String = "anybody") async throws -> TaskFile {
        try await seat.file(id, task: task, duty, noun: noun)
    }
}

/// Takes a task, or lays it down.
struct Claim: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a task, so that others leave it to you.",
        discussion: """
              vouch claim 17
              vouch claim 17 --release      lay it down again
            """)

    @OptionGroup var task: TaskOptions

    @Flag(help: "Lay the task down, for all it is offered to.")
    var release = false

    func run() async throws {
        let seat = try task.seat()
        let file = try await task.file(at: seat)
        let title = "\(file.task.title), \(file.subject)"
        try await seat.act(
            release ? .release : .claim, on: file,
            done: release
                ? "Task \(file.task.id) is laid down: \(title)." : "Task \(file.task.id) is yours: \(title).")
    }
}

/// Approves an invoice.
struct Approve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Approve an invoice, as it is now.",
        discussion: """
            What is approved is bound to its content: should the invoice or its coding
            change, it has to be approved again. With --seen it is refused if it changed
            since you looked at it. Nobody approves what they keyed, corrected, coded or
            released, nor above their limit; you are told who could.

              vouch tasks 17
              vouch approve 17
              vouch approve 17 --seen 3f9c1a2b77d0 --comment "as agreed with Ms Thiele"
            """)

    @OptionGroup var task: TaskOptions

    @Option(help: ArgumentHelp("The content you saw, as vouch tasks ID shows it.", valueName: "hash"))
    var seen: String?

    @Option(help: "What is to be said with it.")
    var comment: String?

    func run() async throws {
        let seat = try task.seat()
        let file = try await task.file(at: seat, "approval", noun: "an approval")
        var variables: [String: Variable] = ["approved": .bool(true)]
        if let comment { variables["comment"] = .text(SafeText(comment).text) }
        try await seat.act(
            .complete(variables), on: file, seen: seen,
            done:
                "\(try await seat.fullName()) has approved \(file.subject) of \(file.seller), \(file.amount)."
        )
    }
}

/// Refuses an invoice.
struct Reject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reject an invoice: an approval, a hold, or say why it goes back.",
        discussion: """
            The reason is kept, and proposed for the letter to the sender. At the task
            that says why an invoice goes back it is the letter's.

              vouch reject RE-2026-0733 --reason "not ordered by us"
            """)

    @OptionGroup var task: TaskOptions

    @Option(help: "Why.")
    var reason: String

    func run() async throws {
        let seat = try task.seat()
        let file = try await task.file(at: seat)
        let text = Variable.text(try Self.sentence(reason))
        let variables: [String: Variable] =
            switch file.duty {
            case "approval": ["approved": .bool(false), "reason": text]
            case "release": ["outcome": .text("rejected"), "reason": text]
            case "entry", "coding":
                throw Failure.usage(
                    "#\(file.task.document) waits for: \(file.task.title). Who approves it later may reject it; "
                        + "vouch cancel ends its case.")
            default: ["reason": text]
            }
        try await seat.act(
            .complete(variables), on: file,
            done: "\(try await seat.fullName()) has rejected \(file.subject) of \(file.seller).")
    }

    /// A reason that says something.
    static func sentence(_ text: String) throws -> String {
        let words = SafeText(text).text.split(separator: " ").joined(separator: " ")
        guard !words.isEmpty else { throw Failure.usage("--reason must say something.") }
        return words
    }
}

/// Asks the vendor about a hold.
struct Dispute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask the vendor about what holds an invoice; the hold waits for the answer.",
        discussion: "  vouch dispute 17 --reason \"five chairs came, six are billed\"")

    @OptionGroup var task: TaskOptions

    @Option(help: "What is asked.")
    var reason: String

    func run() async throws {
        let seat = try task.seat()
        let file = try await task.file(at: seat, "release", noun: "the release of a hold")
        try await seat.act(
            .complete(["outcome": .text("dispute"), "comment": .text(try Reject.sentence(reason))]), on: file,
            done: "\(file.seller) is asked about \(file.subject).")
    }
}

/// Has somebody else do a task.
struct Delegate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Hand a task to somebody, or give one back that was handed to you.",
        discussion: """
            It stays yours: who gets it decides within your limit, or gives it back.
            Nobody gets an approval who had a hand in the invoice.

              vouch delegate 17 --to bea
              vouch delegate 17 --back
            """)

    @OptionGroup var task: TaskOptions

    @Option(help: ArgumentHelp("Who is to do it.", valueName: "person"))
    var to: String?

    @Flag(help: "Give it back to who handed it to you.")
    var back = false

    func validate() throws {
        guard (to != nil) != back else {
            throw ValidationError("Name somebody with --to, or give it --back.")
        }
    }

    func run() async throws {
        let seat = try task.seat()
        let file = try await task.file(at: seat)
        guard let to else {
            return try await seat.act(
                .resolve, on: file,
                done: "Task \(file.task.id) is back with \(file.task.delegators.last ?? "its owner").")
        }
        try await seat.act(
            .delegate(to: SafeText(to).text), on: file,
            done: "Task \(file.task.id) is with \(SafeText(to).text).")
    }
}

/// Says something about a task.
struct Comment: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say something about an invoice, for all who come after.",
        discussion: "  vouch comment 17 \"the credit note is on its way\"")

    @OptionGroup var task: TaskOptions

    @Argument(help: ArgumentHelp("What is to be said.", valueName: "text"))
    var text: String

    func run() async throws {
        let seat = try task.seat()
        let file = try await task.file(at: seat)
        let words = SafeText(text).text
        guard !words.allSatisfy(\.isWhitespace) else { throw Failure.usage("There is nothing to say.") }
        try await seat.act(.comment(words), on: file, done: "Noted on \(file.subject).")
    }
}
