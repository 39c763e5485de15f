/// Where a clock hangs.
package enum FeelZone: Hashable, Sendable {
    /// Nowhere in particular.
    case local
    /// Seconds east of Greenwich.
    case offset(Int)
    /// A zone of the IANA database, such as `Europe/Paris`.
    case named(String)
}

/// A time of day.
package struct FeelTime: Hashable, Sendable {
    /// Nanoseconds since midnight.
    package let nanoseconds: Int
    /// Where the clock hangs.
    package let zone: FeelZone

    static let nanosecondsOfDay = 86_400_000_000_000

    /// A time of day; `nil` beyond midnight.
    package init?(nanoseconds: Int, zone: FeelZone) {
        guard (0..<Self.nanosecondsOfDay).contains(nanoseconds) else { return nil }
        self.nanoseconds = nanoseconds
        self.zone = zone
    }

    /// A time of day by the clock; `nil` where the clock does not show it.
    package init?(hour: Int, minute: Int, second: Int, nanosecond: Int = 0, zone: FeelZone = .local) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else {
            return nil
        }
        self.init(
            nanoseconds: ((hour * 60 + minute) * 60 + second) * 1_000_000_000 + nanosecond, zone: zone)
    }

    var second: Int { nanoseconds / 1_000_000_000 % 60 }
    var minute: Int { nanoseconds / 60_000_000_000 % 60 }
    var hour: Int { nanoseconds / 3_600_000_000_000 }

    /// The time some nanoseconds later, round the clock.
    func adding(nanoseconds other: Int128) -> FeelTime? {
        let sum = (Int128(nanoseconds) + other).flooredRemainder(Int128(Self.nanosecondsOfDay))
        return FeelTime(nanoseconds: Int(sum), zone: zone)
    }
}

/// A moment: a day and a time of day.
package struct FeelDateTime: Hashable, Sendable {
    /// The day.
    package let date: FeelDate
    /// The time of day, with the zone.
    package let time: FeelTime

    /// Makes a moment.
    package init(date: FeelDate, time: FeelTime) {
        self.date = date
        self.time = time
    }

    /// Midnight of a day in Greenwich: what a day is where a moment is asked for.
    init?(midnightOf date: FeelDate) {
        guard let midnight = FeelTime(nanoseconds: 0, zone: .offset(0)) else { return nil }
        self.init(date: date, time: midnight)
    }

    /// Nanoseconds on the local clock since 1970.
    var localNanoseconds: Int128 {
        Int128(date.daysSince1970) * Int128(FeelTime.nanosecondsOfDay) + Int128(time.nanoseconds)
    }

    /// The moment that many nanoseconds after 1970 on the local clock; `nil` outside the calendar.
    init?(localNanoseconds: Int128, zone: FeelZone) {
        let days = localNanoseconds.flooredQuotient(Int128(FeelTime.nanosecondsOfDay))
        guard let day = Int(exactly: days), let date = FeelDate(daysSince1970: day),
            let time = FeelTime(
                nanoseconds: Int(localNanoseconds.flooredRemainder(Int128(FeelTime.nanosecondsOfDay))),
                zone: zone)
        else { return nil }
        self.init(date: date, time: time)
    }
}
