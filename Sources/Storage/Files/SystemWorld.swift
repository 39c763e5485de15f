import Glibc
public import Pipeline

extension World {
    /// The world of this machine.
    ///
    /// Throws when the machine does not tell which boot it is in, without which leases cannot be judged.
    public static func system(files: any FileOps) throws(FileFailure) -> World {
        let bytes = try files.contents(of: "/proc/sys/kernel/random/boot_id", limit: 64)
        let boot = String(String(decoding: bytes, as: UTF8.self).prefix { !$0.isWhitespace })
        return World(
            now: { Timestamp(milliseconds: milliseconds(of: CLOCK_REALTIME)) },
            uptime: { Uptime(boot: boot, milliseconds: milliseconds(of: CLOCK_BOOTTIME)) },
            newID: {
                String(UInt64.random(in: .min ... .max), radix: 36)
                    + String(UInt64.random(in: .min ... .max), radix: 36)
            },
            sleep: { duration in try await Task.sleep(for: duration) })
    }

    private static func milliseconds(of clock: clockid_t) -> Int64 {
        var time = timespec()
        guard clock_gettime(clock, &time) == 0 else { preconditionFailure("the machine has no clock") }
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
