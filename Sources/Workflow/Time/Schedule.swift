/// When a timer fires.
package enum Schedule: Hashable, Sendable {
    case at(Instant)
    case after(TimeSpan)
    /// Every so often, from a point in time or from its creation; without a number, for ever.
    case every(TimeSpan, times: Int?, from: Instant?)

    /// Reads an ISO 8601 literal: a date with a time, a duration, or a repetition such as `R3/PT10S`.
    package init?(iso text: some StringProtocol) {
        if let instant = Instant(iso: text) {
            self = .at(instant)
        } else if let span = TimeSpan(iso: text) {
            self = .after(span)
        } else if let cycle = Self.cycle(text) {
            self = cycle
        } else {
            return nil
        }
    }

    private static func cycle(_ text: some StringProtocol) -> Schedule? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts[0].first == "R", let last = parts.last,
            let span = TimeSpan(iso: last), span.isPositive
        else { return nil }
        let count = parts[0].dropFirst()
        guard count.isEmpty || (count.utf8.count <= 9 && count.utf8.allSatisfy { (48...57).contains($0) })
        else { return nil }
        let times = Int(count)
        guard times != 0 else { return nil }
        guard parts.count == 3 else { return .every(span, times: times, from: nil) }
        guard let start = Instant(iso: parts[1]) else { return nil }
        return .every(span, times: times, from: start)
    }

    /// The timer it sets at a point in time; `nil` when it would fire after the year 9999.
    func timer(setAt now: Instant) -> Timer? {
        switch self {
        case .at(let instant): Timer(due: instant, every: nil, left: 1)
        case .after(let span): now.adding(span).map { Timer(due: $0, every: nil, left: 1) }
        case .every(let span, let times, let start):
            (start ?? now.adding(span)).map { Timer(due: $0, every: span, left: times) }
        }
    }
}

/// A timer that is set.
package struct Timer: Hashable, Sendable, Codable {
    /// When it fires next.
    package var due: Instant
    /// How long until it fires again.
    package var every: TimeSpan?
    /// How often it fires yet; `nil` for ever.
    package var left: Int?

    /// The timer after it has fired; `nil` when that was the last time.
    package var next: Timer? {
        guard let every, left != 1, let due = due.adding(every) else { return nil }
        return Timer(due: due, every: every, left: left.map { $0 - 1 })
    }
}
