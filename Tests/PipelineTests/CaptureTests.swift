import Domain
import Pipeline
import PipelineDoubles
import Reading
import Storage
import Synchronization
import Testing

@Suite struct CaptureTests {
    private let fixture = CaptureFixture()

    @Test func `a document is read, interpreted and settled with its searchable version`() async throws {
        let id = try await fixture.drop("bytes")
        try await fixture.run(
            reader: ScriptedReader { request in
                #expect(request.bytes == Array("bytes".utf8))
                guard case .document(var reading) = Sample.answer("Invoice 17") else {
                    return .refused(.empty)
                }
                reading.searchablePDF = Array("searchable".utf8)
                return .document(reading)
            })
        let record = try #require(try await fixture.store.record(of: id))
        #expect(record.summary.state == .needsReview)
        #expect(record.reading?.draft == Sample.draft)
        #expect(record.reading?.pages == [Sample.page("Invoice 17")])
        let version = try #require(record.versions.first)
        #expect(
            try await fixture.archive.bytes(of: version, of: record.summary.hash)
                == Array("searchable".utf8))
        #expect(try await fixture.archive.bytes(of: record.summary.hash) == Array("bytes".utf8))
        guard case .settled(let summary)? = fixture.events.all.last else {
            Issue.record("nobody was told")
            return
        }
        #expect(summary == record.summary)
    }

    @Test(arguments: [true, false]) func `searchable versions are made where they are wanted`(
        isWanted: Bool
    ) async throws {
        let id = try await fixture.drop("bytes")
        try await fixture.run(
            reader: ScriptedReader { request in
                guard case .document(var reading) = Sample.answer("Invoice 17") else {
                    return .refused(.empty)
                }
                if request.options.wantsSearchablePDF { reading.searchablePDF = [1] }
                return .document(reading)
            }, keepsSearchablePDF: isWanted)
        #expect(try await fixture.store.record(of: id)?.versions.count == (isWanted ? 1 : 0))
    }

    @Test(arguments: [
        (Refusal.damaged("bad xref"), "rejected", "the file is damaged: bad xref"),
        (.passwordProtected, "quarantine", "a password is needed to open it"),
        (.timedOut(seconds: 120), "quarantine", "reading took longer than 120 s"),
    ])
    func `a refused document stays reachable with its reason beside it`(
        refusal: Refusal, folder: String, reason: String
    ) async throws {
        let id = try await fixture.drop("bytes", name: "../my invoice.pdf")
        try await fixture.run(reader: ScriptedReader { _ in .refused(refusal) })
        #expect(try await fixture.state(id)?.reason == reason)
        let copy = FilePath("/home/\(folder)/1-_my invoice.pdf")
        #expect(fixture.files.contents[copy] == Array("bytes".utf8))
        let text = fixture.files.contents[FilePath("\(copy.text).reason.txt")] ?? []
        #expect(String(decoding: text, as: UTF8.self).contains(reason))

        #expect(try await fixture.store.rerun(id, by: "anna", at: Sample.now))
        try await fixture.run(reader: ScriptedReader { _ in Sample.answer("now it works") })
        #expect(try await fixture.state(id) == .needsReview)
        #expect(fixture.files.contents.keys.filter { $0.text.contains("my invoice") } == [])
    }

    @Test func `what is in a mail is taken in and read, and known bytes stay one document`() async throws {
        let known = try await fixture.drop("known")
        let mail = try await fixture.drop("mail", name: "m.eml")
        try await fixture.run(
            reader: ScriptedReader { request in
                guard request.name == "m.eml" else { return Sample.answer("Invoice") }
                return .container([
                    ContainedFile(name: "new\n.pdf", bytes: Array("new".utf8)),
                    ContainedFile(name: "known.pdf", bytes: Array("known".utf8)),
                ])
            })
        let record = try #require(try await fixture.store.record(of: mail))
        #expect(record.summary.state == .unpacked)
        #expect(record.children == [DocumentID(rawValue: 3), DocumentID(rawValue: 4)])
        #expect(try await fixture.state(DocumentID(rawValue: 4)) == .duplicateOf(known))
        let child = try #require(try await fixture.store.record(of: DocumentID(rawValue: 3)))
        #expect(child.summary.name == "new\\u{A}.pdf" && child.summary.container == mail)
        #expect(child.summary.state == .needsReview)
    }

    @Test func `what stays in a container is kept as a refusal with its reason`() async throws {
        let zip = try await fixture.drop("zip", name: "z.zip")
        let secret = ContainedFile(name: "s.pdf", bytes: [], refusal: "it is encrypted")
        try await fixture.run(
            reader: ScriptedReader { request in
                guard request.name == "z.zip" else { return Sample.answer("Invoice") }
                return .container([secret, ContainedFile(name: "a.pdf", bytes: [1])])
            })
        #expect(try await fixture.state(zip) == .unpacked)
        #expect(fixture.events.all.contains(.refused(name: "s.pdf", reason: "it is encrypted")))
        let locked = try await fixture.drop("locked", name: "l.zip")
        try await fixture.run(reader: ScriptedReader { _ in .container([secret, secret]) })
        #expect(
            try await fixture.state(locked)
                == .rejected(
                    reason: "there is no document in it that is read: s.pdf (it is encrypted), and 1 more"))
    }

    @Test func `containers in containers end at a depth`() async throws {
        _ = try await fixture.drop("0")
        try await fixture.run(
            reader: ScriptedReader { request in
                .container([ContainedFile(name: "inner.zip", bytes: request.bytes + [1])])
            })
        let counts = try await fixture.store.countByState()
        #expect(counts == ["unpacked": ReadingLimits.standard.containerDepth, "quarantined": 1])
    }

    @Test func `mails in mails cannot give more than one container may in all`() async throws {
        _ = try await fixture.drop("0", name: "outer.zip")
        var limits = ReadingLimits.standard
        limits.partsOfAll = 30
        try await fixture.run(
            reader: ScriptedReader { request in
                let isOuter = request.name == "outer.zip"
                guard isOuter || request.name.hasSuffix(".eml") else { return Sample.answer("Invoice") }
                return .container(
                    (0..<10).map { part in
                        ContainedFile(
                            name: isOuter ? "\(part).eml" : "x.pdf",
                            bytes: request.bytes + [UInt8(ascii: "a") + UInt8(part)])
                    })
            }, limits: limits)
        // Ten mails came out, then ten documents each of the first two; those on the way at once may go over.
        let states = try await fixture.store.countByState()
        #expect((3...6).contains(states["unpacked", default: 0]))
        #expect(states["unpacked", default: 0] + states["quarantined", default: 0] == 11)
        let refused = try await fixture.store.summaries(DocumentQuery(states: ["quarantined"], limit: 1))
        #expect(
            refused.first?.state.reason
                == "it goes over a limit: 30 files out of one mail or ZIP file and all that is in it")
    }

    @Test func `an empty container and an oversized document have their reasons`() async throws {
        let empty = try await fixture.drop("zip")
        try await fixture.run(reader: ScriptedReader { _ in .container([]) })
        #expect(try await fixture.state(empty) == .rejected(reason: "there is nothing in it"))
        let hash = try await fixture.archive.keep([1])
        let size = Int64(ReadingLimits.standard.documentBytes) + 1
        let arrival = Arrival(
            key: "big", content: .bytes(hash, size: size), name: "big.pdf", at: Sample.now)
        let id = try #require(try await fixture.store.receive([arrival]).first?.document)
        try await fixture.run(
            reader: ScriptedReader { _ in
                Issue.record("it was read")
                return .refused(.empty)
            })
        #expect(
            try await fixture.state(id)
                == .quarantined(reason: "it goes over a limit: 100 MB of a document"))
    }

    @Test func `failures of the machine are tried again until it works`() async throws {
        let id = try await fixture.drop("bytes")
        let tries = Mutex(0)
        try await fixture.run(
            reader: ScriptedReader { _ throws(ReaderUnavailable) in
                let isLast = tries.withLock { tries in
                    tries += 1
                    return tries == 8
                }
                guard isLast else { throw ReaderUnavailable(reason: "no memory", isTransient: true) }
                return Sample.answer("at last")
            })
        #expect(try await fixture.state(id) == .needsReview)
        #expect(fixture.events.all.count { if case .delayed = $0 { true } else { false } } == 7)
    }

    @Test func `bytes that are gone from the archive fail the document after five tries`() async throws {
        let id = try await fixture.drop("bytes")
        let hash = try #require(try await fixture.store.record(of: id)?.summary.hash)
        try fixture.files.remove(fixture.archive.place(of: hash))
        try await fixture.run(reader: ScriptedReader { _ in Sample.answer("never") })
        let reason = try #require(try await fixture.state(id)?.reason)
        #expect(reason.hasPrefix("given up after 5 tries: cannot open"))
    }

    @Test func `without any reader a run ends, says why, and leaves the document waiting`() async throws {
        let id = try await fixture.drop("bytes")
        let missing = ReaderUnavailable(reason: "no sandbox", isTransient: false)
        await #expect(throws: missing) {
            try await fixture.run(reader: ScriptedReader { _ throws(ReaderUnavailable) in throw missing })
        }
        #expect(try await fixture.state(id) == .received)
        #expect(try await fixture.store.openJobs() == 1)
    }

    @Test func `told to stop, it finishes what it began and leaves the rest waiting`() async throws {
        for number in 0..<20 { _ = try await fixture.drop("bytes \(number)") }
        let stop = StopSignal()
        try await fixture.run(
            width: 2, stop: stop,
            reader: ScriptedReader { _ in
                stop.stop()
                return Sample.answer("one")
            })
        let counts = try await fixture.store.countByState()
        #expect((counts["needs-review"] ?? 0) <= 2 && (counts["needs-review"] ?? 0) > 0)
        #expect(try await fixture.store.workers().isEmpty)
        try await fixture.run(reader: ScriptedReader { _ in Sample.answer("rest") })
        #expect(try await fixture.store.countByState() == ["needs-review": 20])
    }
}
