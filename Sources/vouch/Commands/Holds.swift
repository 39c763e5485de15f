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
              vouch holds --format json
            """)

    @Option(
        help: ArgumentHelp(
            "Those of one role: receiving, purchasing, payables, vendor_records.", valueName: "role"))
    var owner: String?

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
        let holds = try await premises.database.openHolds(of: owner.flatMap(Hold.Owner.init(rawValue:)))
        switch format {
        case .json:
            for hold in holds {
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
            guard !holds.isEmpty else { return screen.note(StyledText("Nothing is held.")) }
            for hold in holds {
                screen.put(Self.lines(of: hold).map { $0.truncated(to: screen.output.columns) })
            }
        }
    }
}

extension Holds {
    /// A hold in two lines: where and what, and what would change it.
    static func lines(of stored: StoredHold) -> [StyledText] {
        let hold = stored.hold
        let since = stored.raised.day.map { " since \($0)" } ?? ""
        return [
            StyledText("\(stored.id)".leftPadded(to: 4), .strong) + StyledText("  #\(stored.document)  ")
                + StyledText(hold.sentenceStart.onOneLine),
            StyledText("      \(hold.remedy.capitalisedFirst).", .accent)
                + StyledText("  \(hold.owner.label)\(since)", .quiet),
        ]
    }
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - utf8.count)) + self
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
