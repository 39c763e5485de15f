/// When a timer fires.
package enum Schedule: Hashable, Sendable {
    case at(Instant)
    case after(TimeSpan)
    /// Every so often, from a point in time or from its creation; without a number, for ever or up to a time.
    case every(TimeSpan, times: Int?, from: Instant?, until: Instant? = nil)

    /// Reads an ISO 8601 literal: a date with a time, a duration, or a repetition.
    ///
    /// A repetition is `R3/PT10S`, with a start before the duration or an end after it where it has one.
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
        guard (2...3).contains(parts.count), parts[0].first == "R" else { return nil }
        let count = parts[0].dropFirst()
        guard count.isEmpty || (count.utf8.count <= 9 && count.utf8.allSatisfy { (48...57).contains($0) })
        else { return nil }
        let times = Int(count)
        guard times != 0 else { return nil }
        let spans = parts.dropFirst().compactMap { TimeSpan(iso: $0) }
        guard spans.count == 1, let span = spans.first, span.isPositive else { return nil }
        guard parts.count == 3 else { return .every(span, times: times, from: nil) }
        if TimeSpan(iso: parts[1]) != nil {
            return Instant(iso: parts[2]).map { .every(span, times: times, from: nil, until: $0) }
        }
        return Instant(iso: parts[1]).map { .every(span, times: times, from: $0) }
    }

    /// The timer it sets at a point in time; `nil` when it would fire after the year 9999.
    func timer(setAt now: Instant) -> Timer? {
        switch self {
        case .at(let instant): Timer(due: instant, every: nil, left: 1)
        case .after(let span): now.adding(span).map { Timer(due: $0, every: nil, left: 1) }
        case .every(let span, let times, let start, let end):
            (start ?? now.adding(span)).map { Timer(due: $0, every: span, left: times, until: end) }
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
    /// When it fires no more.
    package var until: Instant?

    /// The timer after it has fired; `nil` when that was the last time.
    package var next: Timer? {
        guard let every, left != 1, let due = due.adding(every), until.map({ due <= $0 }) ?? true
        else { return nil }
        return Timer(due: due, every: every, left: left.map { $0 - 1 }, until: until)
    }
}
