public import Pipeline
import Synchronization

/// Takes files into archive and store: durable copy, idempotent insert, and only then the source may go.
public struct Intake: Sendable {
    /// How many files are taken in one transaction.
    public static let batch = 64
    /// How many files are copied side by side.
    public static let copiers = 4

    /// What becomes of the source.
    public enum Custody: Hashable, Sendable {
        /// It is removed once its bytes are safe: an inbox.
        case moves
        /// It stays where it is: an archive that is read in place.
        case copies
    }

    /// What became of one file.
    public enum Outcome: Hashable, Sendable {
        /// Its bytes are safe.
        case taken(Receipt)
        /// Its bytes are safe, and it cannot be removed: it stays where it is and does not count again.
        case leftBehind(Receipt, FileFailure)
        /// It changed or vanished while it was copied; the next scan will tell.
        case changed
        /// It is no file; it was put among the rejected, or left where that was impossible.
        case refused(reason: String)
        /// It cannot be read; it stays where it is.
        case unreadable(FileFailure)
    }

    let store: any Store
    let archive: any Archive
    let files: any FileOps
    let home: Home
    let world: World
    let threads: BlockingThreads
    let report: CaptureReport

    /// Makes the intake of a home.
    public init(
        store: any Store, archive: any Archive, files: any FileOps, home: Home, world: World,
        threads: BlockingThreads, report: @escaping CaptureReport
    ) {
        self.store = store
        self.archive = archive
        self.files = files
        self.home = home
        self.world = world
        self.threads = threads
        self.report = report
    }

    /// Takes up to `batch` files in one transaction; their outcomes in the same order.
    ///
    /// Throws when the machine is at fault, such as a full disk: then every source is where it was, and nothing is
    /// half done.
    public func take(
        _ sources: [SourceFile], of inbox: Inbox?, _ custody: Custody
    ) async throws -> [Outcome] {
        precondition(sources.count <= Self.batch, "a transaction has its limit")
        let copies = try await copied(sources, of: inbox, custody)
        let arrivals = copies.compactMap(\.arrival)
        var receipts = try await store.receive(arrivals).makeIterator()
        var outcomes: [Outcome] = []
        for (source, copy) in zip(sources, copies) {
            guard let arrival = copy.arrival, let receipt = receipts.next() else {
                outcomes.append(copy.outcome)
                continue
            }
            let failure = custody == .moves ? await remove(source, refused: arrival.content) : nil
            if let failure {
                outcomes.append(.leftBehind(receipt, failure))
            } else {
                outcomes.append(receipt == .refused ? copy.outcome : .taken(receipt))
            }
            // A refusal that is tried again would be told again each time.
            if failure == nil || receipt != .refused { tell(receipt, of: arrival) }
        }
        return outcomes
    }

    /// A file's arrival, or what kept it from arriving.
    private struct Copy: Sendable {
        var arrival: Arrival?
        var outcome: Outcome
    }

    private func copied(
        _ sources: [SourceFile], of inbox: Inbox?, _ custody: Custody
    ) async throws -> [Copy] {
        try await withThrowingTaskGroup(of: (Int, Copy).self) { group in
            var copies = [Copy?](repeating: nil, count: sources.count)
            for (index, source) in sources.enumerated() {
                if index >= Self.copiers, let (done, copy) = try await group.next() { copies[done] = copy }
                group.addTask { (index, try await copy(source, of: inbox, custody)) }
            }
            while let (done, copy) = try await group.next() { copies[done] = copy }
            return copies.compactMap(\.self)
        }
    }

    private func copy(
        _ source: SourceFile, of inbox: Inbox?, _ custody: Custody
    ) async throws -> Copy {
        guard source.status.kind == .file else {
            return refusal(of: source, inbox, "it is a \(source.status.kind.rawValue), not a file")
        }
        guard source.status.size <= IntakeLimits.documentBytes else {
            return refusal(of: source, inbox, "it is over \(IntakeLimits.documentBytes / 1_000_000) MB")
        }
        let file: OpenFile
        do throws(FileFailure) {
            file = try await threads.run { () throws(FileFailure) in try files.openForReading(source.path) }
        } catch {
            switch error.reason {
            case .missing: return Copy(outcome: .changed)
            case .linkOrSpecial: return refusal(of: source, inbox, "it is a link or a special file")
            case .denied, .full, .otherFileSystem, .other: return Copy(outcome: .unreadable(error))
            }
        }
        defer { files.close(file) }
        let reading = SourceReading(source, file: file, files: files)
        let kept: KeptBytes?
        do throws(FileFailure) {
            kept = try await archive.keep(reading.bytes)
        } catch {
            // A source that cannot be read must not hold up the others; a full disk holds up all.
            guard reading.failure != nil else { throw error }
            return Copy(outcome: .unreadable(error))
        }
        guard let kept else { return Copy(outcome: .changed) }
        return Copy(
            arrival: arrival(
                source, inbox, .bytes(kept.hash, size: kept.size),
                key: key(of: source, kept.hash, custody)),
            outcome: .changed)
    }

    /// What makes an arrival the same one after a restart: for an inbox the very file, for an archive path and bytes.
    private func key(of source: SourceFile, _ hash: ContentHash, _ custody: Custody) -> String {
        let path = source.path.bytes.map { String(UInt16($0) | 0x100, radix: 16).dropFirst() }.joined()
        let status = source.status
        return switch custody {
        case .moves: "file:\(path):\(status.inode):\(status.modified):\(status.changed):\(hash)"
        case .copies: "place:\(path):\(hash)"
        }
    }

    private func arrival(
        _ source: SourceFile, _ inbox: Inbox?, _ content: Arrival.Content, key: String
    ) -> Arrival {
        Arrival(
            key: key, content: content, name: DisplayName.safe(source.path.lastComponent), source: source,
            inbox: inbox?.name, defaults: inbox?.defaults ?? InboxDefaults(), at: world.now())
    }

    private func refusal(of source: SourceFile, _ inbox: Inbox?, _ reason: String) -> Copy {
        let status = source.status
        let key = "refused:\(source.path):\(status.inode):\(status.modified):\(status.changed)"
        return Copy(
            arrival: arrival(source, inbox, .refused(reason: reason), key: key),
            outcome: .refused(reason: reason))
    }

    private func tell(_ receipt: Receipt, of arrival: Arrival) {
        switch receipt {
        case .new(let id): report(.received(id, name: arrival.name))
        case .duplicate(let id): report(.arrivedAgain(id, name: arrival.name))
        case .known: break
        case .refused:
            guard case .refused(let reason) = arrival.content else { return }
            report(.refused(name: arrival.name, reason: reason))
        }
    }
}

extension Intake {
    /// Removes a source whose arrival is committed; one that changed meanwhile is another arrival, and stays.
    ///
    /// Returns why it could not: that must not hold up the others, for its own bytes are safe.
    private func remove(_ source: SourceFile, refused content: Arrival.Content) async -> FileFailure? {
        do throws(FileFailure) {
            try await threads.run { () throws(FileFailure) in
                guard try files.status(of: source.path) == source.status else { return }
                switch content {
                case .bytes: try files.remove(source.path)
                case .refused(let reason): try putAside(source, reason: reason)
                }
            }
            return nil
        } catch {
            return error
        }
    }

    /// Moves what is no file or too large among the rejected, with its reason beside it; leaves it where that is impossible.
    private func putAside(_ source: SourceFile, reason: String) throws(FileFailure) {
        let shown = DisplayName.filename(DisplayName.safe(source.path.lastComponent))
        let mark = source.status.kind == .file ? "large" : "special"
        let name = "\(mark)-\(source.status.inode)-\(shown)"
        try files.makeDirectoryDurably(home.rejected)
        let scratch = home.rejected.appending(".\(name).part")
        try files.remove(scratch)
        try files.writeDurably(
            Array("\(DisplayName.safe(source.path.lastComponent))\n\(reason)\n".utf8),
            to: home.rejected.appending("\(name).reason.txt"), scratch: scratch)
        do throws(FileFailure) {
            try files.rename(source.path, to: home.rejected.appending(name))
        } catch {
            guard error.reason == .otherFileSystem || error.reason == .denied else { throw error }
        }
    }
}

/// A source while it is copied; remembers whether it was the source that failed, or what it was copied to.
private final class SourceReading: Sendable {
    private let source: SourceFile
    private let file: OpenFile
    private let files: any FileOps
    private let noted = Mutex<FileFailure?>(nil)
    private let readBytes = Mutex<Int64>(0)

    init(_ source: SourceFile, file: OpenFile, files: any FileOps) {
        self.source = source
        self.file = file
        self.files = files
    }

    var failure: FileFailure? { noted.withLock { $0 } }

    var bytes: ByteSource {
        ByteSource(
            next: { () throws(FileFailure) in
                try self.noting { () throws(FileFailure) in try self.nextBytes() }
            },
            isUnchanged: { () throws(FileFailure) in
                try self.noting { () throws(FileFailure) in
                    guard try self.files.status(of: self.file) == self.source.status else { return false }
                    return try self.files.status(of: self.source.path) == self.source.status
                }
            })
    }

    /// The next bytes; none once there were more than were announced, for then the file is another one.
    private func nextBytes() throws(FileFailure) -> [UInt8] {
        guard readBytes.withLock({ $0 }) <= source.status.size else { return [] }
        let bytes = try files.read(file, upTo: 1 << 18)
        readBytes.withLock { $0 += Int64(bytes.count) }
        return bytes
    }

    private func noting<Value>(_ body: () throws(FileFailure) -> Value) throws(FileFailure) -> Value {
        do throws(FileFailure) {
            return try body()
        } catch {
            noted.withLock { $0 = error }
            throw error
        }
    }
}
