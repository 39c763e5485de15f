public import Domain
import Extraction

/// The words of a document's pages, as a person who corrects it may point at them or begin to type them.
public struct PageWords: Sendable {
    /// Runs of words that stand together, page by page from the top.
    let runs: [Run]
    /// What the runs say, by the type of value, each value where it comes first.
    private let values: [FieldName.ValueType: [Question.Offer]]

    struct Run: Sendable {
        var page: Int
        var words: [Word]

        func region(_ range: Range<Int>) -> Region {
            let boxes = words[range].map(\.box)
            return Region(page: page, box: boxes.dropFirst().reduce(boxes[0]) { $0.union($1) })
        }

        func text(_ range: Range<Int>) -> String { words[range].map(\.text).joined(separator: " ") }
    }

    /// Lays the pages out.
    public init(_ pages: [Page]) {
        let runs = pages.flatMap { page in
            let layout = PageLayout(page)
            return layout.segments.map { segment in
                Run(page: page.number, words: segment.words.map { layout.words[$0] })
            }
        }
        self.runs = runs
        let types: [FieldName.ValueType] = [.date, .amount, .number, .currency]
        values = Dictionary(uniqueKeysWithValues: types.map { ($0, Self.values(of: $0, in: runs)) })
    }

    /// Values on the pages that a field can have, in reading order: dates for dates, sums for sums.
    func values(for field: FieldName) -> [Question.Offer] { values[field.valueType] ?? [] }

    private static func values(of type: FieldName.ValueType, in runs: [Run]) -> [Question.Offer] {
        switch type {
        case .date:
            found(in: runs) { run in
                Dates.scan(run).flatMap { token in token.readings.map { (.date($0.date), token.words) } }
            }
        case .amount:
            found(in: runs) { run in
                Numbers.scan(run).filter { $0.looksLikeMoney && !$0.isPercentage }.flatMap { token in
                    token.readings.filter { $0.value.scale == 2 }.map { (.amount($0.value), token.words) }
                }
            }
        case .number:
            found(in: runs) { run in
                Numbers.scan(run).flatMap { token in token.readings.map { (.amount($0.value), token.words) } }
            }
        case .currency:
            found(in: runs) { run in
                run.indices.compactMap { index in
                    CurrencyMarks.currency(of: run[index].text).map { (.currency($0), index..<(index + 1)) }
                }
            }
        case .identifier, .name, .text: []
        }
    }

    private static func found(
        in runs: [Run], _ scan: ([Word]) -> [(FieldValue, Range<Int>)]
    ) -> [Question.Offer] {
        var offers: [Question.Offer] = []
        for run in runs {
            for (value, range) in scan(run.words) where !offers.contains(where: { $0.value == value }) {
                offers.append(Question.Offer(value: value, raw: run.text(range), region: run.region(range)))
            }
        }
        return offers
    }

    /// The most completions of one beginning.
    static let mostCompletions = 5

    /// What a beginning may become: values of the field's type, and for texts the words that follow on the page.
    ///
    /// Capitals do not count. Of texts the shortest come first, so that one key takes a word and the next one more.
    public func completions(of beginning: String, for field: FieldName) -> [Question.Offer] {
        let wanted = beginning.lowercased()
        guard !wanted.isEmpty else { return [] }
        switch field.valueType {
        case .date, .amount, .number, .currency:
            let fitting = values(for: field).filter {
                $0.raw.lowercased().hasPrefix(wanted) || $0.value.canonical.lowercased().hasPrefix(wanted)
            }
            return Array(fitting.prefix(Self.mostCompletions))
        case .identifier, .name, .text:
            return texts(beginning: wanted, isLong: field.valueType != .identifier)
        }
    }

    /// Runs of words that begin so; of numbers those with a digit come first.
    private func texts(beginning wanted: String, isLong: Bool) -> [Question.Offer] {
        var offers: [Question.Offer] = []
        for run in runs {
            for start in run.words.indices where offers.count < Self.mostLookedAt {
                guard run.text(start..<run.words.count).lowercased().hasPrefix(wanted) else { continue }
                // A name is mostly the whole run; a number one word.
                let ends = Array((start + 1)...run.words.count)
                for end in isLong ? [run.words.count] + ends.dropLast() : ends {
                    let text = run.text(start..<end)
                    guard text.lowercased().hasPrefix(wanted), !offers.contains(where: { $0.raw == text })
                    else {
                        continue
                    }
                    offers.append(
                        Question.Offer(value: .text(text), raw: text, region: run.region(start..<end)))
                }
            }
        }
        let likely = isLong ? offers : offers.filter { $0.raw.contains(where: \.isNumber) }
        return Array((likely + offers.filter { !likely.contains($0) }).prefix(Self.mostCompletions))
    }

    /// Beginnings that are looked at before the likeliest are chosen.
    private static let mostLookedAt = 40

    /// Where a value is printed, the first place; `nil` where it is on no page as it is.
    func place(of value: FieldValue, for field: FieldName) -> Question.Offer? {
        guard case .text(let text) = value else {
            return values(for: field).first { $0.value == value }
        }
        return texts(beginning: text.lowercased(), isLong: false).first {
            $0.raw.lowercased() == text.lowercased()
        }
    }

    /// The words inside a rectangle of a page, as one text with the place they cover; `nil` where there are none.
    func text(in region: Region) -> Question.Offer? {
        var parts: [String] = []
        var box: Box?
        for run in runs where run.page == region.page {
            for word in run.words where region.box.holdsMiddle(of: word.box) {
                parts.append(word.text)
                box = box?.union(word.box) ?? word.box
            }
        }
        let text = parts.joined(separator: " ")
        return box.map {
            Question.Offer(value: .text(text), raw: text, region: Region(page: region.page, box: $0))
        }
    }
}
