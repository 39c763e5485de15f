import Glibc
public import Pipeline

/// A file that is locked while a process lives: how other processes know that its leases are void.
///
/// The kernel drops the lock however the process ends, so nothing waits for a lease of the dead to run out.
public final class WorkerMark: Sendable {
    /// The id the process leases under.
    public let worker: String
    private let path: FilePath
    private let descriptor: Int32

    /// Marks this process as alive, in the directory `directory`.
    public init(_ worker: String, in directory: FilePath) throws(FileFailure) {
        self.worker = worker
        path = directory.appending(worker)
        descriptor = Glibc.open(path.text, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw FileFailure("mark the process at", path, .init(errno))
        }
    }

    deinit {
        unlink(path.text)
        close(descriptor)
    }

    /// The workers among `workers` whose process is no more; their marks are removed.
    public static func dead(among workers: some Sequence<String>, in directory: FilePath) -> [String] {
        workers.filter { worker in
            let path = directory.appending(worker).text
            let descriptor = Glibc.open(path, O_RDWR | O_CLOEXEC)
            guard descriptor >= 0 else { return errno == ENOENT }
            defer { close(descriptor) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return false }
            unlink(path)
            return true
        }
    }
}
