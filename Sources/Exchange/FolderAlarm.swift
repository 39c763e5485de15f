import Glibc
import Pipeline
import Synchronization

/// Wakes the watcher when something changes in its folders; a courtesy of the kernel, never the truth.
///
/// Measured: 20,000 files dropped at once were announced 16,384 times. Network shares announce nothing.
final class FolderAlarm: Sendable {
    private struct State {
        var folders: [Int32: FilePath] = [:]
        var watches: [FilePath: Int32] = [:]
        var closed: Set<FilePath> = []
    }

    private let descriptor: Int32
    /// Waiting blocks, and must not keep other work waiting.
    private let thread = BlockingThreads(count: 1, label: "vouch.alarm")
    private let state = Mutex(State())

    /// Makes an alarm; `nil` when the machine has none left to give.
    init?() {
        descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Watches these folders; ones that are watched already stay so.
    ///
    /// Folders that cannot be watched are only scanned.
    func watch(_ folders: [FilePath]) {
        let mask = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR | IN_DONT_FOLLOW)
        state.withLock { state in
            for folder in folders where state.watches[folder] == nil {
                let watch = inotify_add_watch(descriptor, folder.text, mask)
                guard watch >= 0 else { continue }
                state.folders[watch] = folder
                state.watches[folder] = watch
            }
        }
    }

    /// Waits until something is announced, the time is over, or the task is cancelled.
    func wait(_ duration: Duration) async {
        let step = Duration.milliseconds(200)
        var left = duration
        while left > .zero, !Task.isCancelled {
            let limit = min(left, step)
            let isAnnounced = await thread.run {
                var poll = pollfd(fd: self.descriptor, events: Int16(POLLIN), revents: 0)
                return Glibc.poll(&poll, 1, Int32(clamping: limit.milliseconds)) > 0
            }
            if isAnnounced { return }
            left -= step
        }
    }

    /// The files that were closed by their writer or renamed to their name since the last call.
    func closedFiles() -> Set<FilePath> {
        while case let events = nextEvents(), !events.isEmpty { note(events) }
        return state.withLock { state in
            defer { state.closed = [] }
            return state.closed
        }
    }

    private func nextEvents() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
            filled = max(Glibc.read(descriptor, buffer.baseAddress, buffer.count), 0)
        }
    }

    /// Reads events: watch, mask, cookie, length of the name (32 bits each), the name padded with zeros.
    private func note(_ bytes: [UInt8]) {
        let head = MemoryLayout<inotify_event>.size
        var offset = 0
        bytes.withUnsafeBytes { raw in
            while offset + head <= raw.count {
                let event = raw.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                let name = raw[(offset + head)...].prefix(Int(event.len)).prefix { $0 != 0 }
                note(event, name: Array(name))
                offset += head + Int(event.len)
            }
        }
    }

    private func note(_ event: inotify_event, name: [UInt8]) {
        state.withLock { state in
            guard let folder = state.folders[event.wd] else { return }
            if event.mask & UInt32(IN_IGNORED) != 0 {
                state.folders[event.wd] = nil
                state.watches[folder] = nil
            } else if event.mask & UInt32(IN_CLOSE_WRITE | IN_MOVED_TO) != 0 {
                state.closed.insert(folder.appending(bytes: name))
            }
        }
    }
}
