/// Where everything of one installation lies.
public struct Home: Hashable, Sendable {
    /// The directory that holds it all.
    public let root: FilePath

    /// Names the home at `root`.
    public init(_ root: FilePath) {
        self.root = root
    }

    /// The settings people edit.
    public var settings: FilePath { root.appending("settings.yml") }
    /// The SQLite file.
    public var store: FilePath { root.appending("vouch.sqlite") }
    /// Originals and versions derived from them, under their hashes.
    public var archive: FilePath { root.appending("archive") }
    /// Where documents are dropped unless the settings name other inboxes.
    public var inbox: FilePath { root.appending("inbox") }
    /// Copies of what was refused, each with a reason beside it.
    public var rejected: FilePath { root.appending("rejected") }
    /// Copies of what may be tried again, each with a reason beside it.
    public var quarantine: FilePath { root.appending("quarantine") }
    /// E-mails that wait to be sent.
    public var outbox: FilePath { root.appending("outbox") }
    /// Answers to mails, dropped in by whatever fetches mail; they are acted upon and filed below.
    public var replies: FilePath { root.appending("replies") }
    /// The secret that signs the codes in mails; readable by its owner alone.
    public var replyKey: FilePath { root.appending("reply.key") }
    /// Models copied for editing.
    public var models: FilePath { root.appending("models") }
    /// A file for each running process, locked while it lives.
    public var workers: FilePath { root.appending("workers") }

    /// The directories a home has, the home first.
    public var directories: [FilePath] {
        [root, archive, inbox, rejected, quarantine, workers]
    }
}
