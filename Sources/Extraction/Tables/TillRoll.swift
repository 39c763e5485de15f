internal import Domain

/// Reads the lines of a till's receipt, which has no columns but the amounts at its right edge.
///
/// A piece is a text and an amount; several of one kind name quantity and price on a line of their own, above or
/// below, or before the amount: `2 x 3.50`.
struct TillRoll {
    /// The lines read, from top to bottom.
    private(set) var lines: [DraftLine] = []
    /// The sum of the lines and of what is taken off between them.
    private(set) var sum = FixedDecimal.zero
    private let mark: DecimalMark?
    private var offered: (text: String, line: Int, box: Box)?
    private var waiting: Multiple?

    /// A quantity and a price that wait for their amount.
    struct Multiple {
        var quantity: NumberToken
        var price: NumberToken
        var unit: String?
        var words: Range<Int>
    }

    /// Reads the lines of a page down to the first sum.
    init(_ body: [TableLine], mark: DecimalMark?, lexicon: TableLexicon) {
        self.mark = mark
        let split = body.map { SplitMultiples.split($0, lexicon) }
        guard let edge = Self.edge(of: split) else { return }
        for (whole, line) in zip(body, split) {
            let amount = Self.amount(of: line, at: edge)
            if lines.count > 1, amount?.token.value(by: mark) == sum { break }
            if line.isSum, !line.isCarried, let amount {
                let value = amount.token.value(by: mark) ?? .zero
                guard !lines.isEmpty, value.isNegative, let rest = sum.adding(value) else {
                    guard lines.isEmpty else { break }
                    continue
                }
                sum = rest
                continue
            }
            read(line, amount, whole)
        }
    }

    /// The right edge at which most amounts end.
    private static func edge(of lines: [TableLine]) -> Double? {
        let edges = lines.compactMap { $0.cells.last { isMoney($0) }?.box.right }
        return edges.max { one, other in
            edges.count { abs($0 - one) < 8 } < edges.count { abs($0 - other) < 8 }
        }
    }

    private static func isMoney(_ cell: TableCell) -> Bool {
        cell.token.looksLikeMoney && !cell.token.isPercentage
    }

    private static func amount(of line: TableLine, at edge: Double) -> TableCell? {
        guard let cell = line.cells.last(where: isMoney), abs(cell.box.right - edge) < 14 else { return nil }
        // Behind the amount stands at most the code of its tax rate: `1,55 A`, `1,55 1`.
        let rest = line.words[cell.words.upperBound...]
        let isCode = rest.allSatisfy { word in
            let bytes = word.text.utf8
            return bytes.count <= 4 && (bytes.count == 1 || !bytes.contains(where: PlainBytes.isDigit))
        }
        return isCode && rest.count < 2 ? cell : nil
    }

    private mutating func read(_ line: TableLine, _ amount: TableCell?, _ whole: TableLine) {
        let multiple = Self.multiple(in: line, before: amount)
        let end = amount?.words.lowerBound ?? line.words.count
        let text = Self.text(line, end, without: multiple?.words)
        guard let amount else {
            // `Kabel 3x1,5` is a text with figures in it, not a quantity and a price.
            if let multiple, !text.contains(where: \.isLetter) {
                complete(with: multiple)
            } else {
                offer(Self.text(whole, whole.words.count, without: nil), line)
            }
            return
        }
        var made = DraftLine(
            description: text, confidence: 0.5, source: .page(Region(page: line.page, box: line.box)))
        made.lineTotal = amount.token.value(by: mark)
        if !text.contains(where: \.isLetter), let offered, offered.line == line.index - 1 {
            made.description = text.isEmpty ? offered.text : offered.text + " " + text
            made.source = .page(Region(page: line.page, box: line.box.union(offered.box)))
        }
        if let multiple = multiple ?? waiting { fill(&made, multiple) }
        waiting = nil
        offered = nil
        guard made.description.contains(where: \.isLetter), let total = made.lineTotal,
            let next = sum.adding(total)
        else { return }
        sum = next
        lines.append(made)
    }

    private mutating func offer(_ text: String, _ line: TableLine) {
        guard text.contains(where: \.isLetter) else { return }
        offered = (text, line.index, line.box)
        waiting = nil
    }

    /// A quantity and price alone on a line are of the piece above where they make its amount, else of the next.
    private mutating func complete(with multiple: Multiple) {
        if offered == nil, let last = lines.indices.last, lines[last].quantity == nil {
            var line = lines[last]
            if fill(&line, multiple) {
                lines[last] = line
                return
            }
        }
        waiting = multiple
    }

    /// Puts quantity and price into a line; whether they make its amount.
    @discardableResult
    private func fill(_ line: inout DraftLine, _ multiple: Multiple) -> Bool {
        let figures = { (token: NumberToken) in RoleSearch.figures(of: token, mark: mark) }
        guard let total = line.lineTotal.flatMap({ Figure(NumberReading(value: $0)) }) else {
            return false
        }
        let closing = LineArithmetic.closing(
            figures(multiple.quantity), figures(multiple.price), [total], LineArithmetic.Extras())
        line.quantity = closing?.quantity.value ?? multiple.quantity.value(by: mark)
        line.unitPrice = closing?.price.value ?? multiple.price.value(by: mark)
        line.unit = multiple.unit
        if closing != nil { line.confidence = 0.95 }
        return closing != nil
    }

    /// The words before the amount that are not of the quantity and price.
    private static func text(_ line: TableLine, _ end: Int, without figures: Range<Int>?) -> String {
        line.words.indices.filter { $0 < end && figures?.contains($0) != true }.map { line.words[$0].text }
            .joined(separator: " ").trimmingSpaces()
    }
}

extension TillRoll {
    /// A quantity, a sign of multiplication and a price, in this order or the other way round.
    static func multiple(in line: TableLine, before amount: TableCell?) -> Multiple? {
        let end = amount?.words.lowerBound ?? line.words.count
        for sign in line.words.indices where sign < end && SplitMultiples.isSign(line.words[sign].text) {
            guard
                let left = line.cells.last(where: {
                    $0.words.upperBound <= sign && sign - $0.words.upperBound <= 1
                }),
                let right = line.cells.first(where: {
                    $0.words.lowerBound > sign && $0.words.lowerBound - sign <= 2
                        && $0.words.upperBound <= end
                })
            else { continue }
            let unit =
                left.unit ?? (sign > left.words.upperBound ? line.words[left.words.upperBound].text : nil)
            let words = left.words.lowerBound..<right.words.upperBound
            let isTurned = left.token.looksLikeMoney && !right.token.looksLikeMoney
            return Multiple(
                quantity: isTurned ? right.token : left.token, price: isTurned ? left.token : right.token,
                unit: isTurned ? nil : unit, words: words)
        }
        return nil
    }
}
