import Crypto
public import Pipeline
import Synchronization

/// The archive in files: each original under its SHA-256, what was made of it beside it.
///
/// `archive/ab/abcd…` is an original, `archive/ab/abcd….searchable.0123…` its searchable version with the start of
/// that version's own hash. Bytes are copied to `archive/incoming/…` first; what a dead process left there is swept.
public final class FileArchive: Archive {
    /// How many bytes of a file are held at a time while it is copied.
    public static let copyChunk = 1 << 18

    private let root: FilePath
    private let files: any FileOps
    private let newID: @Sendable () -> String
    private let threads: BlockingThreads
    /// Directories whose names this process knows to be on the medium; one that a dead process made may not be.
    private let settled = Mutex<Set<FilePath>>([])

    /// Names the archive in the directory `root`, which exists.
    public init(
        _ root: FilePath, files: any FileOps, newID: @escaping @Sendable () -> String,
        threads: BlockingThreads = BlockingThreads(count: 4, label: "vouch.archive")
    ) {
        self.root = root
        self.files = files
        self.newID = newID
        self.threads = threads
    }

    /// Keeps bytes under their hash.
    public func keep(_ bytes: [UInt8]) async throws(FileFailure) -> ContentHash {
        try await threads.run { () throws(FileFailure) in
            let hash = ContentHash(of: bytes)
            try self.store(bytes, at: self.place(of: hash))
            return hash
        }
    }

    /// Keeps something made from an original beside it.
    public func keep(
        _ bytes: [UInt8], as kind: ArchivedVersion.Kind, of original: ContentHash
    ) async throws(FileFailure) -> ArchivedVersion {
        try await threads.run { () throws(FileFailure) in
            let version = ArchivedVersion(
                kind: kind, hash: ContentHash(of: bytes),
                size: Int64(bytes.count))
            try self.store(bytes, at: self.place(of: version, of: original))
            return version
        }
    }

    /// Copies from a source; `nil`, and nothing is kept, when it changed meanwhile.
    public func keep(_ source: ByteSource) async throws(FileFailure) -> KeptBytes? {
        try await threads.run { () throws(FileFailure) in
            try self.ensure(self.incoming)
            let scratch = self.scratch()
            var sha = SHA256()
            var size: Int64 = 0
            try self.files.fill(scratch) { copy throws(FileFailure) in
                while true {
                    let chunk = try source.next()
                    if chunk.isEmpty { break }
                    sha.update(data: chunk)
                    size += Int64(chunk.count)
                    try self.files.write(chunk, to: copy)
                }
            }
            guard try source.isUnchanged() else {
                try self.files.remove(scratch)
                return nil
            }
            let hash = ContentHash(bytes: Array(sha.finalize()))
            try self.settle(scratch, at: self.place(of: hash))
            return KeptBytes(hash: hash, size: size)
        }
    }

    /// Writes a copy of an original to `path`, where it stands whole or not at all.
    public func export(_ original: ContentHash, to path: FilePath) async throws(FileFailure) {
        try await threads.run { () throws(FileFailure) in
            try self.ensure(self.incoming)
            let scratch = self.scratch()
            let file = try self.files.openForReading(self.place(of: original))
            defer { self.files.close(file) }
            try self.files.fill(scratch) { copy throws(FileFailure) in
                while true {
                    let chunk = try self.files.read(file, upTo: Self.copyChunk)
                    if chunk.isEmpty { break }
                    try self.files.write(chunk, to: copy)
                }
            }
            try self.files.settle(scratch, at: path)
        }
    }

    /// The bytes of an original.
    public func bytes(of original: ContentHash) async throws(FileFailure) -> [UInt8] {
        try await threads.run { () throws(FileFailure) in
            try self.files.contents(of: self.place(of: original))
        }
    }

    /// The bytes of something made from an original.
    public func bytes(
        of version: ArchivedVersion, of original: ContentHash
    ) async throws(FileFailure) -> [UInt8] {
        try await threads.run { () throws(FileFailure) in
            try self.files.contents(of: self.place(of: version, of: original))
        }
    }

    /// What the bytes kept for an original hash to now; `nil` where none are kept.
    public func rehash(_ original: ContentHash) async throws(FileFailure) -> ContentHash? {
        try await threads.run { () throws(FileFailure) in try self.rehash(at: self.place(of: original)) }
    }

    /// What the bytes of a version hash to now; `nil` where none are kept.
    public func rehash(
        _ version: ArchivedVersion, of original: ContentHash
    ) async throws(FileFailure) -> ContentHash? {
        try await threads.run { () throws(FileFailure) in
            try self.rehash(at: self.place(of: version, of: original))
        }
    }

    /// Removes the unfinished copies of processes that are no more.
    ///
    /// Only for a process that knows itself alone with the archive.
    public func sweep() async throws(FileFailure) {
        try await threads.run { () throws(FileFailure) in
            guard try self.files.status(of: self.incoming) != nil else { return }
            for name in try self.files.names(in: self.incoming) {
                try self.files.remove(self.incoming.appending(bytes: name))
            }
        }
    }

    /// Where an original lies.
    public func place(of original: ContentHash) -> FilePath {
        shard(of: original).appending(original.rawValue)
    }

    /// Where something made from an original lies.
    public func place(of version: ArchivedVersion, of original: ContentHash) -> FilePath {
        let suffix = "\(version.kind.rawValue).\(version.hash.rawValue.prefix(16))"
        return shard(of: original).appending("\(original.rawValue).\(suffix)")
    }

    private var incoming: FilePath { root.appending("incoming") }

    private func shard(of hash: ContentHash) -> FilePath { root.appending(String(hash.rawValue.prefix(2))) }

    private func scratch() -> FilePath { incoming.appending(newID()) }

    private func ensure(_ directory: FilePath) throws(FileFailure) {
        if settled.withLock({ $0.contains(directory) }) { return }
        try files.makeDirectory(directory)
        try files.syncDirectory(root)
        _ = settled.withLock { $0.insert(directory) }
    }

    private func store(_ bytes: [UInt8], at path: FilePath) throws(FileFailure) {
        try ensure(incoming)
        let scratch = scratch()
        try files.fill(scratch) { file throws(FileFailure) in try files.write(bytes, to: file) }
        try settle(scratch, at: path)
    }

    /// Puts a finished copy in its place, over a copy that is there already: same hash, same bytes, and one that the
    /// medium damaged is mended.
    private func settle(_ scratch: FilePath, at path: FilePath) throws(FileFailure) {
        try ensure(path.parent)
        try files.settle(scratch, at: path)
    }

    private func rehash(at path: FilePath) throws(FileFailure) -> ContentHash? {
        guard try self.files.status(of: path) != nil else { return nil }
        let file = try files.openForReading(path)
        defer { files.close(file) }
        var sha = SHA256()
        while true {
            let chunk = try files.read(file, upTo: Self.copyChunk)
            if chunk.isEmpty { return ContentHash(bytes: Array(sha.finalize())) }
            sha.update(data: chunk)
        }
    }
}
