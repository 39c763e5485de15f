import Exchange
import Pipeline
import Storage

/// A home that was opened: its settings, its store and its archive.
struct Premises: Sendable {
    /// Where everything lies.
    let home: Home
    /// What a person set.
    let settings: Settings
    /// The database that holds documents, jobs and the log.
    let database: SQLiteStore
    /// The bytes of documents.
    let archive: FileArchive
    /// The file system.
    let files: any FileOps
    /// Time, ids and waiting.
    let world: World
    /// Threads for calls that block.
    let threads: BlockingThreads

    /// Documents, jobs and the log.
    var store: any Store { database }

    /// Cases, their tasks and the processes they run.
    var cases: any CaseStore { database }

    /// The folders that the settings have watched.
    func inboxes() throws -> [Inbox] {
        try settings.inboxes.map { inbox in
            let path = inbox.path.isAbsolute ? inbox.path : home.root.appending(bytes: inbox.path.bytes)
            guard try files.status(of: path)?.kind == .directory else {
                throw Failure.environment(
                    "The inbox \(path) is no folder. Make it, or change the inboxes in \(home.settings).")
            }
            return Inbox(
                name: inbox.name ?? path.displayName, path: path, defaults: inbox.defaults,
                delay: settings.settleDelay)
        }
    }

    /// Folders that are watched instead of those of the settings.
    func inboxes(at folders: [String]) throws -> [Inbox] {
        try folders.map { folder in
            let path = FilePath(folder)
            guard try files.status(of: path)?.kind == .directory else {
                throw Failure.usage("\(path) is no folder. Name a folder that is to be watched.")
            }
            return Inbox(name: path.displayName, path: path, delay: settings.settleDelay)
        }
    }
}

extension Settings {
    /// How long a file must have been still before it is taken.
    var settleDelay: Duration { .milliseconds(Int64(settleSeconds * 1000)) }
}

extension FilePath {
    /// Whether the path starts at the root.
    var isAbsolute: Bool { bytes.first == UInt8(ascii: "/") }
}
