internal import Domain

/// Two readings of one page, compared place by place.
struct DoubleReading {
    private let own: [Word]
    private let others: [Word]
    private var rows: [Int: [Int]] = [:]

    /// Words are compared with those that share so much of the narrower one's width, and of the lower one's height.
    private static let leastOverlap = 0.35
    /// Height of the rows in which words are looked up, in points.
    private static let rowHeight = 24.0
    /// Rows a word is entered in at most, whatever it says of its height.
    private static let mostRows = 100

    /// Compares `own` words with those of another reader, both in points of the same page.
    init(_ own: [Word], with others: [Word]) {
        self.own = own
        self.others = others
        for (index, word) in others.enumerated() {
            for row in Self.rows(of: word.box) { rows[row, default: []].append(index) }
        }
    }

    /// The words with what the other reader saw in their places; those where it saw nothing stay as they are.
    func words(_ manner: OtherReading.Manner) -> [Word] {
        var partners: [[Int]] = own.map { word in
            let near = Set(Self.rows(of: word.box).flatMap { rows[$0] ?? [] })
            return near.filter { Self.share(word.box, others[$0].box) }.sorted()
        }
        var claimants: [Int: [Int]] = [:]
        for (index, list) in partners.enumerated() {
            for other in list { claimants[other, default: []].append(index) }
        }
        var words = own
        var isSettled = [Bool](repeating: false, count: own.count)
        // A word of the other reader that runs over several of ours agrees with all of them or is given to one.
        for (other, list) in claimants.sorted(by: { $0.key < $1.key }) where list.count > 1 {
            let whole = list.sorted { own[$0].box.left < own[$1].box.left }
            if others[other].reading(manner).confirms(whole.map { own[$0].text }.joined()) {
                for index in whole where partners[index] == [other] {
                    words[index].otherReadings.append(others[other].reading(manner, saying: own[index].text))
                    isSettled[index] = true
                }
            } else if let most = whole.max(by: { overlap($0, other) < overlap($1, other) }) {
                for index in whole where index != most { partners[index].removeAll { $0 == other } }
            }
        }
        for (index, list) in partners.enumerated() where !isSettled[index] {
            let read = list.map { others[$0] }.sorted { $0.box.left < $1.box.left }
            guard let first = read.first else { continue }
            words[index].otherReadings.append(first.reading(manner, saying: read.map(\.text).joined()))
        }
        return words
    }

    private func overlap(_ index: Int, _ other: Int) -> Double {
        own[index].box.horizontalOverlap(others[other].box)
    }

    private static func share(_ one: Box, _ other: Box) -> Bool {
        one.horizontalOverlap(other) > leastOverlap * min(one.width, other.width)
            && one.verticalOverlap(other) > leastOverlap * min(one.height, other.height)
    }

    private static func rows(of box: Box) -> ClosedRange<Int> {
        let first = Int(max(-1e6, min(1e6, box.top / rowHeight)))
        let last = Int(max(-1e6, min(1e6, box.bottom / rowHeight)))
        return first...max(first, min(last, first + mostRows))
    }
}

extension Word {
    /// The word as another reading of some place.
    fileprivate func reading(_ manner: OtherReading.Manner, saying text: String? = nil) -> OtherReading {
        OtherReading(reader: reader, manner: manner, text: text ?? self.text)
    }
}
