import Domain

/// A rule that finds a value on the page it was learnt from, and how far it is to be trusted elsewhere.
struct ProposedRule {
    var rule: VendorTemplate.Rule
    /// How good a rule of its make is, before it is tried.
    var merit: Double
}

/// Finds what stands around a value that it can be found by again: words before it, words above it, its place.
struct AnchorSearch {
    let lesson: Lesson
    let reader: RuleReader

    /// Longest anchor, in words.
    private static let longest = 6
    /// How many lines above a value its heading may stand.
    private static let linesAbove = 4

    /// The rules that find a field's value where it stands; all were tried on this document.
    func rules(for field: FieldName) -> [ProposedRule] {
        let places = PrintedPlaces(lesson: lesson).places(of: field)
        let shape = field.valueType == .identifier ? places.first.flatMap(shape) : nil
        var around = places.prefix(8).flatMap { place -> [ProposedRule] in
            let inTable = isInTable(place) ? 0.4 : 1
            return (before(place) + above(place) + at(place)).compactMap { position, merit in
                tried(position, field, shape, merit * inTable)
            }
        }
        if places.count > 1, field.valueType == .date || field.valueType == .amount {
            for index in around.indices { around[index].rule.isDoubtful = true }
        }
        // A number that looks like no other on the page is found by its looks alone.
        guard let shape, ValueShape.isDistinctive(shape) else { return around }
        return around
            + [tried(.region(VendorTemplate.wholePage), field, shape, 0.45)].compactMap(\.self)
    }

    /// The rule with the choice among several values that it needs to find the right one; `nil` where it does not.
    private func tried(
        _ position: VendorTemplate.Position, _ field: FieldName, _ shape: String?, _ merit: Double
    ) -> ProposedRule? {
        for (take, share) in [(nil, 1), (-1, 0.95), (2, 0.8), (3, 0.7)] as [(Int?, Double)] {
            let rule = VendorTemplate.Rule(position: position, shape: shape, take: take)
            guard case .success(let found) = reader.read(rule, field) else { continue }
            if lesson.isRight(found.value, field) == true {
                return ProposedRule(rule: rule, merit: merit * share)
            }
            if field.valueType == .name { return nil }
        }
        return nil
    }

    private func isInTable(_ place: PrintedPlaces.Place) -> Bool {
        let layout = lesson.layouts[place.page]
        let box = layout.words.box(around: layout.lines[place.line].words[place.words])
        return lesson.evidence.table.regions.contains {
            $0.page == layout.number && $0.box.verticalOverlap(box) > box.height / 2
        }
    }

    // MARK: Words before

    private func before(_ place: PrintedPlaces.Place) -> [(VendorTemplate.Position, Double)] {
        let layout = lesson.layouts[place.page]
        let line = layout.lines[place.line]
        let left = line.words[..<place.words.lowerBound]
        var found: [(VendorTemplate.Position, Double)] = []
        var merit = 1.0
        for segment in line.segments.reversed() {
            let words = layout.segments[segment].words.filter { left.contains($0) }
            let texts = Self.label(words.map { layout.words[$0].text })
            guard !texts.isEmpty else { continue }
            found.append((.rightOf(texts.suffix(Self.longest).joined(separator: " ")), merit))
            for count in [2, 1] where texts.count > count {
                let end = texts.suffix(count).joined(separator: " ")
                let isLong = LabelText.folded(end).count(where: PlainBytes.isLetter) >= 8
                found.append((.rightOf(end), merit * (count == 2 ? 0.8 : isLong ? 0.7 : 0.6)))
            }
            merit *= 0.85
            if found.count > 3 { break }
        }
        return found.filter { Self.isTelling($0.0) }.map { ($0.0, $0.1 * uniqueness($0.0, layout)) }
    }

    /// The words of a label at the end of a run: what follows the last number in it that is no rate.
    private static func label(_ texts: [String]) -> [String] {
        let last = texts.indices.last { index in
            texts[index].utf8.contains(where: PlainBytes.isDigit) && !texts[index].hasSuffix("%")
                && (index + 1 == texts.count || texts[index + 1] != "%")
        }
        let rest = last.map { texts[($0 + 1)...] } ?? texts[...]
        return Array(rest)
    }

    private static func isTelling(_ position: VendorTemplate.Position) -> Bool {
        switch position {
        case .rightOf(let text), .below(let text):
            LabelText.folded(text).count(where: PlainBytes.isLetter) >= 2
        case .region, .fixed, .pattern, .printed, .notBeside, .absent: true
        }
    }

    /// An anchor that stands at several places of a page is worth less.
    private func uniqueness(_ position: VendorTemplate.Position, _ layout: PageLayout) -> Double {
        switch position {
        case .rightOf(let text), .below(let text):
            let count = AnchorFinder(layout).anchors(text).count
            return count <= 1 ? 1 : count == 2 ? 0.8 : 0.6
        case .region, .fixed, .pattern, .printed, .notBeside, .absent: return 1
        }
    }

    // MARK: Words above, and the place

    private func above(_ place: PrintedPlaces.Place) -> [(VendorTemplate.Position, Double)] {
        let layout = lesson.layouts[place.page]
        let box = layout.words.box(around: layout.lines[place.line].words[place.words])
        var found: [(VendorTemplate.Position, Double)] = []
        var merit = 0.85
        for line in layout.lines[..<place.line].indices.suffix(Self.linesAbove).reversed() {
            // Long runs of words are sentences, and what stands below one does so by chance.
            for segment in layout.lines[line].segments
            where layout.segments[segment].words.count <= Self.longest
                && layout.segments[segment].box.horizontalOverlap(box) > 0
            {
                let over = layout.segments[segment].words
                let texts = over.map { layout.words[$0].text }.prefix {
                    !$0.utf8.contains(where: PlainBytes.isDigit)
                }
                guard let first = over.first, !texts.isEmpty,
                    texts.count == over.count || layout.words[first].box.horizontalOverlap(box) > 0
                else { continue }
                found.append((.below(texts.prefix(Self.longest).joined(separator: " ")), merit))
            }
            merit *= 0.8
        }
        return found.filter { Self.isTelling($0.0) }.map { ($0.0, $0.1 * uniqueness($0.0, layout)) }
    }

    private func at(_ place: PrintedPlaces.Place) -> [(VendorTemplate.Position, Double)] {
        let layout = lesson.layouts[place.page]
        let box = layout.words.box(around: layout.lines[place.line].words[place.words])
        let (width, height) = (max(1, layout.width), max(1, layout.height))
        let share = { (value: Double) in (min(1, max(0, value)) * 1000).rounded() / 1000 }
        let room = Box(
            left: share(box.left / width - 0.015), top: share(box.top / height - 0.008),
            right: share(box.right / width + 0.03), bottom: share(box.bottom / height + 0.008))
        return [(.region(room), 0.5)]
    }

    // MARK: Shape

    /// The picture of a number: `RE-9999-9999` of `RE-2026-0815`; capitals before it stand as they are.
    private func shape(_ place: PrintedPlaces.Place) -> String? {
        let layout = lesson.layouts[place.page]
        let raw = layout.lines[place.line].words[place.words].map { layout.words[$0].text }
            .joined(separator: " ").trimmingSigns()
        guard !raw.contains("+"), raw.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        var shape = ""
        for (index, byte) in raw.utf8.enumerated() {
            if PlainBytes.isDigit(byte) {
                shape += "9"
            } else if PlainBytes.isLetter(byte), index >= 4 || !PlainBytes.isCapital(byte) {
                shape += "A"
            } else {
                shape.append(Character(Unicode.Scalar(byte)))
            }
        }
        return shape
    }
}
