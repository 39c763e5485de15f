import Glibc
import Reading

/// Tries to get out of the sandbox and says how far it came; tests and `vouch doctor` run it.
enum Probe {
    /// Sends one refusal that lists what was possible, or `nothing`; returns the exit code: 0 when all was denied.
    static func run(over channel: FrameChannel, under lockdown: Lockdown) -> Int32 {
        let escapes = attempts.filter { $0.succeeds() }.map(\.name)
        channel.send(.ready(lockdown.status(engines: [], languages: [])))
        channel.send(.unready(escapes.isEmpty ? "nothing" : escapes.joined(separator: ", ")))
        return escapes.isEmpty ? 0 : 1
    }

    private struct Attempt: Sendable {
        var name: String
        var succeeds: @Sendable () -> Bool
    }

    private static let attempts = [
        Attempt(name: "read /etc/passwd") { open("/etc/passwd", O_RDONLY) >= 0 },
        Attempt(name: "list /") { opendir("/") != nil },
        Attempt(name: "write /tmp") { open("/tmp/vouch-probe", O_WRONLY | O_CREAT, 0o600) >= 0 },
        Attempt(name: "write beside fonts") {
            open("/usr/share/fonts/probe", O_WRONLY | O_CREAT, 0o600) >= 0
        },
        Attempt(name: "open a socket") { socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) >= 0 },
        Attempt(name: "open a local socket") { socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0) >= 0 },
        Attempt(name: "start a program") {
            var child: pid_t = 0
            return posix_spawn(&child, "/bin/true", nil, nil, [nil], nil) == 0
        },
        Attempt(name: "become a program") { execve("/bin/true", [nil], nil) == 0 },
        Attempt(name: "signal the parent") { kill(getppid(), 0) == 0 },
        Attempt(name: "lift its limits") {
            var limit = rlimit(rlim_cur: rlim_t.max, rlim_max: rlim_t.max)
            return setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0
        },
        // Asked of the kernel: a call of `malloc` whose memory nobody uses is optimised away.
        Attempt(name: "take 2 GB") {
            mmap(nil, 2_000_000_000, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED
        },
        Attempt(name: "make memory executable") {
            let memory = mmap(
                nil, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
            return memory != MAP_FAILED
        },
    ]
}
