extension FileOps {
    /// Puts bytes at `path` so that after a power cut either all of them stand there or none: temporary file,
    /// write, fsync, rename, fsync of the directory.
    ///
    /// `scratch` is a path in the same file system that nobody else uses.
    public func writeDurably(
        _ bytes: [UInt8], to path: FilePath, scratch: FilePath
    ) throws(FileFailure) {
        try fill(scratch) { file throws(FileFailure) in try write(bytes, to: file) }
        try settle(scratch, at: path)
    }

    /// Creates `path`, lets `body` write it, and waits until it is on the medium; leaves nothing on failure.
    public func fill(
        _ path: FilePath, with body: (OpenFile) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        let file = try create(path)
        defer { close(file) }
        do throws(FileFailure) {
            try body(file)
            try sync(file)
        } catch {
            discard(path)
            throw error
        }
    }

    /// Renames a finished scratch file to its place and waits until the name is on the medium.
    public func settle(_ scratch: FilePath, at path: FilePath) throws(FileFailure) {
        do throws(FileFailure) {
            try rename(scratch, to: path)
        } catch {
            discard(scratch)
            throw error
        }
        try syncDirectory(path.parent)
    }

    /// Makes a directory whose name outlives a power cut; does nothing where it stands already.
    public func makeDirectoryDurably(_ path: FilePath) throws(FileFailure) {
        if try status(of: path) != nil { return }
        try makeDirectory(path)
        try syncDirectory(path.parent)
    }

    /// All bytes of a file, at most `limit`; fails on a link or special file.
    public func contents(of path: FilePath, limit: Int = .max) throws(FileFailure) -> [UInt8] {
        let file = try openForReading(path)
        defer { close(file) }
        var bytes: [UInt8] = []
        while bytes.count < limit {
            let more = try read(file, upTo: min(1 << 20, limit - bytes.count))
            if more.isEmpty { break }
            bytes.append(contentsOf: more)
        }
        return bytes
    }

    /// Removes a scratch file after a failure that is reported already; what stays is swept at the next start.
    private func discard(_ scratch: FilePath) {
        do throws(FileFailure) {
            try remove(scratch)
        } catch {
            // The failure that led here is the one to report.
            _ = error
        }
    }
}
