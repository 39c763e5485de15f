/// The file system, as far as durable code may use it; all that must outlive a power cut goes through here.
///
/// Calls block: they are made on threads of their own (`BlockingThreads`), never on the cooperative pool.
public protocol FileOps: Sendable {
    /// What stands at a path, links not followed; `nil` where nothing does.
    func status(of path: FilePath) throws(FileFailure) -> FileStatus?
    /// What an open file is now.
    func status(of file: OpenFile) throws(FileFailure) -> FileStatus
    /// The names in a directory, without `.` and `..`, in no order.
    func names(in directory: FilePath) throws(FileFailure) -> [[UInt8]]
    /// Opens for reading without following a link in the last place and without waiting for a writer.
    func openForReading(_ path: FilePath) throws(FileFailure) -> OpenFile
    /// Creates a file for writing; fails where the name is taken.
    func create(_ path: FilePath) throws(FileFailure) -> OpenFile
    /// Reads the next bytes, at most `count`; empty at the end.
    func read(_ file: OpenFile, upTo count: Int) throws(FileFailure) -> [UInt8]
    /// Writes all the bytes.
    func write(_ bytes: [UInt8], to file: OpenFile) throws(FileFailure)
    /// Waits until the file's bytes are on the medium.
    func sync(_ file: OpenFile) throws(FileFailure)
    /// Closes the file.
    func close(_ file: OpenFile)
    /// Makes a directory; does nothing where it stands already.
    func makeDirectory(_ path: FilePath) throws(FileFailure)
    /// Renames, replacing what stands at the new name.
    func rename(_ path: FilePath, to target: FilePath) throws(FileFailure)
    /// Removes a file; does nothing where there is none.
    func remove(_ path: FilePath) throws(FileFailure)
    /// Waits until the names in a directory are on the medium.
    func syncDirectory(_ path: FilePath) throws(FileFailure)
}

/// A file that was opened, until it is closed.
public struct OpenFile: Hashable, Sendable {
    /// The number the system knows it by.
    public let descriptor: Int32

    /// Wraps a number that the system gave.
    public init(descriptor: Int32) {
        self.descriptor = descriptor
    }
}

/// What a file is, and the marks by which a change of it is seen.
public struct FileStatus: Hashable, Sendable {
    /// The kinds of entry a directory can hold.
    public enum Kind: String, Hashable, Sendable {
        case file, directory
        case symbolicLink = "symbolic link"
        case fifo = "named pipe"
        case socket
        case device
    }

    /// What it is.
    public var kind: Kind
    /// How long it is, in bytes.
    public var size: Int64
    /// Which file of the medium it is.
    public var inode: UInt64
    /// When its bytes were last changed, nanoseconds since 1970.
    public var modified: Int64
    /// When its bytes or marks were last changed, nanoseconds since 1970.
    public var changed: Int64

    /// Makes a status.
    public init(kind: Kind, size: Int64, inode: UInt64, modified: Int64, changed: Int64) {
        self.kind = kind
        self.size = size
        self.inode = inode
        self.modified = modified
        self.changed = changed
    }
}

/// Why the file system did not do what was asked.
public struct FileFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reasons that are told apart.
    public enum Reason: Hashable, Sendable {
        case missing, denied, full, linkOrSpecial, otherFileSystem
        case other(code: Int32)
    }

    /// What was tried: `rename`.
    public var operation: String
    /// On what.
    public var path: FilePath
    /// Why it failed.
    public var reason: Reason

    /// Makes a failure.
    public init(_ operation: String, _ path: FilePath, _ reason: Reason) {
        self.operation = operation
        self.path = path
        self.reason = reason
    }

    /// Whether the same call may work later, when there is room again or the medium is back.
    public var isTransient: Bool {
        switch reason {
        case .full, .other: true
        case .missing, .denied, .linkOrSpecial, .otherFileSystem: false
        }
    }

    /// One sentence for a person.
    public var description: String {
        let why =
            switch reason {
            case .missing: "there is no such file"
            case .denied: "permission denied"
            case .full: "no space left"
            case .linkOrSpecial: "it is a link or no regular file"
            case .otherFileSystem: "it is on another file system"
            case .other(let code): "error \(code)"
            }
        return "cannot \(operation) \(path): \(why)"
    }
}
