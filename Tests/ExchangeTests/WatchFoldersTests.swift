import Exchange
import Foundation
import Pipeline
import PipelineDoubles
import Storage
import Testing

/// The watcher on a real file system.
@Suite struct WatchFoldersTests {
    @Test func `what is dropped while it runs is taken, from sub-folders, too, and unfinished files are not`()
        async throws
    {
        try await withWatcher { folder, store, stop in
            let inbox = folder.appending(path: "in")
            try Data("one".utf8).write(to: inbox.appending(path: "1.pdf"))
            try FileManager.default.createDirectory(
                at: inbox.appending(path: "new/deep"), withIntermediateDirectories: true)
            try Data("two".utf8).write(to: inbox.appending(path: "new/deep/2.pdf"))
            try Data("three".utf8).write(to: inbox.appending(path: "3.pdf.part"))
            try await waitUntil { try await store.countByState()["received"] == 2 }
            try FileManager.default.moveItem(
                at: inbox.appending(path: "3.pdf.part"), to: inbox.appending(path: "3.pdf"))
            try await waitUntil { try await store.countByState()["received"] == 3 }
            stop.stop()
        }
    }

    @Test func `named pipes and links never block it`() async throws {
        try await withWatcher { folder, store, stop in
            let inbox = folder.appending(path: "in")
            #expect(mkfifo(inbox.appending(path: "pipe.pdf").path, 0o600) == 0)
            #expect(symlink("/etc/passwd", inbox.appending(path: "link.pdf").path) == 0)
            try Data("one".utf8).write(to: inbox.appending(path: "1.pdf"))
            try await waitUntil { try await store.auditHead()?.sequence == 3 }
            #expect(try await store.countByState() == ["received": 1])
            let left = { try FileManager.default.contentsOfDirectory(atPath: inbox.path) }
            try await waitUntil { try left().isEmpty }
            let rejected = folder.appending(path: "rejected").path
            #expect(try FileManager.default.contentsOfDirectory(atPath: rejected).count == 4)
            stop.stop()
        }
    }

    /// Runs a watcher over `in` in a scratch folder while `body` runs, which stops it.
    private func withWatcher(
        _ body: @escaping @Sendable (URL, MemoryStore, StopSignal) async throws -> Void
    ) async throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "vouch-\(UUID().uuidString)")
        let folder = FilePath(url.path)
        for name in ["in", "archive"] {
            try FileManager.default.createDirectory(
                at: url.appending(path: name), withIntermediateDirectories: true)
        }
        let files = PosixFiles()
        let world = try World.system(files: files)
        let store = MemoryStore()
        let intake = Intake(
            store: store,
            archive: FileArchive(folder.appending("archive"), files: files, newID: world.newID), files: files,
            home: Home(folder), world: world, threads: BlockingThreads(count: 2, label: "test"),
            report: { _ in })
        let inbox = Inbox(name: "post", path: folder.appending("in"), delay: .milliseconds(300))
        let stop = StopSignal()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await WatchFolders([inbox], intake: intake).run(.onSignal, stop: stop) }
            group.addTask {
                defer { stop.stop() }
                try await body(url, store, stop)
            }
            try await group.waitForAll()
        }
        try FileManager.default.removeItem(at: url)
    }

    /// Asks until it is so; fails after a time no machine needs.
    private func waitUntil(_ condition: () async throws -> Bool) async throws {
        for _ in 0..<600 {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("it never came to be")
    }
}
