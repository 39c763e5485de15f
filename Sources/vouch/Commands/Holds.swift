import ArgumentParser
import Controls
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
              vouch holds --closed       how the others ended: by whom, why, what it cost
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
                  vouch hold release 20-31 33 --reason "ordered by telephone"
                  vouch hold release 14 --reason "new account" --called-back "Ms Thiele"
                """)

        @Argument(
            help: ArgumentHelp(
                "Numbers of holds, as vouch holds shows them: 12, or 20-31.", valueName: "hold"))
        var holds: [String]

        @Option(help: "Why.")
        var reason: String

        @OptionGroup var consent: ConsentOptions

        @OptionGroup var location: HomeOptions
        @OptionGroup(title: "Notes") var options: ScreenOptions

        func run() async throws {
            let screen = options.screen()
            let premises = try Composition.open(try location.home())
            let open = try await premises.database.openHolds()
            let numbers = try Self.numbers(holds, of: open)
            for number in numbers {
                let hold = open.first { $0.id == number }?.hold
                if let refusal = try await refusal(of: hold, premises) {
                    throw Failure(sentence: "Hold \(number) stays: \(refusal).", outcome: .needsPerson)
                }
            }
            for number in numbers {
                let receipt = try await premises.database.release(
                    number, with: consent.consent(because: reason, at: premises.world.now()))
                try consent.tell(
                    receipt, done: "Hold \(number) is released.", second: "release hold \(number)",
                    refused: "Hold \(number) stays", on: screen)
            }
            try await Matcher.matchDue(on: premises, screen: screen)
        }

        /// Why the person may not release a hold: as the directory says, else the settings while nobody is known.
        private func refusal(of hold: Hold?, _ premises: Premises) async throws -> String? {
            let directory = try await premises.database.directory()
            guard let hold, !directory.people.isEmpty else {
                return premises.settings.matching.refusal(of: hold, to: consent.person.name)
            }
            let wanted: Set<Hold.Owner> = hold.needsTwoPersons ? [hold.owner, .payables] : [hold.owner]
            let task = TaskFacts(
                duty: .release, candidates: wanted.map(\.rawValue).sorted().map { TaskCandidate($0) })
            let authority = Authority(directory: directory, history: [], on: try premises.today())
            do throws(AuthorityRefusal) {
                _ = try authority.entitlement(of: consent.person.name, to: .complete, task)
                return nil
            } catch {
                return String(error.sentence.dropLast())
            }
        }

        /// Ranges that take in more than so many holds are a slip of the key.
        private static let most: Int64 = 1_000

        /// The numbers that are meant: of a range those that are open, a single one whatever it is.
        private static func numbers(_ words: [String], of open: [StoredHold]) throws -> [Int64] {
            var numbers: [Int64] = []
            for word in words {
                let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
                guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
                    first <= last,
                    last - first < most
                else {
                    throw Failure.usage(
                        "\(SafeText(word).text) is no hold such as 12, or holds such as 20-31.")
                }
                numbers += first == last ? [first] : open.map(\.id).filter { (first...last).contains($0) }
            }
            guard !numbers.isEmpty else { throw Failure.usage("None of these holds is open.") }
            return numbers
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
