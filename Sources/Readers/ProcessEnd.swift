import Glibc

/// How a reader process ended.
struct ProcessEnd {
    /// The signal it died of; 0 when it ended by itself.
    var signal: Int32
    /// The code it ended with.
    var code: Int32
    /// The most memory it held, in bytes.
    var peakBytes: Int
    /// Whether it had to be killed by us.
    var isForced = false

    /// Milliseconds a process whose pipe is closed may take to end by itself before it is killed.
    private static let patience = 1000

    /// Waits for a process that has closed its pipe, so that its own end is seen; kills it when it does not come.
    static func observe(_ process: pid_t) -> ProcessEnd {
        for _ in 0..<Self.patience {
            if let end = reap(process, options: WNOHANG) { return end }
            usleep(1000)
        }
        return force(process)
    }

    /// Kills a process and takes its remains away.
    @discardableResult
    static func force(_ process: pid_t) -> ProcessEnd {
        kill(process, SIGKILL)
        var end = reap(process, options: 0) ?? ProcessEnd(signal: SIGKILL, code: 0, peakBytes: 0)
        end.isForced = true
        return end
    }

    /// Whether others killed it: a person, or the system when its memory ends.
    var isByOthers: Bool { signal == SIGKILL && !isForced }

    private static func reap(_ process: pid_t, options: Int32) -> ProcessEnd? {
        var status: Int32 = 0
        var usage = rusage()
        var reaped: pid_t
        repeat { reaped = wait4(process, &status, options, &usage) } while reaped < 0 && errno == EINTR
        guard reaped == process else { return nil }
        return ProcessEnd(
            signal: status & 0x7F, code: (status >> 8) & 0xFF, peakBytes: usage.ru_maxrss * 1024)
    }

    /// The end in words, such as `signal 11 (Segmentation fault)`.
    var description: String {
        signal == 0 ? "exit code \(code)" : "signal \(signal) (\(String(cString: strsignal(signal))))"
    }
}
