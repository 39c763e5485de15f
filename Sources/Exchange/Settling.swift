import Pipeline

/// Tells which files have come to rest: nobody has changed them for a while, or their writer closed them.
struct Settling {
    private struct Seen {
        var status: FileStatus
        /// Uptime in milliseconds since when it is as it is.
        var since: Int64
        /// Uptime in milliseconds until which it is not offered again unless it changes; for good once it is dealt with.
        var restsUntil = Int64.min

        func isOffered(at now: Int64) -> Bool { now >= restsUntil }
    }

    private var seen: [FilePath: Seen] = [:]

    /// Compares what stands there now with what stood there before.
    ///
    /// - Parameters:
    ///   - found: All files of the scan.
    ///   - closed: Files whose writer closed or renamed them before the scan.
    ///   - delay: How long a file has to stay as it is otherwise.
    ///   - now: The uptime in milliseconds.
    /// - Returns: What has come to rest.
    mutating func observe(
        _ found: [SourceFile], closed: Set<FilePath>, delay: Duration, now: Int64
    ) -> [SourceFile] {
        var next: [FilePath: Seen] = [:]
        next.reserveCapacity(found.count)
        var ready: [SourceFile] = []
        for file in found {
            var entry = Seen(status: file.status, since: now)
            if let before = seen[file.path], before.status == file.status { entry = before }
            next[file.path] = entry
            let isAtRest = closed.contains(file.path) || now - entry.since >= delay.milliseconds
            if entry.isOffered(at: now), isAtRest || file.status.kind != .file { ready.append(file) }
        }
        seen = next
        return ready
    }

    /// Leaves a file in peace until a moment, or for as long as it stays as it is.
    mutating func leave(_ file: SourceFile, until moment: Int64 = .max) {
        guard seen[file.path]?.status == file.status else { return }
        seen[file.path]?.restsUntil = moment
    }

    /// How many files have not come to rest yet or wait to be taken at a moment.
    func pending(at now: Int64) -> Int { seen.values.count { $0.isOffered(at: now) } }
}
