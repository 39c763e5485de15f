import Domain

/// A place in a JSON text, with the way to it for what is said about it.
struct JSONNode {
    /// Elements of a list at most: more than any bill has lines.
    static let maximumElements = 500
    /// Digits of a number at most: more than any ledger writes.
    static let maximumDigits = 18
    /// Digits of a denominator at most: sums of quotients get as long as all denominators together.
    static let maximumDenominatorDigits = 9

    /// What stands there.
    let value: JSONTree
    /// The way there, such as `orders[1].lines[0].qty`.
    let path: String

    init(_ value: JSONTree, path: String = "") {
        self.value = value
        self.path = path
    }

    /// What is wrong here.
    func wrong(_ reason: String) -> FormatError {
        .damaged("\(path.isEmpty ? "the document" : path): \(reason)")
    }

    /// The member of a name; `nil` where it is absent or null.
    func optional(_ name: String) throws(FormatError) -> JSONNode? {
        guard case .object(let members) = value else { throw wrong("is not an object") }
        guard let member = members[name], member != .null else { return nil }
        return JSONNode(member, path: path.isEmpty ? name : "\(path).\(name)")
    }

    /// The member of a name.
    func member(_ name: String) throws(FormatError) -> JSONNode {
        guard let member = try optional(name) else { throw wrong("has no \(name)") }
        return member
    }

    /// The elements of an array member; none where it is absent.
    func elements(_ name: String) throws(FormatError) -> [JSONNode] {
        guard let node = try optional(name) else { return [] }
        guard case .array(let elements) = node.value else { throw node.wrong("is not an array") }
        guard elements.count <= Self.maximumElements else {
            throw .overLimit("\(Self.maximumElements) elements of \(node.path)")
        }
        return elements.enumerated().map { JSONNode($1, path: "\(node.path)[\($0)]") }
    }

    /// Every element of an array member, read by `read`.
    func map<Value>(_ name: String, _ read: (JSONNode) throws(FormatError) -> Value) throws(FormatError)
        -> [Value]
    {
        var values: [Value] = []
        for element in try elements(name) { values.append(try read(element)) }
        return values
    }

    /// The text here.
    var text: String {
        get throws(FormatError) {
            guard case .string(let text) = value else { throw wrong("is not a text") }
            return text
        }
    }

    /// The number here, written as a decimal or `n/d` in a text.
    var rational: Rational {
        get throws(FormatError) {
            guard let number = Rational(parsing: try numeral) else { throw wrong("is not a number") }
            return number
        }
    }

    /// The text of a number here, which has no more digits than is quick to reckon with.
    private var numeral: String {
        get throws(FormatError) {
            let text = try text
            let halves = text.split(separator: "/", maxSplits: 1)
            for (half, most) in zip(halves, [Self.maximumDigits, Self.maximumDenominatorDigits]) {
                guard half.utf8.count(where: { (48...57).contains($0) }) <= most else {
                    throw .overLimit("\(most) digits of \(path)")
                }
            }
            return text
        }
    }

    /// The decimal here and how many decimals it is printed with.
    var printed: (number: Rational, places: Int) {
        get throws(FormatError) {
            guard let printed = Rational.printed(try numeral) else { throw wrong("is not a decimal") }
            return printed
        }
    }

    /// The number here, which is above zero.
    var positive: Rational {
        get throws(FormatError) {
            let number = try rational
            guard number.isPositive else { throw wrong("is not above zero") }
            return number
        }
    }

    /// The whole number here, in `range`.
    func integer(in range: ClosedRange<Int>) throws(FormatError) -> Int {
        guard case .number(let text) = value, let number = Int(text), range.contains(number) else {
            throw wrong("is not a whole number in \(range.lowerBound)...\(range.upperBound)")
        }
        return number
    }

    /// The truth value here.
    var bool: Bool {
        get throws(FormatError) {
            guard case .bool(let bool) = value else { throw wrong("is neither true nor false") }
            return bool
        }
    }

    /// The date here.
    var date: CalendarDate {
        get throws(FormatError) {
            guard let date = CalendarDate(iso: try text) else { throw wrong("is not a date YYYY-MM-DD") }
            return date
        }
    }

    /// The currency here.
    var currency: Currency {
        get throws(FormatError) {
            guard let currency = Currency(rawValue: try text) else { throw wrong("is not a currency") }
            return currency
        }
    }

    /// The choice here, one of the names of a type.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ type: Choice.Type) throws(FormatError)
        -> Choice
    {
        guard let choice = Choice(rawValue: try text) else {
            throw wrong("is none of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return choice
    }
}

extension JSONNode {
    /// A text member; `nil` where it is absent.
    func text(_ name: String) throws(FormatError) -> String? { try optional(name)?.text }

    /// A number member; `nil` where it is absent.
    func rational(_ name: String) throws(FormatError) -> Rational? { try optional(name)?.rational }

    /// A number member above zero; `absent` where it is absent.
    func positive(_ name: String, absent: Rational) throws(FormatError) -> Rational {
        try optional(name)?.positive ?? absent
    }

    /// A date member; `nil` where it is absent.
    func date(_ name: String) throws(FormatError) -> CalendarDate? { try optional(name)?.date }

    /// A choice member; `absent` where it is absent.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ name: String, absent: Choice)
        throws(FormatError) -> Choice
    {
        guard let node = try optional(name) else { return absent }
        return try node.choice(Choice.self)
    }
}
