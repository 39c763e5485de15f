public import Pipeline
import Synchronization

/// A file system in memory that knows what of it would survive a power cut.
///
/// What was not synced may be there after a cut or not: every set of names changed since their directory was synced,
/// and of every file changed since it was synced the old bytes, the new ones, or half of them.
public final class MemoryFiles: FileOps {
    fileprivate struct Node {
        var kind = FileStatus.Kind.file
        var bytes: [UInt8] = []
        var durableBytes: [UInt8] = []
        var modified: Int64
        var changed: Int64
    }

    /// A change of names that a cut may undo until the directory is synced.
    fileprivate struct Change {
        var directory: FilePath
        var removes: FilePath?
        var adds: (path: FilePath, inode: UInt64)?
    }

    fileprivate struct Open {
        var inode: UInt64
        var position = 0
    }

    fileprivate struct State {
        var nodes: [UInt64: Node] = [:]
        var names: [FilePath: UInt64] = [:]
        var durableNames: [FilePath: UInt64] = [:]
        var pending: [Change] = []
        var open: [Int32: Open] = [:]
        var nextInode: UInt64 = 1
        var nextDescriptor: Int32 = 3
        var clock: Int64 = 1
        var operations = 0
    }

    private let state: Mutex<State>
    /// Called before each change with its number, from 1; throwing makes the change fail.
    private let beforeChange: @Sendable (Int) throws(FileFailure) -> Void
    /// Files that nobody may remove.
    private let fixed: Set<FilePath>

    /// Makes an empty file system; the files in `fixed` may not be removed once they are there.
    public init(
        fixed: Set<FilePath> = [],
        beforeChange: @escaping @Sendable (Int) throws(FileFailure) -> Void = { _ in }
    ) {
        state = Mutex(State())
        self.fixed = fixed
        self.beforeChange = beforeChange
    }

    private init(_ state: State) {
        self.state = Mutex(state)
        fixed = []
        beforeChange = { _ in }
    }

    /// Puts a file or special entry there, as if it had been there for long.
    public func place(_ bytes: [UInt8], at path: FilePath, kind: FileStatus.Kind = .file) {
        state.withLock { state in
            var parent = path.parent
            while state.names[parent] == nil, parent.bytes.count > 1 {
                let inode = state.add(Node(kind: .directory, modified: state.tick(), changed: state.clock))
                state.names[parent] = inode
                state.durableNames[parent] = inode
                parent = parent.parent
            }
            let node = Node(
                kind: kind, bytes: bytes, durableBytes: bytes, modified: state.tick(), changed: state.clock)
            let inode = state.add(node)
            state.names[path] = inode
            state.durableNames[path] = inode
        }
    }

    /// All regular files with their bytes.
    public var contents: [FilePath: [UInt8]] {
        state.withLock { state in
            state.names.compactMapValues { inode in
                state.nodes[inode].flatMap { $0.kind == .file ? $0.bytes : nil }
            }
        }
    }

    /// Every file system that may be found after a power cut now.
    public func crashStates() -> [MemoryFiles] {
        let state = state.withLock { $0 }
        let unsynced = state.nodes.filter { $0.value.bytes != $0.value.durableBytes }.keys.sorted()
        precondition(
            state.pending.count <= 8 && unsynced.count <= 4, "too much is unsynced to try everything")
        var results: [MemoryFiles] = []
        for kept in 0..<(1 << state.pending.count) {
            var choice = [Int](repeating: 0, count: unsynced.count)
            repeat {
                results.append(MemoryFiles(state.cut(keeping: kept, contents: zip(unsynced, choice))))
            } while Self.advance(&choice)
        }
        return results
    }

    /// Counts up in base 3; `false` after the last.
    private static func advance(_ digits: inout [Int]) -> Bool {
        for index in digits.indices {
            digits[index] += 1
            if digits[index] < 3 { return true }
            digits[index] = 0
        }
        return false
    }
}

extension MemoryFiles.State {
    fileprivate mutating func tick() -> Int64 {
        clock += 1
        return clock
    }

    fileprivate mutating func add(_ node: MemoryFiles.Node) -> UInt64 {
        nextInode += 1
        nodes[nextInode] = node
        return nextInode
    }

    /// Notes a change of names that is visible now and durable later.
    fileprivate mutating func change(
        in directory: FilePath, removes: FilePath? = nil, adds: (path: FilePath, inode: UInt64)? = nil
    ) {
        if let removes { names[removes] = nil }
        if let adds { names[adds.path] = adds.inode }
        pending.append(MemoryFiles.Change(directory: directory, removes: removes, adds: adds))
    }

    fileprivate func cut(keeping kept: Int, contents: some Sequence<(UInt64, Int)>) -> MemoryFiles.State {
        var after = self
        after.open = [:]
        after.names = durableNames
        for (index, change) in pending.enumerated() where kept & (1 << index) != 0 {
            if let removed = change.removes { after.names[removed] = nil }
            if let added = change.adds { after.names[added.path] = added.inode }
        }
        for (inode, choice) in contents {
            guard let node = nodes[inode] else { continue }
            switch choice {
            case 0: after.nodes[inode]?.bytes = node.durableBytes
            case 1: after.nodes[inode]?.bytes = Array(node.bytes.prefix(node.bytes.count / 2))
            default: break
            }
        }
        after.nodes = after.nodes.mapValues { node in
            var node = node
            node.durableBytes = node.bytes
            return node
        }
        // A name in a directory that is not there is not there either.
        for path in after.names.keys.sorted(by: { $0.bytes.count < $1.bytes.count })
        where path.parent.bytes.count > 1 && after.names[path.parent] == nil {
            after.names[path] = nil
        }
        after.durableNames = after.names
        after.pending = []
        return after
    }

    fileprivate func status(_ inode: UInt64) -> FileStatus? {
        nodes[inode].map {
            FileStatus(
                kind: $0.kind, size: Int64($0.bytes.count), inode: inode, modified: $0.modified,
                changed: $0.changed)
        }
    }
}

extension MemoryFiles {
    /// What stands at a path.
    public func status(of path: FilePath) throws(FileFailure) -> FileStatus? {
        state.withLock { state in state.names[path].flatMap { state.status($0) } }
    }

    /// What an open file is now.
    public func status(of file: OpenFile) throws(FileFailure) -> FileStatus {
        let status = state.withLock { state in
            state.open[file.descriptor].flatMap { state.status($0.inode) }
        }
        guard let status else { throw FileFailure("look at", "?", .other(code: 9)) }
        return status
    }

    /// The names in a directory.
    public func names(in directory: FilePath) throws(FileFailure) -> [[UInt8]] {
        let names: [[UInt8]]? = state.withLock { state in
            guard state.names[directory] != nil else { return nil }
            return state.names.keys.filter { $0.parent == directory }.map(\.lastComponent)
        }
        guard let names else { throw FileFailure("list", directory, .missing) }
        return names
    }

    /// Opens a regular file for reading.
    public func openForReading(_ path: FilePath) throws(FileFailure) -> OpenFile {
        let kind = try status(of: path)?.kind
        guard let kind else { throw FileFailure("open", path, .missing) }
        guard kind == .file else { throw FileFailure("open", path, .linkOrSpecial) }
        return state.withLock { state in
            guard let inode = state.names[path] else { preconditionFailure("looked up above") }
            state.nextDescriptor += 1
            state.open[state.nextDescriptor] = Open(inode: inode)
            return OpenFile(descriptor: state.nextDescriptor)
        }
    }

    /// Creates a file for writing.
    public func create(_ path: FilePath) throws(FileFailure) -> OpenFile {
        try begin()
        guard try status(of: path) == nil else { throw FileFailure("create", path, .other(code: 17)) }
        return state.withLock { state in
            let inode = state.add(Node(modified: state.tick(), changed: state.clock))
            state.change(in: path.parent, adds: (path, inode))
            state.nextDescriptor += 1
            state.open[state.nextDescriptor] = Open(inode: inode)
            return OpenFile(descriptor: state.nextDescriptor)
        }
    }

    /// Reads the next bytes.
    public func read(_ file: OpenFile, upTo count: Int) throws(FileFailure) -> [UInt8] {
        state.withLock { state in
            guard let open = state.open[file.descriptor], let node = state.nodes[open.inode] else {
                return []
            }
            let bytes = Array(node.bytes.dropFirst(open.position).prefix(count))
            state.open[file.descriptor]?.position += bytes.count
            return bytes
        }
    }

    /// Writes all the bytes.
    public func write(_ bytes: [UInt8], to file: OpenFile) throws(FileFailure) {
        try begin()
        state.withLock { state in
            guard let inode = state.open[file.descriptor]?.inode else { return }
            let now = state.tick()
            state.nodes[inode]?.bytes += bytes
            state.nodes[inode]?.modified = now
            state.nodes[inode]?.changed = now
        }
    }

    /// Makes the file's bytes durable.
    public func sync(_ file: OpenFile) throws(FileFailure) {
        try begin()
        state.withLock { state in
            guard let inode = state.open[file.descriptor]?.inode else { return }
            let bytes = state.nodes[inode]?.bytes ?? []
            state.nodes[inode]?.durableBytes = bytes
        }
    }

    /// Closes the file.
    public func close(_ file: OpenFile) {
        state.withLock { _ = $0.open.removeValue(forKey: file.descriptor) }
    }

    /// Makes a directory.
    public func makeDirectory(_ path: FilePath) throws(FileFailure) {
        try begin()
        state.withLock { state in
            guard state.names[path] == nil else { return }
            let inode = state.add(Node(kind: .directory, modified: state.tick(), changed: state.clock))
            state.change(in: path.parent, adds: (path, inode))
        }
    }

    /// Renames; a cut leaves the old name or the new one until the new one's directory is synced.
    public func rename(_ path: FilePath, to target: FilePath) throws(FileFailure) {
        try begin()
        guard try status(of: path) != nil else { throw FileFailure("rename", path, .missing) }
        state.withLock { state in
            guard let inode = state.names[path] else { return }
            state.change(in: target.parent, removes: path, adds: (target, inode))
        }
    }

    /// Removes a file.
    public func remove(_ path: FilePath) throws(FileFailure) {
        try begin()
        if fixed.contains(path) { throw FileFailure("remove", path, .denied) }
        state.withLock { state in
            guard state.names[path] != nil else { return }
            state.change(in: path.parent, removes: path)
        }
    }

    /// Makes the names of a directory durable.
    public func syncDirectory(_ path: FilePath) throws(FileFailure) {
        try begin()
        state.withLock { state in
            for change in state.pending where change.directory == path {
                if let removed = change.removes { state.durableNames[removed] = nil }
                if let added = change.adds { state.durableNames[added.path] = added.inode }
            }
            state.pending.removeAll { $0.directory == path }
        }
    }

    private func begin() throws(FileFailure) {
        let number = state.withLock { state in
            state.operations += 1
            return state.operations
        }
        try beforeChange(number)
    }
}
