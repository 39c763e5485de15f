import Domain

/// Finds the places where a known value is printed.
struct PrintedPlaces {
    let lesson: Lesson

    /// A place: words that stand next to each other on one line.
    struct Place: Hashable {
        /// The page, as an index.
        var page: Int
        /// The line, as an index into the page's lines.
        var line: Int
        /// The words, counted from the start of the line.
        var words: Range<Int>
    }

    /// Most words a number or a name is printed in.
    private static let longestNumber = 5
    private static let longestName = 10

    /// The places of a field's value; where a person or the reading pointed at one, that one alone.
    func places(of field: FieldName) -> [Place] {
        guard let value = lesson.values[field] else { return [] }
        var all: [Place] = []
        for (page, layout) in lesson.layouts.enumerated() {
            for line in layout.lines.indices {
                all += ranges(of: value, in: layout.lines[line].words.map { layout.words[$0] }).map {
                    Place(page: page, line: line, words: $0)
                }
            }
        }
        let pointed = lesson.places[field].map { region in all.filter { isAt(region, $0) } } ?? []
        if !pointed.isEmpty { return pointed }
        let labelled = all.filter { isLabelled($0) { $0 == field } }
        if !labelled.isEmpty { return labelled }
        let own = all.filter { !isLabelled($0) { $0 != field } }
        return own.isEmpty ? all : own
    }

    /// Whether a label says clearly what stands there, as the day of delivery that is the issue date, too.
    private func isLabelled(_ place: Place, as wanted: (FieldName) -> Bool) -> Bool {
        lesson.evidence.candidates.contains { candidate in
            wanted(candidate.field) && candidate.strength(of: "label.strong") > 0
                && isAt(candidate.region, place)
        }
    }

    private func isAt(_ region: Region, _ place: Place) -> Bool {
        let layout = lesson.layouts[place.page]
        guard layout.number == region.page else { return false }
        let box = layout.words.box(around: layout.lines[place.line].words[place.words])
        return region.box.holdsMiddle(of: box) || box.holdsMiddle(of: region.box)
    }

    private func ranges(of value: FieldValue, in words: [Word]) -> [Range<Int>] {
        switch value {
        case .date(let date):
            let printed = Dates.scan(words).filter { $0.readings.contains { $0.date == date } }.map(\.words)
            return printed.isEmpty ? RunTogetherDate.places(of: date, in: words) : printed
        case .amount(let amount):
            return Numbers.scan(words).filter { token in
                !token.isPercentage
                    && token.readings.contains {
                        $0.value.magnitude.normalized == amount.magnitude.normalized
                    }
            }.map(\.words)
        case .text(let text): return ranges(of: LabelText.folded(text.trimmingSigns()), in: words)
        case .currency: return []
        }
    }

    private func ranges(of folded: [UInt8], in words: [Word]) -> [Range<Int>] {
        guard folded.count >= 2 else { return [] }
        // Numbers stand behind a sign: `#4711`.
        let parts = words.map { LabelText.folded($0.text.trimmingSigns()) }
        let most = folded.contains(where: PlainBytes.isLetter) ? Self.longestName : Self.longestNumber
        var found: [Range<Int>] = []
        for start in parts.indices where !parts[start].isEmpty {
            var joined: [UInt8] = []
            for end in start..<min(parts.count, start + most) {
                joined += parts[end]
                guard folded.starts(with: joined) else { break }
                if joined.count == folded.count {
                    found.append(start..<(end + 1))
                    break
                }
            }
        }
        return found
    }
}
