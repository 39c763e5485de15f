import Feel
import Foundation
import Synchronization

extension ZoneRules {
    /// The zones of the IANA database, as the system knows them.
    static let world = ZoneRules { name, moment in
        Zones.offset(name, Date(timeIntervalSince1970: TimeInterval(moment)))
    }

    /// Zones looked up before; there are some 600 names, and no more are kept.
    private enum Zones {
        private static let known = Mutex<[String: TimeZone]>([:])

        static func offset(_ name: String, _ moment: Date) -> Int? {
            zone(name)?.secondsFromGMT(for: moment)
        }

        private static func zone(_ name: String) -> TimeZone? {
            if let zone = known.withLock({ $0[name] }) { return zone }
            // Names without a region are abbreviations, which mean one thing here and another there.
            guard name.contains("/") || ["UTC", "GMT"].contains(name), let zone = TimeZone(identifier: name)
            else { return nil }
            known.withLock { if $0.count < 2_000 { $0[name] = zone } }
            return zone
        }
    }
}

extension FeelEnvironment {
    /// The world as it is now, in Greenwich.
    static func current(limits: FeelLimits = FeelLimits()) -> FeelEnvironment {
        at(Date.now.formatted(.iso8601), limits: limits)
    }

    /// The world at a moment, such as `2026-11-22T10:00:00Z`.
    static func at(_ moment: String, limits: FeelLimits = FeelLimits()) -> FeelEnvironment {
        FeelEnvironment(zones: .world, now: TemporalReader.moment(moment, zones: .world), limits: limits)
    }
}
