import Domain
import Pipeline
import PipelineDoubles
import Reviewing
import Testing

/// What every store promises when stacks are split and pages joined: no page lost, none doubled.
@Suite struct PageContractTests {
    @Test(arguments: StoreUnderTest.allCases)
    func `a stack is split into documents that wait to be read, the stack is looked at no more`(
        kind: StoreUnderTest
    ) async throws {
        try await kind.run { store throws in
            let stack = try await read(1, pages: 3, into: store)
            let receipt = try await pages(store).split(stack, version: 0, before: [2])
            let (first, second) = (DocumentID(rawValue: 2), DocumentID(rawValue: 3))
            #expect(receipt == .done([first, second]))
            #expect(try await store.record(of: stack)?.summary.state == .unpacked)
            #expect(try await store.record(of: stack)?.children == [first, second])
            #expect(try await store.openJobs() == 2)
            let leases = try await store.lease(limit: 9, terms: Sample.terms(at: 0), at: Sample.now)
            #expect(leases.map(\.arrival.excerpts) == [[excerpt(1, 1...1)], [excerpt(1, 2...3)]])
            guard case .unread(.unpacked) = try await desk(store).open(stack) else {
                Issue.record("the stack can still be taken up")
                return
            }
            #expect(try await store.irregularities(since: nil).isEmpty)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `documents whose pages are others' now stand no more, and stand again when put back`(
        kind: StoreUnderTest
    ) async throws {
        try await kind.run { store throws in
            let stack = try await read(1, pages: 3, into: store)
            let other = try await read(2, pages: 1, into: store)
            let desk = pages(store)
            #expect(try await desk.standing([other, stack]) == [other, stack])
            guard case .done(let parts) = try await desk.split(stack, version: 0, before: [2]) else {
                Issue.record("nothing was split")
                return
            }
            #expect(try await desk.standing([stack, other] + parts) == [other] + parts)
            for pages in [1, 2] { _ = try await commit(pages: pages, into: store) }
            _ = try await desk.takeBack(parts[0])
            #expect(try await desk.standing(parts + [stack]) == [stack])
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `documents are joined in the order they are named, and parts of parts refer to the originals`(
        kind: StoreUnderTest
    ) async throws {
        try await kind.run { store throws in
            let one = try await read(1, pages: 2, into: store)
            let two = try await read(2, pages: 1, into: store)
            let desk = pages(store)
            #expect(try await desk.join([(two, nil), (one, nil)]) == .done([DocumentID(rawValue: 3)]))
            let joined = try await commit(pages: 3, into: store)
            let whole = Excerpt(document: two, hash: Sample.hash(2), pages: 1...1, pageCount: 1)
            #expect(
                try await store.record(of: joined)?.arrivals.first?.excerpts == [
                    whole, excerpt(1, 1...2, of: 2),
                ])
            #expect(whole.isWhole)
            // Its pages 1 and 2 are the only page of the second document and the first of the first.
            #expect(
                try await desk.split(joined, version: 0, before: [3])
                    == .done([DocumentID(rawValue: 4), DocumentID(rawValue: 5)]))
            let leases = try await store.lease(limit: 9, terms: Sample.terms(at: 0), at: Sample.now)
            #expect(
                leases.map(\.arrival.excerpts) == [
                    [whole, excerpt(1, 1...1, of: 2)], [excerpt(1, 2...2, of: 2)],
                ])
            #expect(try await store.irregularities(since: nil).isEmpty)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `a split is taken back, its parts are looked at no more, and it can be done again`(
        kind: StoreUnderTest
    ) async throws {
        try await kind.run { store throws in
            let stack = try await read(1, pages: 2, into: store)
            let desk = desk(store)
            var hand = try await desk.opened(stack)
            let number = Edit.set(.invoiceNumber, .text("R-18"), at: nil, raw: "R-18")
            #expect(try await desk.keep(number, on: &hand) == .kept)
            #expect(try await desk.keep(.confirm, on: &hand) == .kept)
            _ = try await pages(store).split(stack, version: 2, before: [2])
            let part = try await commit(pages: 1, into: store)
            #expect(try await pages(store).takeBack(part) == .done([stack]))
            // What was decided of the whole was decided of other pages, and stands no more.
            #expect(try await store.record(of: stack)?.summary.state == .needsReview)
            let file = try #require(try await store.reviewFile(of: stack))
            #expect(file.edits == [number, .confirm, .readAgain])
            #expect(file.record.reading?.draft.text(.invoiceNumber) == "R-18")
            #expect(file.record.children.isEmpty)
            #expect(try await store.record(of: part)?.summary.state == .unpacked)
            #expect(try await store.openJobs() == 0)
            #expect(try await pages(store).takeBack(part) == .nothing)
            #expect(try await store.irregularities(since: nil).isEmpty)
            #expect(
                try await pages(store).split(stack, version: 3, before: [2], key: "again")
                    == .done([DocumentID(rawValue: 4), DocumentID(rawValue: 5)]))
            #expect(try await store.irregularities(since: nil).isEmpty)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `the same split reported twice is done once`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            let stack = try await read(1, pages: 2, into: store)
            let made = [DocumentID(rawValue: 2), DocumentID(rawValue: 3)]
            #expect(try await pages(store).split(stack, version: 0, before: [2], key: "k") == .done(made))
            #expect(try await pages(store).split(stack, version: 0, before: [2], key: "k") == .known(made))
            #expect(
                try await pages(store).split(stack, version: 0, before: [2], key: "other")
                    == .closed(stack, .unpacked))
            #expect(try await store.openJobs() == 2)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `what another person has, changed or split further is left alone`(kind: StoreUnderTest) async throws
    {
        try await kind.run { store throws in
            let stack = try await read(1, pages: 3, into: store)
            let other = try await read(2, pages: 1, into: store)
            let ben = desk(store, "ben")
            var hand = try await ben.opened(other)
            #expect(
                try await pages(store).join([(stack, nil), (other, nil)]) == .claimed(other, by: "ben"))
            #expect(try await ben.keep(.kind(.receipt), on: &hand) == .kept)
            try await ben.close()
            #expect(try await pages(store).join([(stack, 0), (other, 0)]) == .outdated(other))
            _ = try await pages(store).split(stack, version: 0, before: [2])
            _ = try await commit(pages: 1, into: store)
            let second = try await commit(pages: 2, into: store)
            _ = try await pages(store).split(second, version: 0, before: [2], key: "further")
            #expect(second == DocumentID(rawValue: 4))
            #expect(try await pages(store).takeBack(DocumentID(rawValue: 3)) == .closed(second, .unpacked))
            #expect(try await store.irregularities(since: nil).isEmpty)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `what cannot be split or joined is not`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            let stack = try await read(1, pages: 2, into: store)
            let desk = pages(store)
            for starts in [[], [1], [3], [0, 2]] as [Set<Int>] {
                #expect(try await desk.split(stack, version: 0, before: starts) == nil)
            }
            #expect(try await desk.join([(stack, nil)]) == nil)
            #expect(try await desk.join([(stack, nil), (stack, nil)]) == nil)
            #expect(try await desk.join([(stack, nil), (DocumentID(rawValue: 9), nil)]) == nil)
            #expect(try await store.openJobs() == 0)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `a document whose pages are others' is not read again`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            let stack = try await read(1, pages: 2, into: store)
            _ = try await pages(store).split(stack, version: 0, before: [2])
            #expect(try await store.rerun(stack, by: "ada", at: Sample.now) == false)
        }
    }

    @Test func `a rearrangement that loses or doubles a page cannot be made`() {
        let id = DocumentID(rawValue: 1)
        func act(_ runs: [ClosedRange<Int>]) -> Rearrangement? {
            Rearrangement(
                key: "k", session: "s", actor: "ada", at: Sample.now,
                sources: [.init(document: id, version: 0, pageCount: 3)],
                documents: runs.map {
                    .init(arrival: Sample.arrival(9), runs: [.init(source: id, pages: $0)])
                })
        }
        #expect(act([1...1, 2...3]) != nil)
        for runs in [[1...2], [1...2, 2...3], [1...3, 1...3], [1...4], []] as [[ClosedRange<Int>]] {
            #expect(act(runs) == nil)
        }
    }

    // MARK: Set-up

    private func excerpt(_ number: UInt8, _ pages: ClosedRange<Int>, of count: Int = 3) -> Excerpt {
        Excerpt(
            document: DocumentID(rawValue: Int64(number)), hash: Sample.hash(number), pages: pages,
            pageCount: count)
    }

    private func pages(_ store: any Store) -> PageDesk {
        PageDesk(
            store: store, archive: NoteArchive(), world: FixedWorld().world, actor: "ada",
            session: "session-ada")
    }

    private func desk(_ store: any Store, _ actor: String = "ada") -> ReviewDesk {
        ReviewDesk(store: store, world: FixedWorld().world, actor: actor, session: "session-" + actor)
    }

    private func read(_ number: UInt8, pages: Int, into store: any Store) async throws -> DocumentID {
        _ = try await store.receive([Sample.arrival(number)])
        return try await commit(pages: pages, into: store)
    }

    /// Has the oldest document that waits read, with so many pages.
    private func commit(pages count: Int, into store: any Store) async throws -> DocumentID {
        let lease = try #require(
            try await store.lease(limit: 1, terms: Sample.terms(at: 0), at: Sample.now).first)
        var reading = Sample.reading()
        reading.pages = (1...count).map { number in
            var page = Sample.page("Seite \(number)")
            page.number = number
            return page
        }
        _ = try await store.commit(
            FinishedStep(lease: lease, state: .needsReview, reading: reading, at: Sample.now))
        return lease.document
    }
}

/// An archive that keeps nothing but hashes, each note its own.
private struct NoteArchive: Archive {
    func keep(_ bytes: [UInt8]) async throws(FileFailure) -> ContentHash {
        var hash = [UInt8](repeating: 200, count: 32)
        for (index, byte) in bytes.enumerated() { hash[index % 32] = hash[index % 32] &* 31 &+ byte }
        return ContentHash(bytes: hash)
    }
    func keep(_ source: ByteSource) async throws(FileFailure) -> KeptBytes? { nil }
    func keep(
        _ bytes: [UInt8], as kind: ArchivedVersion.Kind, of original: ContentHash
    ) async throws(FileFailure) -> ArchivedVersion {
        ArchivedVersion(kind: kind, hash: original, size: Int64(bytes.count))
    }
    func bytes(of original: ContentHash) async throws(FileFailure) -> [UInt8] { [] }
    func bytes(of version: ArchivedVersion, of original: ContentHash) async throws(FileFailure) -> [UInt8] {
        []
    }
    func export(_ original: ContentHash, to path: FilePath) async throws(FileFailure) {}
    func rehash(_ original: ContentHash) async throws(FileFailure) -> ContentHash? { nil }
    func rehash(
        _ version: ArchivedVersion, of original: ContentHash
    ) async throws(FileFailure) -> ContentHash? { nil }
}
