/// The zones of the world, which only the caller can look up.
package struct ZoneRules: Sendable {
    /// Seconds east of Greenwich in a zone at a moment, in seconds since 1970; `nil` for a zone nobody knows.
    package var offset: @Sendable (_ zone: String, _ moment: Int) -> Int?

    /// Makes rules.
    package init(offset: @escaping @Sendable (_ zone: String, _ moment: Int) -> Int?) {
        self.offset = offset
    }

    /// Knows Greenwich alone.
    package static let greenwich = ZoneRules { zone, _ in
        ["Etc/UTC", "Etc/GMT", "UTC", "GMT", "Z"].contains(zone) ? 0 : nil
    }

    /// Whether there is such a zone.
    func knows(_ zone: String) -> Bool { offset(zone, 0) != nil }

    /// Seconds east of Greenwich when the clocks of a zone show a time, in seconds since 1970 on that clock.
    ///
    /// In the hour clocks skip the offset before counts, in the hour they repeat the first one.
    func offset(_ zone: FeelZone, localSeconds: Int) -> Int? {
        switch zone {
        case .local: return nil
        case .offset(let seconds): return seconds
        case .named(let name):
            guard let before = offset(name, localSeconds - 86_400),
                let after = offset(name, localSeconds + 86_400)
            else { return nil }
            let isAfter =
                offset(name, localSeconds - before) != before && offset(name, localSeconds - after) == after
            return isAfter ? after : before
        }
    }

    /// Nanoseconds since 1970 in Greenwich; `nil` for a moment that hangs nowhere.
    func instant(of moment: FeelDateTime) -> Int128? {
        let seconds = Int(moment.localNanoseconds.flooredQuotient(1_000_000_000))
        return offset(moment.time.zone, localSeconds: seconds).map {
            moment.localNanoseconds - Int128($0) * 1_000_000_000
        }
    }

    /// Nanoseconds since midnight in Greenwich on the first day of 1970; `nil` for a time that hangs nowhere.
    func instant(of time: FeelTime) -> Int128? {
        offset(time.zone, localSeconds: time.nanoseconds / 1_000_000_000).map {
            Int128(time.nanoseconds) - Int128($0) * 1_000_000_000
        }
    }

    /// A moment some nanoseconds later, on a clock that goes on evenly; `nil` outside the calendar.
    func adding(nanoseconds: Int128, to moment: FeelDateTime) -> FeelDateTime? {
        let zone = moment.time.zone
        guard case .named(let name) = zone, let start = instant(of: moment) else {
            return FeelDateTime(localNanoseconds: moment.localNanoseconds + nanoseconds, zone: zone)
        }
        let end = start + nanoseconds
        guard let seconds = Int(exactly: end.flooredQuotient(1_000_000_000)),
            let shift = offset(name, seconds)
        else { return nil }
        return FeelDateTime(localNanoseconds: end + Int128(shift) * 1_000_000_000, zone: zone)
    }
}
