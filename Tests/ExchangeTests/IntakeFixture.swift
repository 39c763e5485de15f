import Exchange
import Pipeline
import PipelineDoubles
import Storage

/// An intake over a file system and a store, with an inbox at `/in` and a home at `/home`.
struct IntakeFixture {
    let files: MemoryFiles
    let store: MemoryStore
    let clock = FixedWorld()
    let events = Events()
    let threads = BlockingThreads(count: 1, label: "test")
    let inbox = Inbox(name: "post", path: "/in", delay: .zero)

    init(files: MemoryFiles = MemoryFiles(), store: MemoryStore = MemoryStore()) {
        self.files = files
        self.store = store
    }

    /// Makes the folders of an empty home.
    static func home(in files: MemoryFiles) {
        for folder in ["/in", "/home", "/home/archive", "/home/rejected"] {
            files.place([], at: FilePath(folder), kind: .directory)
        }
    }

    var archive: FileArchive {
        let world = clock.world
        return FileArchive("/home/archive", files: files, newID: world.newID, threads: threads)
    }

    var intake: Intake {
        Intake(
            store: store, archive: archive, files: files, home: Home("/home"), world: clock.world,
            threads: threads, report: events.report)
    }

    /// Takes everything in that stands in the inbox, again after each failure, until nothing is left.
    func drain() async throws {
        var failures = 0
        while true {
            do {
                try await archive.sweep()
                let found = FolderScan(of: inbox.path, files: files).found
                if found.isEmpty { return }
                _ = try await intake.take(found, of: inbox, .moves)
            } catch {
                failures += 1
                if failures > 1 { throw error }
            }
        }
    }
}
