import Glibc
public import Pipeline

/// The file system of this machine.
public struct PosixFiles: FileOps {
    /// Names the file system; there is one.
    public init() {}

    /// What stands at a path, links not followed; `nil` where nothing does.
    public func status(of path: FilePath) throws(FileFailure) -> FileStatus? {
        var raw = Glibc.stat()
        guard path.withCString({ lstat($0, &raw) }) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw failure("look at", path)
        }
        return FileStatus(raw)
    }

    /// What an open file is now.
    public func status(of file: OpenFile) throws(FileFailure) -> FileStatus {
        var raw = Glibc.stat()
        guard fstat(file.descriptor, &raw) == 0 else { throw failure("look at", file.path) }
        return FileStatus(raw)
    }

    /// The names in a directory, without `.` and `..`, in no order.
    public func names(in directory: FilePath) throws(FileFailure) -> [[UInt8]] {
        guard let stream = directory.withCString({ opendir($0) }) else { throw failure("list", directory) }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno != 0 { throw failure("list", directory) }
                return names
            }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: UInt8.self, capacity: 256) {
                    Array(UnsafeBufferPointer(start: $0, count: strlen(tuple)))
                }
            }
            if name != [46], name != [46, 46] { names.append(name) }
        }
    }

    /// Opens for reading without following a link in the last place and without waiting for a writer.
    public func openForReading(_ path: FilePath) throws(FileFailure) -> OpenFile {
        try open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, "open")
    }

    /// Creates a file for writing; fails where the name is taken.
    public func create(_ path: FilePath) throws(FileFailure) -> OpenFile {
        try open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, "create")
    }

    private func open(
        _ path: FilePath, _ flags: Int32, _ operation: String
    ) throws(FileFailure) -> OpenFile {
        while true {
            let descriptor = path.withCString { Glibc.open($0, flags, 0o600) }
            if descriptor >= 0 { return OpenFile(descriptor: descriptor) }
            guard errno == EINTR else { throw failure(operation, path) }
        }
    }

    /// Reads the next bytes, at most `count`; empty at the end.
    public func read(_ file: OpenFile, upTo count: Int) throws(FileFailure) -> [UInt8] {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            var got = -1
            repeat {
                got = Glibc.read(file.descriptor, buffer.baseAddress, count)
                code = errno
            } while got < 0 && code == EINTR
            filled = max(got, 0)
            if got >= 0 { code = 0 }
        }
        guard code == 0 else { throw FileFailure("read", file.path, .init(code)) }
        return bytes
    }

    /// Writes all the bytes.
    public func write(_ bytes: [UInt8], to file: OpenFile) throws(FileFailure) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(
                    file.descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0 {
                guard errno == EINTR else { throw failure("write", file.path) }
            } else {
                written += count
            }
        }
    }

    /// Waits until the file's bytes are on the medium.
    public func sync(_ file: OpenFile) throws(FileFailure) {
        guard fsync(file.descriptor) == 0 else { throw failure("sync", file.path) }
    }

    /// Closes the file.
    public func close(_ file: OpenFile) {
        _ = Glibc.close(file.descriptor)
    }

    /// Makes a directory; does nothing where it stands already.
    public func makeDirectory(_ path: FilePath) throws(FileFailure) {
        guard path.withCString({ mkdir($0, 0o700) }) == 0 || errno == EEXIST else {
            throw failure("make directory", path)
        }
    }

    /// Renames, replacing what stands at the new name.
    public func rename(_ path: FilePath, to target: FilePath) throws(FileFailure) {
        let result = path.withCString { old in target.withCString { new in Glibc.rename(old, new) } }
        guard result == 0 else { throw failure("rename", path) }
    }

    /// Removes a file; does nothing where there is none.
    public func remove(_ path: FilePath) throws(FileFailure) {
        guard path.withCString({ unlink($0) }) == 0 || errno == ENOENT else { throw failure("remove", path) }
    }

    /// Waits until the names in a directory are on the medium.
    public func syncDirectory(_ path: FilePath) throws(FileFailure) {
        let directory = try open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, "open")
        defer { close(directory) }
        guard fsync(directory.descriptor) == 0 else { throw failure("sync", path) }
    }

    /// The failure that `errno` tells of; read at once, before anything else is called.
    private func failure(_ operation: String, _ path: FilePath) -> FileFailure {
        FileFailure(operation, path, .init(errno))
    }
}

extension FilePath {
    fileprivate func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        (bytes + [0]).withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { chars in
                guard let start = chars.baseAddress else { preconditionFailure("a path ends with a zero") }
                return body(start)
            }
        }
    }
}

extension OpenFile {
    /// A name for messages.
    fileprivate var path: FilePath { FilePath("/proc/self/fd/\(descriptor)") }
}

extension FileFailure.Reason {
    /// Sorts an error number.
    init(_ code: Int32) {
        self =
            switch code {
            case ENOENT, ENOTDIR: .missing
            case EACCES, EPERM, EROFS: .denied
            case ENOSPC, EDQUOT: .full
            case ELOOP, ENXIO: .linkOrSpecial
            case EXDEV: .otherFileSystem
            default: .other(code: code)
            }
    }
}

extension FileStatus {
    fileprivate init(_ raw: Glibc.stat) {
        let kind: Kind =
            switch raw.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            case S_IFIFO: .fifo
            case S_IFSOCK: .socket
            default: .device
            }
        self.init(
            kind: kind, size: Int64(raw.st_size), inode: UInt64(raw.st_ino),
            modified: Int64(raw.st_mtim.tv_sec) * 1_000_000_000 + Int64(raw.st_mtim.tv_nsec),
            changed: Int64(raw.st_ctim.tv_sec) * 1_000_000_000 + Int64(raw.st_ctim.tv_nsec))
    }
}
