import ArgumentParser
import Domain
import Pipeline
import Storage

/// Who works with invoices.
struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "Show who works with invoices: roles, limits, who stands in for whom.",
        discussion: """
            People come in with: vouch import people people.csv (or people.yml).

              vouch people
              vouch people show ada
            """,
        subcommands: [All.self, Show.self], defaultSubcommand: All.self)

    /// Lists all people.
    struct All: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List all people.",
            discussion: """
                  vouch people list
                  vouch people list --role approvers
                """)

        @Option(help: ArgumentHelp("Those of one role, as approvers or approvers@IT.", valueName: "role"))
        var role: String?

        @OptionGroup var location: HomeOptions
        @OptionGroup(title: "Notes") var options: ScreenOptions

        func run() async throws {
            let screen = options.screen()
            let premises = try Composition.open(try location.home())
            let all = try await premises.database.directory()
            guard !all.people.isEmpty else {
                return screen.note(
                    StyledText("Nobody is known yet. Take people in with: vouch import people people.csv"))
            }
            let wanted = role.map { Set(all.members(of: [TaskCandidate($0)]).map(\.name)) }
            let lines = zip(all.people, PeopleScreen(directory: all, day: try premises.today()).list)
                .filter { person, _ in wanted?.contains(person.name) ?? true }.map(\.1)
            guard !lines.isEmpty else { return screen.note(StyledText("Nobody is.")) }
            screen.put(lines.map { $0.truncated(to: screen.output.columns) })
        }
    }

    /// Shows one person.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one person, whom they report to, and who stands in for whom.",
            discussion: "  vouch people show ada")

        @Argument(help: "The name, mail address or full name.")
        var name: String

        @OptionGroup var location: HomeOptions
        @OptionGroup(title: "Notes") var options: ScreenOptions

        func run() async throws {
            let screen = options.screen()
            let premises = try Composition.open(try location.home())
            let all = try await premises.database.directory()
            guard let person = all.person(called: name) else {
                let many = all.names(of: name)
                throw Failure.usage(
                    many.count > 1
                        ? "\(SafeText(name).text) may be \(many.joined(separator: " or "))."
                        : Lookup.unknown(name, in: all))
            }
            screen.put(PeopleScreen(directory: all, day: try premises.today()).lines(of: person))
        }
    }
}

extension Premises {
    /// The day it is.
    func today() throws -> CalendarDate {
        guard let day = world.now().day else {
            throw Failure.environment("The clock of this machine is wrong.")
        }
        return day
    }
}
