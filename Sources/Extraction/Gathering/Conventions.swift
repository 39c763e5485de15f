import Domain

/// How a document writes numbers and dates, decided over all of it.
package struct Conventions: Hashable, Sendable {
    /// The sign between whole and fraction; `nil` when nothing tells.
    package var decimalMark: DecimalMark?
    /// The order of day and month; `nil` when nothing tells.
    package var dateOrder: DateOrder?
    /// Whether the order of day and month was seen, not assumed.
    package var isDateOrderSeen: Bool

    /// Decides by what can be read in one way only.
    init(pages: [ReadPage], language: String, currency: Currency?) {
        var orders: [DateOrder: Int] = [:]
        for value in pages.flatMap(\.values) {
            switch value.kind {
            case .date(let token) where token.readings.count == 1:
                if let order = token.readings.first?.order { orders[order, default: 0] += 1 }
            case .number, .date, .identifier: break
            }
        }
        decimalMark = Self.decimalMark(of: pages)
        let dayFirst = orders[.dayFirst] ?? 0
        let monthFirst = orders[.monthFirst] ?? 0
        isDateOrderSeen = dayFirst != monthFirst
        if isDateOrderSeen {
            dateOrder = dayFirst > monthFirst ? .dayFirst : .monthFirst
        } else {
            let isAmerican =
                language == "en"
                && (currency.map { $0.rawValue == "USD" } ?? pages.contains(where: Self.namesUnitedStates))
            dateOrder = isAmerican ? .monthFirst : .dayFirst
        }
    }

    /// Whether a page has an address in the United States: their name, or a state's letters before five digits.
    private static func namesUnitedStates(_ page: ReadPage) -> Bool {
        page.layout.segments.indices.contains { segment in
            let words = page.texts(of: segment).map {
                $0.utf8.filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: ",") }
            }
            return words.indices.contains { index in
                if words[index].elementsEqual("USA".utf8) { return true }
                guard index > 0, AddressText.isStateOfUnion(words[index - 1]) else { return false }
                let digits = words[index].prefix { $0 != UInt8(ascii: "-") }
                return digits.count == 5 && digits.allSatisfy(PlainBytes.isDigit)
            }
        }
    }

    /// The mark of most amounts with two places; `nil` when nothing tells.
    static func decimalMark(of pages: [ReadPage]) -> DecimalMark? {
        var points = 0
        var commas = 0
        for value in pages.flatMap(\.values) {
            guard case .number(let token) = value.kind,
                let reading = token.readings.first(where: { $0.value.scale == 2 })
            else { continue }
            if reading.mark == .point { points += 1 }
            if reading.mark == .comma { commas += 1 }
        }
        return points == commas ? nil : points > commas ? .point : .comma
    }

    /// The value of a number by the document's decimal mark.
    func value(of token: NumberToken) -> FixedDecimal? {
        if let mark = decimalMark, let exact = token.readings.first(where: { $0.mark == mark }) {
            return exact.value
        }
        if let money = token.readings.first(where: { $0.value.scale == 2 }) { return money.value }
        return token.value(by: decimalMark)
    }
}
