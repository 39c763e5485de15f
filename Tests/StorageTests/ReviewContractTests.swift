import Domain
import Pipeline
import PipelineDoubles
import Reviewing
import Testing

/// What every store promises about what people say of a document.
@Suite struct ReviewContractTests {
    @Test(arguments: StoreUnderTest.allCases)
    func `an answer is kept with draft, state and audit entry, and again after a restart`(
        kind: StoreUnderTest
    )
        async throws
    {
        try await kind.run { store throws in
            let id = try await read(1, into: store)
            let desk = desk(store, "ada")
            var hand = try await desk.opened(id)
            let due = CalendarDate(iso: "2026-05-01").map(FieldValue.date) ?? .text("")
            let edit = Edit.set(.dueDate, due, at: nil, raw: "1.5.26")
            #expect(try await desk.keep(edit, on: &hand, seconds: 3.25, keystrokes: 8) == .kept)
            let again = try await desk.opened(id)
            #expect(again.version == 1)
            #expect(again.review.draft == hand.review.draft)
            #expect(again.review.draft.text(.dueDate) == "2026-05-01")
            let file = try #require(try await store.reviewFile(of: id))
            #expect(file.asRead == Sample.draft)
            #expect(file.edits == [edit])
            #expect(file.record.history.last?.action == "corrected")
            #expect(file.record.history.last?.actor == "ada")
            #expect(try await store.documents(with: "2026-05-01", in: .dueDate) == [id])
            #expect(try await store.irregularities(since: nil).isEmpty)
            let work = try await store.reviewWork()
            #expect(work.map(\.keystrokes) == [8])
            #expect(work.map(\.changes) == [1])
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `an edit on an old version is refused and shows the newer one`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            let id = try await read(1, into: store)
            let desk = desk(store, "ada")
            var first = try await desk.opened(id)
            var second = try await desk.opened(id)
            #expect(try await desk.keep(.kind(.receipt), on: &first) == .kept)
            #expect(try await desk.keep(.clear(.taxTotal), on: &second) == .outdated(by: "ada"))
            #expect(second.version == 1)
            #expect(second.review.draft.kind == .receipt)
            #expect(try await store.draft(of: id)?.fields[.taxTotal] != nil)
            #expect(try await desk.keep(.clear(.taxTotal), on: &second) == .kept)
            #expect(try await store.draft(of: id)?.fields[.taxTotal] == nil)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `a document in hand is no one else's until it is laid down`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            let id = try await read(1, into: store)
            let ada = desk(store, "ada")
            let ben = desk(store, "ben")
            _ = try await ada.opened(id)
            guard case .held(let holder, _) = try await ben.open(id) else {
                Issue.record("two have the same document")
                return
            }
            #expect(holder == "ada")
            #expect(try await store.claimants() == ["session-ada"])
            try await ada.close()
            _ = try await ben.opened(id)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `with the next document in hand the one before is anyone's`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            let first = try await read(1, into: store)
            let second = try await read(2, into: store)
            let (ada, ben) = (desk(store, "ada"), desk(store, "ben"))
            _ = try await ada.opened(first)
            _ = try await ada.opened(second)
            _ = try await ben.opened(first)
            guard case .held = try await ben.open(second) else {
                Issue.record("two have the same document")
                return
            }
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `a finding from beyond the draft is back after reopening and taking back`(kind: StoreUnderTest)
        async throws
    {
        let finding = Finding(rule: "duplicate.number", message: "it came before", fields: [.invoiceNumber])
        try await kind.run { store throws in
            let id = try await read(1, into: store, findings: [finding])
            let desk = desk(store, "ada")
            var hand = try await desk.opened(id)
            #expect(hand.review.findings.contains(finding))
            let number = Edit.set(.invoiceNumber, .text("R-18"), at: nil, raw: "R-18")
            #expect(try await desk.keep(number, on: &hand) == .kept)
            #expect(try await store.record(of: id)?.findings.contains(finding) == false)
            var again = try await desk.opened(id)
            #expect(try await desk.keep(.undo(1), on: &again) == .kept)
            #expect(again.review.findings.contains(finding))
            #expect(try await store.record(of: id)?.findings.contains(finding) == true)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `an answer's id is known before the answer is understood`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            let id = try await read(1, into: store)
            let desk = desk(store, "ada")
            var hand = try await desk.opened(id)
            #expect(try await desk.knows("a-1", on: &hand) == false)
            #expect(try await desk.keep(.skip(.taxTotal), on: &hand, key: "a-1") == .kept)
            var stale = try await desk.opened(id)
            #expect(try await desk.knows("a-1", on: &stale))
            #expect(stale.version == 1)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `only what went through without a change counts as untouched`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            let desk = desk(store, "ada")
            let edits: [Edit] = [.confirm, .skip(.taxTotal), .reject("not ours")]
            for (number, edit) in edits.enumerated() {
                var hand = try await desk.opened(try await read(UInt8(number + 1), into: store))
                #expect(try await desk.keep(edit, on: &hand) == .kept)
            }
            let work = try await store.reviewWork()
            #expect(work.count == 3)
            #expect(work.count { $0.isUntouched } == 1)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `a claim runs out, and what its session still says is refused`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            let id = try await read(1, into: store)
            var late = try await desk(store, "ada").opened(id)
            let ben = desk(store, "ben", uptime: ReviewDesk.lease.milliseconds + 1)
            var hand = try await ben.opened(id)
            #expect(try await desk(store, "ada").keep(.confirm, on: &late) == .claimed(by: "ben"))
            #expect(try await ben.keep(.confirm, on: &hand) == .kept)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `the same answer reported twice is kept once`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            let id = try await read(1, into: store)
            let desk = desk(store, "ada")
            var hand = try await desk.opened(id)
            #expect(try await desk.keep(.skip(.taxTotal), on: &hand, key: "a-1") == .kept)
            #expect(try await desk.keep(.skip(.taxTotal), on: &hand, key: "a-1") == .known)
            #expect(try await store.reviewFile(of: id)?.version == 1)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `a verdict moves the document on, and taken back it waits again`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            let id = try await read(1, into: store)
            let desk = desk(store, "ada")
            var hand = try await desk.opened(id)
            #expect(try await store.reviewQueue().map(\.id) == [id.rawValue])
            #expect(try await desk.keep(.confirm, on: &hand) == .kept)
            #expect(try await store.record(of: id)?.summary.state == .read)
            #expect(try await store.reviewQueue().isEmpty)
            #expect(try await desk.keep(.undo(1), on: &hand) == .kept)
            #expect(try await store.record(of: id)?.summary.state == .needsReview)
            #expect(try await desk.keep(.reject("not ours"), on: &hand) == .kept)
            #expect(try await store.record(of: id)?.summary.state == .rejected(reason: "not ours"))
            #expect(try await store.irregularities(since: nil).isEmpty)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `what people said stands when a document is read again`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            let id = try await read(1, into: store)
            let desk = desk(store, "ada")
            var hand = try await desk.opened(id)
            let number = Edit.set(.invoiceNumber, .text("R-18"), at: nil, raw: "R-18")
            #expect(try await desk.keep(number, on: &hand) == .kept)
            #expect(try await desk.keep(.confirm, on: &hand) == .kept)
            #expect(try await store.rerun(id, by: "ada", at: Sample.now))
            var refused = hand
            #expect(try await desk.keep(.undo(1), on: &refused) == .closed(.received))
            _ = try await commit(.read, into: store)
            #expect(try await store.record(of: id)?.summary.state == .needsReview)
            let file = try #require(try await store.reviewFile(of: id))
            #expect(file.record.reading?.draft.text(.invoiceNumber) == "R-18")
            #expect(file.asRead == Sample.draft)
            // What was decided of the whole was decided of other values, and stands no more.
            #expect(file.version == 3)
            #expect(file.edits == [number, .confirm, .readAgain])
            #expect(file.record.reading?.draft.fields[.taxTotal]?.isAccepted == false)
            #expect(try await desk.keep(.confirm, on: &hand) == .outdated(by: "vouch"))
            #expect(hand.review.history.verdict == .open)
            #expect(try await store.irregularities(since: nil).isEmpty)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func `what was not read cannot be taken up`(kind: StoreUnderTest) async throws {
        try await kind.run { store throws in
            _ = try await store.receive([Sample.arrival(1)])
            guard case .unread(.received) = try await desk(store, "ada").open(DocumentID(rawValue: 1)),
                case .none = try await desk(store, "ada").open(DocumentID(rawValue: 9))
            else {
                Issue.record("there is nothing to review")
                return
            }
        }
    }

    private func desk(_ store: any Store, _ actor: String, uptime: Int64 = 0) -> ReviewDesk {
        var world = FixedWorld().world
        world.uptime = { Uptime(boot: "boot-1", milliseconds: uptime) }
        return ReviewDesk(store: store, world: world, actor: actor, session: "session-" + actor)
    }

    /// Takes a document in and has it read.
    private func read(
        _ number: UInt8, into store: any Store, findings: [Finding] = [Sample.finding]
    ) async throws -> DocumentID {
        _ = try await store.receive([Sample.arrival(number)])
        return try await commit(.needsReview, into: store, findings: findings)
    }

    private func commit(
        _ state: DocumentState, into store: any Store, findings: [Finding] = [Sample.finding]
    ) async throws -> DocumentID {
        let lease = try #require(
            try await store.lease(limit: 1, terms: Sample.terms(at: 0), at: Sample.now).first)
        _ = try await store.commit(
            FinishedStep(
                lease: lease, state: state, reading: Sample.reading(), findings: findings,
                at: Sample.now))
        return lease.document
    }
}
