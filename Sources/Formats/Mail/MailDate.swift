import Domain

/// The day in a mail's Date field (RFC 5322, section 3.3), in the sender's time zone.
enum MailDate {
    /// The day; `nil` when the text is no date.
    static func day(_ text: String) -> CalendarDate? {
        let words = text.split { $0.isWhitespace || $0 == "," || $0 == "-" }.prefix(8)
        guard let month = words.firstIndex(where: { months[$0.prefix(3).lowercased()] != nil }),
            let number = months[words[month].prefix(3).lowercased()], month > words.startIndex,
            month + 1 < words.endIndex, let day = Int(words[month - 1]), var year = Int(words[month + 1])
        else { return nil }
        // RFC 5322, section 4.3: years of two digits.
        if (0...49).contains(year) { year += 2000 } else if (50...99).contains(year) { year += 1900 }
        return CalendarDate(year: year, month: number, day: day)
    }

    private static let months: [String: Int] = [
        "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
        "nov": 11, "dec": 12,
    ]
}
