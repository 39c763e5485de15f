import Domain

/// What the recogniser may have seen besides what it gave for an amount.
struct AmountReadings {
    let pages: [Page]
    let mark: DecimalMark?

    /// Most other readings of an amount.
    private static let most = 12

    /// Whether the amount was read off an image.
    func isRecognised(_ region: Region) -> Bool {
        pages.contains { $0.number == region.page && $0.origin != .textLayer }
    }

    /// Whether the recogniser named runners-up for the characters of a place.
    func isReadAgain(_ region: Region) -> Bool {
        let words = words(at: region)
        return !words.isEmpty && words.allSatisfy { !$0.characters.isEmpty }
    }

    /// The other readings of an amount: by another reader, and with one character's runner-up in its place.
    func others(of value: RankedValue) -> [FixedDecimal] {
        guard isRecognised(value.best.region) else { return [] }
        var found = value.best.isDisputed ? value.best.otherReadings.compactMap(Self.amount) : []
        let words = words(at: value.best.region)
        for (index, word) in words.enumerated() {
            for text in Self.variants(of: word) {
                var changed = words
                changed[index].text = text
                let widest = Numbers.scan(changed).max { $0.words.count < $1.words.count }
                if let amount = widest?.value(by: mark) { found.append(amount) }
            }
        }
        var seen: Set<FixedDecimal> = Self.amount(value.value).map { [$0] } ?? []
        return Array(found.filter { seen.insert($0).inserted }.prefix(Self.most))
    }

    private static func amount(_ value: FieldValue) -> FixedDecimal? {
        guard case .amount(let amount) = value else { return nil }
        return amount
    }

    /// The word with each of the runners-up of its digits and marks.
    private static func variants(of word: Word) -> [String] {
        guard word.characters.map(\.text).joined() == word.text else { return [] }
        return word.characters.indices.flatMap { index in
            word.characters[index].alternatives.prefix(3).filter { $0.text.utf8.allSatisfy(isOfNumber) }.map {
                var texts = word.characters.map(\.text)
                texts[index] = $0.text
                return texts.joined()
            }
        }
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        PlainBytes.isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
    }

    private func words(at region: Region) -> [Word] {
        let page = pages.first { $0.number == region.page }
        return page?.words.filter { region.box.holdsMiddle(of: $0.box) } ?? []
    }
}
