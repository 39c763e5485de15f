import Exchange
import Pipeline
import PipelineDoubles
import Storage
import Synchronization
import Testing

/// Power cuts at every moment of an intake, with everything lost or kept that a file system may lose or keep.
@Suite struct CrashStateTests {
    /// What may be found after a power cut: files and, as committed before it, the store.
    private struct Wreck {
        var files: MemoryFiles
        var store: MemoryStore
    }

    private let documents: [FilePath: [UInt8]] = [
        "/in/a.pdf": Array("first document".utf8), "/in/sub/b.pdf": Array("second".utf8),
        "/in/c.pdf": Array("second".utf8),
    ]

    @Test func `after a power cut at any moment nothing is lost and nothing is there twice`() async throws {
        let wrecks = try await wrecks()
        #expect(wrecks.count > 400, "the cuts were not tried")
        for wreck in wrecks {
            let fixture = IntakeFixture(files: wreck.files, store: wreck.store)
            try await fixture.drain()
            try await check(fixture)
        }
    }

    @Test func `whatever change of files fails, the source stays or its bytes are safe`() async throws {
        var failed = 0
        for number in 1... {
            let isHit = Mutex(false)
            let files = MemoryFiles { operation throws(FileFailure) in
                guard operation == number else { return }
                isHit.withLock { $0 = true }
                throw FileFailure("write", "?", .full)
            }
            let fixture = IntakeFixture(files: prepared(files))
            try await fixture.drain()
            try await check(fixture)
            guard isHit.withLock({ $0 }) else { break }
            failed += 1
        }
        #expect(failed > 15)
    }

    /// Runs an intake and collects what a power cut before each change of a file may leave.
    private func wrecks() async throws -> [Wreck] {
        let found = Mutex<[Wreck]>([])
        let running = Mutex<(files: MemoryFiles, store: MemoryStore)?>(nil)
        let files = MemoryFiles { _ throws(FileFailure) in
            guard let run = running.withLock({ $0 }) else { return }
            let wrecks = run.files.crashStates().map { Wreck(files: $0, store: MemoryStore(copy: run.store)) }
            found.withLock { $0 += wrecks }
        }
        let fixture = IntakeFixture(files: prepared(files))
        running.withLock { $0 = (files, fixture.store) }
        // One by one, so that only one file is in flight and all states can be tried.
        let scan = FolderScan(of: "/in", files: files)
        for source in scan.found { _ = try await fixture.intake.take([source], of: fixture.inbox, .moves) }
        running.withLock { $0 = nil }
        return found.withLock { $0 }
    }

    private func prepared(_ files: MemoryFiles) -> MemoryFiles {
        IntakeFixture.home(in: files)
        for (path, bytes) in documents { files.place(bytes, at: path) }
        return files
    }

    /// Every byte stream is one document that is read, each further file of it a duplicate, and the inbox is empty.
    private func check(_ fixture: IntakeFixture) async throws {
        let left = fixture.files.contents.keys.filter { $0.bytes.starts(with: "/in/".utf8) }
        #expect(left.isEmpty)
        let summaries = try await fixture.store.summaries(DocumentQuery())
        #expect(summaries.count == documents.count)
        #expect(summaries.count { $0.state == .received } == 2)
        for summary in summaries {
            #expect(try await fixture.archive.rehash(summary.hash) == summary.hash)
        }
    }
}
