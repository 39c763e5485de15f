import Domain

extension Gathering {
    /// The candidates with what the readers of their words say of each other, and further ones where another reading
    /// has the check digits right that the first has wrong.
    func weighingReaders(_ candidates: [Candidate]) -> [Candidate] {
        candidates.flatMap { candidate -> [Candidate] in
            guard let page = pages.first(where: { $0.layout.number == candidate.region.page }),
                page.layout.isRecognised
            else { return [candidate] }
            let words = page.layout.words.filter { candidate.region.box.holdsMiddle(of: $0.box) }
            return weighed(candidate, by: words.filter { $0.reader != .textLayer })
        }
    }

    private func weighed(_ candidate: Candidate, by words: [Word]) -> [Candidate] {
        guard !words.isEmpty else { return [candidate] }
        var weighed = candidate
        let telling = words.filter(\.isTelling)
        guard let dissent = telling.dissent else {
            weighed.take(telling.verdict)
            return [weighed]
        }
        let reread = words.map(\.asReadOtherwise)
        let text = Self.cut(
            reread.map(\.text).joined(separator: " "), like: candidate.raw,
            in: words.map(\.text).joined(separator: " "))
        let other = reading(of: candidate, words: reread, text: text)
        if let other, other.value == candidate.value {
            // Only what stands around the value was read differently.
            weighed.take(.agreed(dissent.other.reader))
            return [weighed]
        }
        let reading = OtherReading(
            reader: dissent.other.reader, manner: dissent.other.manner, text: text ?? dissent.other.text)
        weighed.take(dissent.isSettled ? .settled(reading) : .disputed(reading))
        guard let other else { return [weighed] }
        weighed.otherReadings.removeAll { $0 == other.value }
        weighed.otherReadings.insert(other.value, at: 0)
        return [weighed] + (other.isChecked ? [checked(candidate, other.value, text)] : [])
    }

    /// The value as the other reader has it, and whether its check digits speak for it.
    private func reading(
        of candidate: Candidate, words: [Word], text: String?
    ) -> (value: FieldValue, isChecked: Bool)? {
        switch candidate.value {
        case .amount:
            let widest = Numbers.scan(words).max { $0.words.count < $1.words.count }
            guard let token = widest, let value = conventions.value(of: token) else { return nil }
            return (.amount(value), false)
        case .date:
            guard let date = Dates.scan(words).first?.date(by: conventions.dateOrder) else { return nil }
            return (.date(date), false)
        case .text:
            let isWrong = candidate.strength(of: "check.wrong") > 0
            let token = isWrong ? Identifiers.scan(words).first { $0.kind == .iban || $0.kind == .vat } : nil
            if let token { return (.text(token.value), true) }
            return text.map { (.text($0), false) }
        case .currency: return nil
        }
    }

    /// A candidate of its own for a reading whose check digits hold.
    private func checked(_ candidate: Candidate, _ value: FieldValue, _ text: String?) -> Candidate {
        var checked = candidate
        checked.value = value
        checked.otherReadings = [candidate.value]
        checked.raw = text ?? value.canonical
        checked.features.removeAll { $0.name == "check.wrong" }
        checked.features += [Feature("check.right"), Feature("read.disputed")]
        return checked
    }

    /// The part of another reading of a line that stands where `part` stands in the first reading; `nil` where the
    /// two differ outside of it.
    static func cut(_ other: String, like part: String, in whole: String) -> String? {
        if part == whole { return other }
        guard let range = whole.firstRange(of: part) else { return nil }
        let (head, tail) = (whole[..<range.lowerBound], whole[range.upperBound...])
        guard other.hasPrefix(head), other.hasSuffix(tail), other.count > head.count + tail.count
        else { return nil }
        return String(other.dropFirst(head.count).dropLast(tail.count))
    }
}

extension Candidate {
    /// The candidate with what the readers of its words say of each other, where it was not gathered with its words.
    func weighed(on pages: [Page]) -> Candidate {
        guard let page = pages.first(where: { $0.number == region.page }) else { return self }
        let words = page.words.filter { $0.reader != .textLayer && region.box.holdsMiddle(of: $0.box) }
        guard !words.isEmpty else { return self }
        var weighed = self
        weighed.take(words.filter(\.isTelling).verdict)
        return weighed
    }

    /// Takes what the readers of its words say of each other.
    fileprivate mutating func take(_ verdict: Verdict) {
        agreement = verdict.agreement
        features.append(Feature(verdict.feature))
    }
}

/// What the readers of some words say of each other, and the feature it is weighed by.
private struct Verdict {
    var agreement: Agreement
    var feature: String

    static func agreed(_ reader: TextReader) -> Verdict {
        Verdict(agreement: .agreed(reader), feature: "read.agreed")
    }

    static func settled(_ other: OtherReading) -> Verdict {
        Verdict(agreement: .settled(other), feature: "read.settled")
    }

    static func disputed(_ other: OtherReading) -> Verdict {
        Verdict(agreement: .disputed(other), feature: "read.disputed")
    }
}

extension Word {
    /// Whether there is something to misread: a letter or a digit.
    fileprivate var isTelling: Bool {
        text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }

    /// The word with the text that another reader saw.
    fileprivate var asReadOtherwise: Word {
        guard let other = [self].dissent?.other else { return self }
        var word = self
        word.text = other.text
        return word
    }
}

extension [Word] {
    /// What the readers of the words say of each other; nothing is agreed where one was read once.
    fileprivate var verdict: Verdict {
        if let dissent { return dissent.isSettled ? .settled(dissent.other) : .disputed(dissent.other) }
        let second = compactMap(\.otherReadings.first?.reader).first
        if let second, allSatisfy({ $0.agreement != .single }) { return .agreed(second) }
        let isTesseract = contains { $0.reader == .tesseract }
        return Verdict(agreement: .single, feature: isTesseract ? "read.tesseract" : "read.once")
    }

    /// The reading that differs from one of the words, open disputes first.
    fileprivate var dissent: (other: OtherReading, isSettled: Bool)? {
        var settled: OtherReading?
        for word in self {
            switch word.agreement {
            case .disputed(let other): return (other, false)
            case .settled(let other): settled = settled ?? other
            case .single, .agreed: break
            }
        }
        return settled.map { ($0, true) }
    }
}
