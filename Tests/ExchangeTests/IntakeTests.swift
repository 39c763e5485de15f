import Exchange
import Pipeline
import PipelineDoubles
import Reading
import Storage
import Testing

@Suite struct IntakeTests {
    private let fixture: IntakeFixture

    init() {
        fixture = IntakeFixture()
        IntakeFixture.home(in: fixture.files)
    }

    @Test func `a file is archived, entered and removed`() async throws {
        fixture.files.place(Array("invoice".utf8), at: "/in/a.pdf")
        try await fixture.drain()
        let id = DocumentID(rawValue: 1)
        let summary = try #require(try await fixture.store.summaries(DocumentQuery()).first)
        #expect(summary.name == "a.pdf" && summary.inbox == "post" && summary.size == 7)
        #expect(try await fixture.archive.bytes(of: summary.hash) == Array("invoice".utf8))
        #expect(fixture.files.contents["/in/a.pdf"] == nil)
        #expect(fixture.events.all == [.received(id, name: "a.pdf")])
    }

    @Test func `same name, other bytes are two documents; other name, same bytes one and its duplicate`()
        async throws
    {
        fixture.files.place(Array("one".utf8), at: "/in/x/a.pdf")
        fixture.files.place(Array("two".utf8), at: "/in/y/a.pdf")
        fixture.files.place(Array("two".utf8), at: "/in/z.pdf")
        try await fixture.drain()
        let summaries = try await fixture.store.summaries(DocumentQuery())
        let second = DocumentID(rawValue: 2)
        #expect(summaries.map(\.name) == ["z.pdf", "a.pdf", "a.pdf"])
        #expect(summaries.map(\.state) == [.duplicateOf(second), .received, .received])
        #expect(fixture.events.all.contains(.arrivedAgain(second, name: "z.pdf")))
        #expect(try await fixture.store.record(of: second)?.arrivals.count == 2)
    }

    @Test func `a file that cannot be removed is taken once and does not hold up the others`() async throws {
        let fixture = IntakeFixture(files: MemoryFiles(fixed: ["/in/a.pdf"]))
        IntakeFixture.home(in: fixture.files)
        fixture.files.place(Array("one".utf8), at: "/in/a.pdf")
        fixture.files.place(Array("two".utf8), at: "/in/b.pdf")
        let failure = FileFailure("remove", "/in/a.pdf", .denied)
        let (first, second) = (DocumentID(rawValue: 1), DocumentID(rawValue: 2))
        let found = FolderScan(of: "/in", files: fixture.files).found
        let outcomes = try await fixture.intake.take(found, of: fixture.inbox, .moves)
        #expect(outcomes == [.leftBehind(.new(first), failure), .taken(.new(second))])
        let left = FolderScan(of: "/in", files: fixture.files).found
        #expect(left.map(\.path) == ["/in/a.pdf"])
        #expect(
            try await fixture.intake.take(left, of: fixture.inbox, .moves)
                == [.leftBehind(.known(first), failure)])
        #expect(try await fixture.store.countByState() == ["received": 2])
    }

    @Test(arguments: [FileStatus.Kind.fifo, .socket, .symbolicLink, .device])
    func `what is no file is put among the rejected with its reason, and is not opened`(
        kind: FileStatus.Kind
    ) async throws {
        fixture.files.place([], at: "/in/trap.pdf", kind: kind)
        try await fixture.drain()
        #expect(try await fixture.store.summaries(DocumentQuery()).isEmpty)
        #expect(try fixture.files.status(of: "/in/trap.pdf") == nil)
        let names = try fixture.files.names(in: "/home/rejected").map { String(decoding: $0, as: UTF8.self) }
        #expect(names.count == 2 && names.allSatisfy { $0.hasPrefix("special-") && $0.contains("trap.pdf") })
        #expect(names.contains { $0.hasSuffix(".reason.txt") })
        guard case .refused("trap.pdf", let reason)? = fixture.events.all.first else {
            Issue.record("nobody was told: \(fixture.events.all)")
            return
        }
        #expect(reason.contains(kind.rawValue))
    }

    @Test func `a file over the limit is put aside without being copied, and holds up nobody`() async throws {
        let size = Int(ReadingLimits.standard.documentBytes) + 1
        fixture.files.place([UInt8](repeating: 0, count: size), at: "/in/a.pdf")
        fixture.files.place(Array("small".utf8), at: "/in/b.pdf")
        try await fixture.drain()
        #expect(try await fixture.store.summaries(DocumentQuery()).map(\.name) == ["b.pdf"])
        #expect(fixture.events.all.contains(.refused(name: "a.pdf", reason: "it is over 100 MB")))
        let names = try fixture.files.names(in: "/home/rejected").map { String(decoding: $0, as: UTF8.self) }
        #expect(names.count == 2 && names.allSatisfy { $0.hasPrefix("large-") })
    }

    @Test func `a file that changes while it is copied is not taken until it rests`() async throws {
        fixture.files.place(Array("half".utf8), at: "/in/a.pdf")
        let scan = FolderScan(of: "/in", files: fixture.files)
        fixture.files.place(Array("half and whole".utf8), at: "/in/a.pdf")
        let outcomes = try await fixture.intake.take(scan.found, of: fixture.inbox, .moves)
        #expect(outcomes == [.changed])
        #expect(fixture.files.contents["/in/a.pdf"] != nil)
        #expect(fixture.files.contents.count == 1)
        try await fixture.drain()
        #expect(try await fixture.store.summaries(DocumentQuery()).map(\.size) == [14])
    }

    @Test(arguments: [
        ("../../etc/passwd", "../../etc/passwd"), ("a\nb.pdf", "a\\u{A}b.pdf"),
        ("\u{202E}fdp.exe", "\\u{202E}fdp.exe"), ("\u{1B}[31m.pdf", "\\u{1B}[31m.pdf"),
        ("a\u{200B}b", "a\\u{200B}b"), ("Rechnung Öl №7.pdf", "Rechnung Öl №7.pdf"),
    ])
    func `names are shown safely`(name: String, shown: String) {
        #expect(DisplayName.safe(name.utf8) == shown)
        let filename = DisplayName.filename(DisplayName.safe(name.utf8))
        #expect(!filename.contains("/") && !filename.hasPrefix(".") && !filename.isEmpty)
    }

    @Test func `names that are no UTF-8 are taken in like others`() async throws {
        let path = FilePath(bytes: Array("/in/".utf8) + [0xFF, 0xFE] + Array(".pdf".utf8))
        fixture.files.place(Array("x".utf8), at: path)
        try await fixture.drain()
        let record = try #require(try await fixture.store.record(of: DocumentID(rawValue: 1)))
        #expect(record.arrivals.first?.source?.path == path)
        #expect(record.summary.name == "\u{FFFD}\u{FFFD}.pdf")
    }

    @Test func `an archive is read in place, and a second run passes over what is known`() async throws {
        for number in 0..<70 {
            fixture.files.place(Array("doc \(number % 68)".utf8), at: FilePath("/old/\(number).pdf"))
        }
        let paths = FolderScan(of: "/old", files: fixture.files).found.map(\.path)
        let batch = BatchIntake(fixture.intake)
        let first = try await batch.run(paths + ["/old/none.pdf"], stop: StopSignal())
        #expect(first.new == 68 && first.duplicates == 2 && first.known == 0 && first.troubled == 1)
        #expect(fixture.files.contents.keys.count { $0.bytes.starts(with: "/old/".utf8) } == 70)
        let second = try await batch.run(paths, stop: StopSignal())
        #expect(second.known == 70 && second.new == 0 && second.duplicates == 0)
        fixture.files.place(Array("doc 3".utf8), at: "/old/3.pdf")
        let touched = try await batch.run(paths, stop: StopSignal())
        #expect(touched.known == 70)
        #expect(try await fixture.store.countByState() == ["received": 68, "duplicate-of": 2])
    }

    @Test func `a stopped batch ends between two transactions`() async throws {
        for number in 0..<200 {
            fixture.files.place(Array("doc \(number)".utf8), at: FilePath("/old/\(number).pdf"))
        }
        let paths = FolderScan(of: "/old", files: fixture.files).found.map(\.path)
        let stop = StopSignal()
        let tally = try await BatchIntake(fixture.intake).run(paths, stop: stop) { _ in stop.stop() }
        #expect(tally.new == Intake.batch)
    }
}
