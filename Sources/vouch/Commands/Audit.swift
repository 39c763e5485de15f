import ArgumentParser
import Pipeline

/// Checks that nothing was changed behind the program's back.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check that nothing was changed behind the program's back.",
        discussion: "  vouch audit verify", subcommands: [Verify.self])

    /// Re-computes the hash chain of the log and the hash of every archived file.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Verify the log's hash chain, the archive's hashes and the store's invariants.",
            discussion: """
                Prints the head of the chain. Keep it elsewhere and give it back with --head:
                a log whose end was cut off is then seen, too.

                  vouch audit verify
                  vouch audit verify --head 1204:9f86d081884c7d65…
                """)

        @Option(help: ArgumentHelp("A head that an earlier run printed.", valueName: "head"))
        var head: String?

        @OptionGroup var location: HomeOptions
        @OptionGroup(title: "Notes") var options: ScreenOptions

        func validate() throws {
            if let head, AuditHead(head) == nil {
                throw ValidationError("--head takes a line such as 1204:<64 hexadecimal digits>.")
            }
        }

        func run() async throws {
            let screen = options.screen()
            let premises = try Composition.open(try location.home())
            var found = try await premises.store.irregularities(since: head.flatMap { AuditHead($0) })
            let (checked, damaged) = try await archiveCheck(of: premises, on: screen)
            found += damaged
            for irregularity in found {
                screen.put([
                    StyledText("✗ ", .bad) + StyledText(irregularity.subject + "  ", .strong)
                        + StyledText(irregularity.message)
                ])
            }
            let newest = try await premises.store.auditHead()
            screen.put([
                StyledText(found.isEmpty ? "✓ " : "✗ ", found.isEmpty ? .good : .bad)
                    + StyledText("\(Int(newest?.sequence ?? 0).counted("entry", "entries")) in the log, ")
                    + StyledText("\(checked.counted("archived file")) checked, ")
                    + StyledText(
                        found.isEmpty
                            ? "nothing was changed."
                            : "\(found.count.counted("irregularity", "irregularities"))."),
                StyledText("  head ", .quiet) + StyledText(newest?.description ?? "none yet"),
            ])
            if !found.isEmpty { throw Outcome.needsPerson }
        }

        /// Hashes every file of the archive anew: how many there are, and which are not what they were.
        private func archiveCheck(
            of premises: Premises, on screen: Screen
        ) async throws -> (Int, [Irregularity]) {
            let total = try await premises.store.countByState().values.reduce(0, +)
            return try await screen.count("documents", total: total) {
                var checked = 0
                var damaged: [Irregularity] = []
                var last = DocumentID(rawValue: 0)
                while true {
                    let page = try await premises.store.archived(after: last, limit: 500)
                    guard let end = page.last else { return (checked, damaged) }
                    for document in page {
                        let (count, found) = try await check(document, in: premises.archive)
                        checked += count
                        damaged += found
                        screen.advance(isTroubled: !found.isEmpty)
                    }
                    last = end.id
                }
            }
        }

        private func check(
            _ document: ArchivedDocument, in archive: any Archive
        ) async throws -> (Int, [Irregularity]) {
            var found = [
                Self.verdict(
                    on: "the original of #\(document.id)", try await archive.rehash(document.hash),
                    document.hash)
            ]
            for version in document.versions {
                let now = try await archive.rehash(version, of: document.hash)
                found.append(
                    Self.verdict(on: "the \(version.kind.rawValue) PDF of #\(document.id)", now, version.hash)
                )
            }
            return (found.count, found.compactMap { $0 })
        }

        private static func verdict(on what: String, _ now: ContentHash?, _ then: ContentHash)
            -> Irregularity?
        {
            guard let now else { return Irregularity(subject: "archive", message: "\(what) is missing") }
            return now == then
                ? nil
                : Irregularity(
                    subject: "archive", message: "\(what) was changed: its hash is \(now), not \(then)")
        }
    }
}
