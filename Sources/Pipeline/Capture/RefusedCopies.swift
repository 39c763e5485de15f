/// Copies of refused documents in the home's folders, each with a text beside it that says why.
public struct RefusedCopies: Sendable {
    private let home: Home
    private let archive: any Archive
    private let files: any FileOps
    private let threads: BlockingThreads

    /// Puts copies into the folders of `home`.
    public init(_ home: Home, archive: any Archive, files: any FileOps, threads: BlockingThreads) {
        self.home = home
        self.archive = archive
        self.files = files
        self.threads = threads
    }

    /// Brings the folders in line with a document's state: `rejected/17-name` with `17-name.reason.txt`, the same in
    /// `quarantine`, or neither.
    ///
    /// Doing it again changes nothing, so it may be repeated after a crash.
    public func reflect(_ state: DocumentState, of lease: Lease) async throws(FileFailure) {
        let name = "\(lease.document)-\(DisplayName.filename(lease.arrival.name))"
        switch state {
        case .rejected(let reason):
            try await put(lease, named: name, reason: reason, in: home.rejected, notIn: home.quarantine)
        case .quarantined(let reason):
            try await put(lease, named: name, reason: reason, in: home.quarantine, notIn: home.rejected)
        case .received, .reading, .read, .needsReview, .unpacked, .duplicateOf, .failed:
            try await threads.run { () throws(FileFailure) in
                try remove(name, from: home.rejected)
                try remove(name, from: home.quarantine)
            }
        }
    }

    private func put(
        _ lease: Lease, named name: String, reason: String, in folder: FilePath, notIn other: FilePath
    ) async throws(FileFailure) {
        guard case .bytes(let hash, _) = lease.arrival.content else { return }
        let text = """
            \(lease.arrival.name)
            \(reason)

            This is a copy; the original is safe in the archive. See `vouch show \(lease.document)`.

            """
        try await threads.run { () throws(FileFailure) in try files.makeDirectoryDurably(folder) }
        try await archive.export(hash, to: folder.appending(name))
        try await threads.run { () throws(FileFailure) in
            try files.remove(folder.appending(".\(name).part"))
            try files.writeDurably(
                Array(text.utf8), to: folder.appending("\(name).reason.txt"),
                scratch: folder.appending(".\(name).part"))
            try remove(name, from: other)
        }
    }

    private func remove(_ name: String, from folder: FilePath) throws(FileFailure) {
        for path in [folder.appending(name), folder.appending("\(name).reason.txt")]
        where try files.status(of: path) != nil {
            try files.remove(path)
        }
    }
}
