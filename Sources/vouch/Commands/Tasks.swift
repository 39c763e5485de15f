import ArgumentParser
import Domain
import Pipeline
import Storage
import Workflow

/// Lists what waits for people.
struct Tasks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List what waits for people, or show what one document waits for.",
        discussion: """
            The first column is the document, by which tasks are done: vouch approve,
            reject, code, delegate, comment.

              vouch tasks              all that waits
              vouch tasks --mine       what you have, or may take, for others too
              vouch tasks --as ada     what Ada has or may take
              vouch tasks 17           what document 17 waits for, and who may do it
              vouch tasks --mine --json
            """)

    @Argument(help: "The document's number in the list, or its invoice number, to show all of it.")
    var id: String?

    @Flag(help: "Only what you have or may take.")
    var mine = false

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Only what somebody has or may take.", valueName: "person"))
    var asPerson: String?

    @Flag(help: "One JSON object a line.")
    var json = false

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func validate() throws {
        if mine, asPerson != nil { throw ValidationError("--mine and --as exclude each other.") }
    }

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let person = mine ? Environment.person : asPerson
        let seat = TaskSeat(of: person ?? Environment.person, at: premises, screen)
        let directory = try await premises.database.directory()
        if let person = asPerson, !directory.people.isEmpty, directory.person(called: person) == nil {
            throw Failure.usage(Lookup.unknown(person, in: directory))
        }
        let view = TaskScreen(directory: directory, now: premises.world.now())
        if let id {
            for file in try await seat.files(of: id) {
                if json {
                    screen.put(TaskJSON.line(file))
                } else {
                    screen.put(view.lines(of: file).map { $0.truncated(to: screen.output.columns) })
                }
            }
            return
        }
        try await seat.works.runDue(on: screen)
        let files = try await files(person, seat)
        if json {
            for file in files { screen.put(TaskJSON.line(file)) }
        } else if files.isEmpty {
            screen.note(StyledText(person == nil ? "Nothing waits for anybody." : "Nothing waits."))
        } else {
            screen.put(view.list(files).map { $0.truncated(to: screen.output.columns) })
        }
    }

    private func files(_ person: String?, _ seat: TaskSeat) async throws -> [TaskFile] {
        guard let person else {
            return try await seat.premises.database.taskFiles(
                TaskQuery(limit: TaskSeat.maximumTasks), by: seat.works.machine)
        }
        return try await seat.premises.database.taskFiles(
            for: person, limit: TaskSeat.maximumTasks, by: seat.works.machine, at: seat.premises.world.now())
    }
}

/// A task as an object of JSON.
enum TaskJSON {
    static func line(_ file: TaskFile) -> [UInt8] {
        var writer = JSONWriter(isLaidOut: false)
        let task = file.task
        writer.object { writer in
            writer.member("task", Int(task.id.rawValue))
            if !task.document.isNone { writer.member("document", Int(task.document.rawValue)) }
            writer.member("element", task.element)
            writer.member("name", task.title)
            if let duty = file.duty { writer.member("duty", duty) }
            writer.member("groups", task.groups.joined(separator: ","))
            if let assignee = task.assignee { writer.member("assignee", assignee) }
            if let owner = task.owner { writer.member("owner", owner) }
            writer.member("seller", file.seller)
            writer.member("number", file.subject)
            writer.member("amount", file.amount)
            writer.member("since", task.created.description)
            writer.member("may", file.whoCould.joined(separator: ","))
            writer.member("content", file.basis)
        }
        writer.newline()
        return writer.bytes
    }
}
