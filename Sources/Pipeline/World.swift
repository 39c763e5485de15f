public import Domain

/// What a run takes from outside: time, fresh ids and waiting.
public struct World: Sendable {
    /// The time on the wall, for records people read; it may jump.
    public var now: @Sendable () -> Timestamp
    /// Time since the machine started, which only goes forward: leases and delays count by it.
    public var uptime: @Sendable () -> Uptime
    /// A text that was not given out before.
    public var newID: @Sendable () -> String
    /// Waits; throws when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void

    /// Makes a world from its parts.
    public init(
        now: @escaping @Sendable () -> Timestamp, uptime: @escaping @Sendable () -> Uptime,
        newID: @escaping @Sendable () -> String, sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.uptime = uptime
        self.newID = newID
        self.sleep = sleep
    }
}

/// A moment by the clock on the wall: milliseconds since 1970-01-01 00:00 UTC.
public struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    public let milliseconds: Int64

    /// Makes a moment.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The day in UTC; `nil` outside years 1...9999.
    public var day: CalendarDate? {
        CalendarDate(dayNumber: Int(floorDivision(milliseconds, 86_400_000)))
    }

    /// ISO 8601 in UTC, to the second: `2026-02-03T14:05:09Z`.
    public var description: String {
        let seconds = floorDivision(milliseconds, 1000)
        let ofDay = seconds - floorDivision(seconds, 86_400) * 86_400
        let parts = [ofDay / 3600, ofDay / 60 % 60, ofDay % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(day?.description ?? "????-??-??")T\(parts.joined(separator: ":"))Z"
    }

    /// Whether the left moment comes first.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

/// A moment counted from the start of the machine; moments of two boots do not compare.
public struct Uptime: Hashable, Sendable {
    /// Which boot is counted from.
    public var boot: String
    /// Milliseconds since that boot, going on while the machine sleeps.
    public var milliseconds: Int64

    /// Makes a moment.
    public init(boot: String, milliseconds: Int64) {
        self.boot = boot
        self.milliseconds = milliseconds
    }

    /// The moment `duration` later.
    public func adding(_ duration: Duration) -> Uptime {
        Uptime(boot: boot, milliseconds: milliseconds + duration.milliseconds)
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    public var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}

/// The quotient rounded towards minus infinity.
private func floorDivision(_ dividend: Int64, _ divisor: Int64) -> Int64 {
    dividend >= 0 ? dividend / divisor : (dividend - divisor + 1) / divisor
}
