extension FeelDate: CustomStringConvertible {
    /// As XML Schema writes it.
    package var description: String {
        let digits = String(abs(year))
        let padding = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
        return "\(year < 0 ? "-" : "")\(padding)\(digits)-\(month.twoDigits)-\(day.twoDigits)"
    }
}

extension FeelTime: CustomStringConvertible {
    /// As XML Schema writes it, with `@` before the name of a zone.
    package var description: String {
        let fraction = nanoseconds % 1_000_000_000
        let digits = fraction == 0 ? "" : ".\(fraction.fractionDigits)"
        return "\(hour.twoDigits):\(minute.twoDigits):\(second.twoDigits)\(digits)\(zone)"
    }
}

extension FeelZone: CustomStringConvertible {
    /// What follows a time: nothing, `Z`, an offset, or `@` and a name.
    package var description: String {
        switch self {
        case .local: return ""
        case .offset(0): return "Z"
        case .named(let name): return "@" + name
        case .offset(let seconds):
            let size = abs(seconds)
            let rest = size % 60 == 0 ? "" : ":" + (size % 60).twoDigits
            return "\(seconds < 0 ? "-" : "+")\((size / 3600).twoDigits):\((size / 60 % 60).twoDigits)\(rest)"
        }
    }
}

extension FeelDateTime: CustomStringConvertible {
    /// As XML Schema writes it, with `@` before the name of a zone.
    package var description: String { "\(date)T\(time)" }
}

/// Durations in words of XML Schema.
enum DurationText {
    /// `P1Y2M`; `P0M` for none.
    static func months(_ months: Int) -> String {
        guard months != 0 else { return "P0M" }
        let size = months.magnitude
        let years = size / 12 == 0 ? "" : "\(size / 12)Y"
        let rest = size % 12 == 0 ? "" : "\(size % 12)M"
        return "\(months < 0 ? "-" : "")P\(years)\(rest)"
    }

    /// `P1DT2H3M4.5S`; `PT0S` for none.
    static func nanoseconds(_ nanoseconds: Int128) -> String {
        guard nanoseconds != 0 else { return "PT0S" }
        let size = nanoseconds.magnitude
        let seconds = size / 1_000_000_000
        let fraction = Int(size % 1_000_000_000)
        let days = seconds / 86_400 == 0 ? "" : "\(seconds / 86_400)D"
        let hours = seconds / 3600 % 24 == 0 ? "" : "\(seconds / 3600 % 24)H"
        let minutes = seconds / 60 % 60 == 0 ? "" : "\(seconds / 60 % 60)M"
        let digits = fraction == 0 ? "" : ".\(fraction.fractionDigits)"
        let rest = seconds % 60 == 0 && fraction == 0 ? "" : "\(seconds % 60)\(digits)S"
        let time = hours + minutes + rest
        return "\(nanoseconds < 0 ? "-" : "")P\(days)\(time.isEmpty ? "" : "T" + time)"
    }
}

extension Int {
    /// At least two digits.
    fileprivate var twoDigits: String { self < 10 ? "0\(self)" : String(self) }

    /// Nanoseconds as digits after a point, without zeros at the end.
    fileprivate var fractionDigits: String {
        var digits = String(self)
        digits = String(repeating: "0", count: Swift.max(0, 9 - digits.utf8.count)) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return digits
    }
}
