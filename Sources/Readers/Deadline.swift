import Glibc

/// A moment after which a reader process is no longer waited for; monotonic, so that clock changes do not matter.
struct Deadline {
    private let moment: ContinuousClock.Instant

    /// The moment `seconds` from now.
    init(seconds: Double) {
        moment = .now + .seconds(seconds)
    }

    /// Whether the moment has come.
    var hasCome: Bool { moment <= .now }

    /// The earlier of both.
    static func earlier(_ first: Deadline, _ second: Deadline) -> Deadline {
        first.moment < second.moment ? first : second
    }

    /// Waits until `descriptor` is ready for `events` or closed; false when the moment has come first.
    func wait(for descriptor: Int32, _ events: Int32) -> Bool {
        while true {
            let left = moment - .now
            guard left > .zero else { return false }
            let (seconds, attoseconds) = left.components
            let milliseconds = min(60_000, seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
            var request = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            let count = poll(&request, 1, Int32(milliseconds))
            if count > 0 { return true }
            guard count == 0 || errno == EINTR else { return false }
        }
    }
}
