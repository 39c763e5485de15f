/// Numbers and times as a screen shows them.
extension Int {
    /// With a comma before every three digits: `12,345`.
    var grouped: String {
        let digits = String(magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return (self < 0 ? "-" : "") + text
    }

    /// The number and the noun in its right form: `1 document`, `2,000 documents`.
    func counted(_ singular: String, _ plural: String? = nil) -> String {
        "\(grouped) \(self == 1 ? singular : plural ?? singular + "s")"
    }
}

extension Double {
    /// Rounded half away from zero, with `places` digits after the point (0...6).
    func rounded(toPlaces places: Int) -> String {
        var factor = 1.0
        for _ in 0..<places { factor *= 10 }
        let units = Int64((self * factor).rounded())
        guard places > 0 else { return String(units) }
        let digits = String(units.magnitude)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
        return (units < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
    }

    /// A probability in percent: `99.8 %`; never 100 % unless it is certain.
    var percent: String {
        self < 1 && self > 0.9995 ? "99.9 %" : (self * 100).rounded(toPlaces: 1) + " %"
    }
}

extension Duration {
    /// Seconds with their fraction.
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }

    /// As people say it: `0.3 s`, `12 s`, `4 min 10 s`, `2 h 05 min`.
    var spelled: String {
        let whole = Int(inSeconds.rounded())
        switch whole {
        case ..<10: return inSeconds.rounded(toPlaces: 1) + " s"
        case ..<60: return "\(whole) s"
        case ..<3600: return "\(whole / 60) min \(whole % 60) s"
        default: return "\(whole / 3600) h \(whole % 3600 / 60 < 10 ? "0" : "")\(whole % 3600 / 60) min"
        }
    }
}

extension String {
    /// With a capital first letter.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
