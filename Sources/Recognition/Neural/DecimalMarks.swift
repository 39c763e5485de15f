/// Which mark a page sets between whole units and hundredths, by most of its amounts.
///
/// A point of faint or coarse print looks like a comma and the other way round. A page that prints `12.50` throughout
/// prints no `12,50`, so where the network hesitated the page decides.
///
/// Of faint points nothing may be left: then `80 91` stands alone in its column. On 126 scans and receipts 14 lines
/// consist of such a number alone, all of them amounts.
struct DecimalMarks {
    /// The mark of most amounts; `nil` where there are few, or too many of both kinds.
    let usual: String?

    /// Fewer amounts say nothing.
    private static let leastAmounts = 4
    /// How many times more amounts there must be with one mark than with the other.
    private static let leastRatio = 4
    /// Score of the usual mark below which the network did not think of it.
    private static let leastScore: Float = 0.01

    /// Counts the amounts of a page.
    init(of readings: [LineReading]) {
        var counts = (points: 0, commas: 0)
        for reading in readings {
            for index in reading.characters.decimalMarks {
                if reading.characters[index].text == "." { counts.points += 1 } else { counts.commas += 1 }
            }
        }
        let (most, fewest) = (max(counts.points, counts.commas), min(counts.points, counts.commas))
        let isClear = most >= Self.leastAmounts && most >= Self.leastRatio * fewest
        usual = isClear ? (counts.points > counts.commas ? "." : ",") : nil
    }

    /// The reading with the usual mark in amounts for which the network thought of it; what it wrote stays possible.
    ///
    /// A mark that was lost is put back only where the line stands in a column of amounts, and is never surer than the
    /// white in its place was.
    func applied(to reading: LineReading, isInColumn: Bool) -> LineReading {
        guard let usual else { return reading }
        var characters = reading.characters
        if isInColumn, let gap = characters.lostMark {
            characters[gap].alternatives = [(" ", characters[gap].score)]
            characters[gap].score = min(characters[gap].score, 1 - characters[gap].score)
            characters[gap].text = usual
        }
        for index in characters.decimalMarks where characters[index].text != usual {
            guard
                let place = characters[index].alternatives.firstIndex(where: {
                    $0.text == usual && $0.score >= Self.leastScore
                })
            else { continue }
            let written = (text: characters[index].text, score: characters[index].score)
            characters[index].text = usual
            characters[index].score = characters[index].alternatives[place].score
            characters[index].alternatives[place] = written
        }
        return LineReading(characters: characters, end: reading.end)
    }
}

extension LineReading {
    /// Whether its last characters are the hundredths of an amount.
    var endsInHundredths: Bool { characters.decimalMarks.contains(characters.count - 3) }
}

extension [LineReading.Character] {
    /// Where white stands before the last two digits of a line that is such a number and nothing else.
    fileprivate var lostMark: Int? {
        let digits = first?.text == "-" ? dropFirst() : self[...]
        guard (4...6).contains(digits.count), digits[endIndex - 3].text == " ",
            digits.indices.allSatisfy({ $0 == endIndex - 3 || self[$0].isDigit }),
            self[endIndex - 2].firstStep - self[endIndex - 4].lastStep <= Self.widestGap
        else { return nil }
        return endIndex - 3
    }

    /// Steps of a line's height; between columns more white stands.
    private static var widestGap: Int { 6 }

    /// Where a mark stands before the last two digits of a number.
    fileprivate var decimalMarks: [Int] {
        indices.filter { index in
            guard self[index].text == "." || self[index].text == ",", index > 0, index + 2 < count else {
                return false
            }
            return self[index - 1].isDigit && self[index + 1].isDigit && self[index + 2].isDigit
                && (index + 3 == count || self[index + 3].text == " ")
        }
    }
}
