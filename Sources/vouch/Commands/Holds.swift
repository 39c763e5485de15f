import ArgumentParser
import Domain
import Pipeline
import Storage

/// Lists what keeps bills from being paid.
struct Holds: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List what keeps bills from being paid, and what would change it.",
        discussion: """
              vouch holds
              vouch holds --owner receiving
              vouch holds --closed             how the others ended: by whom, why, what it cost
              vouch holds --format json
            """)

    @Option(
        help: ArgumentHelp(
            "Those of one role: receiving, purchasing, payables, vendor_records.", valueName: "role"))
    var owner: String?

    @Flag(help: "Those that are released or went by themselves.")
    var closed = false

    @Option(help: ArgumentHelp("table, or json with one object a line.", valueName: "format"))
    var format = List.Format.table

    @OptionGroup var location: HomeOptions
    @OptionGroup(title: "Notes") var options: ScreenOptions

    func validate() throws {
        if let owner, Hold.Owner(rawValue: owner) == nil {
            let names = Hold.Owner.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("There is no role '\(owner)'; the roles are \(names).")
        }
    }

    func run() async throws {
        let screen = options.screen()
        let premises = try Composition.open(try location.home())
        let bills = try await premises.database.heldBills(
            of: owner.flatMap(Hold.Owner.init(rawValue:)), isClosed: closed)
        switch format {
        case .json:
            for hold in bills.flatMap(\.holds) {
                var writer = JSONWriter(isLaidOut: false)
                MatchOutcomeJSON.write(hold, to: &writer)
                writer.newline()
                screen.put(writer.bytes)
            }
        case .table:
            let stuck = try await premises.database.matchesDue().stuck
            for (document, reason) in stuck.sorted(by: { $0.key < $1.key }) {
                screen.warn(
                    "#\(document) could not be matched: \(reason). Try again with: vouch match \(document)")
            }
            guard !bills.isEmpty else {
                return screen.note(StyledText(closed ? "No hold was closed yet." : "Nothing is held."))
            }
            let screenful = HoldScreen(width: min(screen.output.columns, 120))
            for bill in bills { screen.put(screenful.lines(of: bill)) }
            if !closed { screen.put([HoldScreen.end(of: bills)]) }
        }
    }
}

/// Changes holds.
struct HoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Release a hold.",
        discussion: "  vouch hold release 12 --reason \"price agreed by mail of 3 May\"",
        subcommands: [Release.self])

    /// Releases a hold.
    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a bill pass in spite of a hold.",
            discussion: """
                The reason is kept in the audit log. A hold on a bank account takes two
                persons, one of whom has called the vendor back under a number that is known.

                  vouch hold release 12 --reason "price agreed by mail of 3 May"
                  vouch hold release 14 --reason "new account" --called-back "Ms Thiele, 0341 555 2231"
                """)

        @Argument(help: "The hold's number, as vouch holds shows it.")
        var hold: Int64

        @Option(help: "Why.")
        var reason: String

        @OptionGroup var consent: ConsentOptions

        @OptionGroup var location: HomeOptions
        @OptionGroup(title: "Notes") var options: ScreenOptions

        func run() async throws {
            let screen = options.screen()
            let premises = try Composition.open(try location.home())
            let all = try await premises.database.openHolds()
            if let refusal = premises.settings.matching.refusal(
                of: all.first { $0.id == hold }?.hold, to: consent.person.name)
            {
                throw Failure(sentence: "Hold \(hold) stays: \(refusal).", outcome: .needsPerson)
            }
            let receipt = try await premises.database.release(
                hold, with: consent.consent(because: reason, at: premises.world.now()))
            try consent.tell(
                receipt, done: "Hold \(hold) is released.", second: "release hold \(hold)",
                refused: "Hold \(hold) stays", on: screen)
            try await Matcher.matchDue(on: premises, screen: screen)
        }
    }
}

extension MatchSettings {
    /// Why a person may not release a hold; `nil` where they may.
    func refusal(of hold: Hold?, to person: String) -> String? {
        guard let hold, !people.isEmpty else { return nil }
        let roles = people[person] ?? []
        let wanted: Set<Hold.Owner> = hold.needsTwoPersons ? [hold.owner, .payables] : [hold.owner]
        guard roles.isDisjoint(with: wanted) else { return nil }
        let names = wanted.map(\.label).sorted().joined(separator: " or ")
        return "it takes somebody of \(names), and \(person) is not"
    }
}
