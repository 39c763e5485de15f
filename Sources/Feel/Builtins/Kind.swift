/// How a function reads an argument.
struct Kind<Value: Sendable>: Sendable {
    /// Whether the argument may be left out.
    let isOptional: Bool
    /// The argument as the function needs it; `nil` where it does not fit.
    let read: @Sendable (FeelValue?) -> Value?

    init(isOptional: Bool = false, _ read: @escaping @Sendable (FeelValue?) -> Value?) {
        self.isOptional = isOptional
        self.read = read
    }
}

extension FeelValue {
    /// The only element of a list of one; any other value itself.
    var single: FeelValue {
        if case .list(let elements) = self, elements.count == 1 { elements[0] } else { self }
    }
}

extension Kind<FeelValue> {
    /// Any value, also null.
    static let anything = Kind { $0 ?? .null }
    /// Any value but null.
    static let something = Kind { value in value.flatMap { $0.isNull ? nil : $0 } }
}

extension Kind<FeelValue?> {
    /// Any value, or none given.
    static let optional = Kind(isOptional: true) { .some($0) }
}

extension Kind<String> {
    /// A text.
    static let string = Kind { $0?.single.string }
}

extension Kind<String?> {
    /// A text, or null, or none given.
    static let optionalString = Kind(isOptional: true) { value in
        guard let value, !value.isNull else { return .some(nil) }
        return value.single.string.map { .some($0) }
    }
}

extension Kind<FeelNumber> {
    /// A number.
    static let number = Kind { $0?.single.number }
}

extension Kind<FeelNumber?> {
    /// A number, or none given; null is none of both.
    static let optionalNumber = Kind(isOptional: true) { value in
        guard let value else { return .some(nil) }
        return value.single.number.map { .some($0) }
    }
}

extension Kind<[FeelValue]> {
    /// A list; any other value but null is a list of one.
    static let list = Kind { value in
        guard let value, !value.isNull else { return nil }
        return value.list ?? [value]
    }
}

extension Kind<FeelContext> {
    /// A context.
    static let context = Kind { $0?.single.context }
}

extension Kind<FeelFunction> {
    /// A function.
    static let function = Kind { value in
        if case .function(let function)? = value?.single { function } else { nil }
    }
}

extension Kind<FeelDate> {
    /// A day, also that of a moment.
    static let date = Kind { value in
        switch value?.single {
        case .date(let date)?: date
        case .dateTime(let moment)?: moment.date
        default: nil
        }
    }
}

extension Kind<FeelTime> {
    /// A time of day.
    static let time = Kind { value in
        if case .time(let time)? = value?.single { time } else { nil }
    }
}

extension Kind<Int> {
    /// A number without its fraction, in the range of machine integers.
    static let integer = Kind { $0?.single.number?.truncatedInteger }
}

extension Kind<Int?> {
    /// A number without its fraction, or none given.
    static let optionalInteger = Kind(isOptional: true) { value in
        guard let value else { return .some(nil) }
        return value.single.number?.truncatedInteger.map { .some($0) }
    }
}
