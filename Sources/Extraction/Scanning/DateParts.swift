internal import Domain

/// A line cut into the parts dates are made of: numbers, names, separators, each with its word.
struct DateParts {
    /// A run of digits.
    struct Number {
        var value: Int
        var digits: Int
    }

    private enum Part {
        case number(Number)
        case name([UInt8])
        case sign(UInt8)
    }

    private var parts: [Part] = []
    private var words: [Int] = []

    /// Cuts the words of a line.
    init(_ line: [Word]) {
        for (index, word) in line.enumerated() {
            cut(PlainBytes.lowercased(word.text), word: index)
        }
    }

    /// How many parts there are.
    var count: Int { parts.count }

    /// The word a part stands in.
    func word(_ index: Int) -> Int { words[index] }

    /// The number at `index`, if there is one.
    func number(_ index: Int) -> Number? {
        guard parts.indices.contains(index), case .number(let number) = parts[index] else { return nil }
        return number
    }

    /// The date separator at `index`: dot, slash or dash.
    func separator(_ index: Int) -> UInt8? {
        guard parts.indices.contains(index), case .sign(let sign) = parts[index],
            sign == UInt8(ascii: ".") || sign == UInt8(ascii: "/") || sign == UInt8(ascii: "-")
        else { return nil }
        return sign
    }

    /// The month named at `index`.
    func month(_ index: Int) -> Int? {
        guard parts.indices.contains(index), case .name(let name) = parts[index] else { return nil }
        return MonthNames.month(name)
    }

    /// Whether the part is a comma or follows one.
    func hasComma(_ index: Int) -> Bool {
        guard parts.indices.contains(index), case .sign(let sign) = parts[index] else { return false }
        return sign == UInt8(ascii: ",")
    }

    /// The next part that tells something: separators, commas, "de", "of" and ordinal endings are passed.
    func skip(from index: Int, ordinals: Bool) -> Int {
        var index = index
        var passed = 0
        while parts.indices.contains(index), passed < 3 {
            switch parts[index] {
            case .sign(let sign) where sign != UInt8(ascii: ":"): break
            case .name(let name)
            where Self.fillers.contains(name) || (ordinals && Self.ordinals.contains(name)):
                break
            default: return index
            }
            index += 1
            passed += 1
        }
        return index
    }

    /// Whether the number at `index` continues a longer run of digits and signs in its word: a part of a number.
    func isGlued(before index: Int) -> Bool {
        guard index > 1, words[index - 1] == words[index], words[index - 2] == words[index] else {
            return index > 0 && words[index - 1] == words[index] && isName(index - 1)
        }
        return separator(index - 1) != nil && number(index - 2) != nil
    }

    /// Whether more digits follow in the same word.
    func isGlued(after index: Int) -> Bool {
        guard index + 2 < count, words[index + 1] == words[index], words[index + 2] == words[index] else {
            return false
        }
        return separator(index + 1) != nil && number(index + 2) != nil
    }

    /// Whether a dash stands between two dates that others marks part: `01.02.2026-03.02.2026`.
    func isRangeSign(_ index: Int, beside mark: UInt8) -> Bool {
        let dash = UInt8(ascii: "-")
        return mark != dash && separator(index) == dash && separator(index - 2) == mark
            && separator(index - 4) == mark && separator(index + 2) == mark && separator(index + 4) == mark
    }

    /// Whether the number at `index` is the hour of a time, `24.12. 08:00`: a colon with digits stands close behind it.
    func isHour(_ index: Int) -> Bool {
        guard let hour = number(index), hour.digits <= 2, index + 2 < count, number(index + 2)?.digits == 2,
            case .sign(let sign) = parts[index + 1], sign == UInt8(ascii: ":")
        else { return false }
        return words[index + 1] == words[index] && words[index + 2] == words[index]
    }

    private func isName(_ index: Int) -> Bool {
        guard case .name(let name) = parts[index] else { return false }
        return name.count > 1 && MonthNames.month(name) == nil && name != Array("am".utf8)
    }

    private static let ordinals = Set(
        ["st", "nd", "rd", "th", "er", "o", "a", "ste", "e"].map { Array($0.utf8) })
    private static let fillers = Set(["de", "of", "del", "di", "d", "den"].map { Array($0.utf8) })

    private mutating func append(_ digits: ArraySlice<UInt8>, _ word: Int) {
        let value = digits.count > 8 ? 0 : digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        parts.append(.number(Number(value: value, digits: digits.count)))
        words.append(word)
    }

    /// Digits of the year in a run that is a year with the hour of a time behind it, as tills print it:
    /// `11.12.201411:05`, `27/05/20188:07`, `06/04/1711:43`.
    private func yearBeforeTime(_ bytes: [UInt8], _ run: Range<Int>) -> Int? {
        guard (4...6).contains(run.count), separator(parts.count - 1) != nil, number(parts.count - 2) != nil,
            bytes[run.upperBound...].starts(with: [UInt8(ascii: ":")]),
            bytes[(run.upperBound + 1)...].prefix(2).count(where: PlainBytes.isDigit) == 2
        else { return nil }
        func value(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1 - 48) } }
        let isFull = Dates.years.contains(value(bytes[run].prefix(4)))
        let year = isFull ? 4 : 2
        let hour = bytes[run].dropFirst(year)
        guard (1...2).contains(hour.count), value(hour) < 24 else { return nil }
        return year
    }

    private mutating func cut(_ bytes: [UInt8], word: Int) {
        var index = 0
        while index < bytes.count {
            let start = index
            if PlainBytes.isDigit(bytes[index]) {
                while index < bytes.count, PlainBytes.isDigit(bytes[index]) { index += 1 }
                if let year = yearBeforeTime(bytes, start..<index) {
                    append(bytes[start..<start + year], word)
                    append(bytes[start + year..<index], word)
                } else {
                    append(bytes[start..<index], word)
                }
                continue
            } else if PlainBytes.isLetter(bytes[index]) {
                while index < bytes.count, PlainBytes.isLetter(bytes[index]) { index += 1 }
                parts.append(.name(Array(bytes[start..<index])))
            } else {
                index += 1
                parts.append(.sign(bytes[start]))
            }
            words.append(word)
        }
    }
}
