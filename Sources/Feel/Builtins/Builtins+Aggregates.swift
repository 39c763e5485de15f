extension Builtins {
    static let aggregates: [Builtin] = [
        ofElements("min") { evaluator, list in extreme(list, evaluator) { $0 < 0 } },
        ofElements("max") { evaluator, list in extreme(list, evaluator) { $0 > 0 } },
        ofNumbers("sum") { total($0).map(FeelValue.number) },
        ofNumbers("product") { numbers in
            numbers.isEmpty
                ? nil
                : numbers.reduce(FeelNumber?.some(.one)) { $0?.multiplied(by: $1) }.map(FeelValue.number)
        },
        ofNumbers("mean") { mean($0).map(FeelValue.number) },
        ofNumbers("median") { numbers in median(numbers.sorted()).map(FeelValue.number) },
        ofNumbers("stddev") { deviation($0).map(FeelValue.number) },
        ofNumbers("mode", isNullForNone: false) { .list(mode($0.sorted()).map(FeelValue.number)) },
        ofElements("all") { _, list in
            if list.contains(where: { $0.boolean == false }) { return .boolean(false) }
            return list.allSatisfy { $0.boolean == true } ? .boolean(true) : nil
        },
        ofElements("any") { _, list in
            if list.contains(where: { $0.boolean == true }) { return .boolean(true) }
            return list.allSatisfy { $0.boolean == false } ? .boolean(false) : nil
        },
    ]

    /// A function of a list, or of its elements as arguments.
    private static func ofElements(
        _ name: String, _ body: @escaping @Sendable (Evaluator, [FeelValue]) -> FeelValue?
    ) -> Builtin {
        variadic(name, ["list"], required: 1) { evaluator, arguments in
            guard arguments.count == 1 else { return body(evaluator, arguments) }
            return Kind.list.read(arguments[0]).flatMap { body(evaluator, $0) }
        }
    }

    private static func ofNumbers(
        _ name: String, isNullForNone: Bool = true,
        _ body: @escaping @Sendable ([FeelNumber]) -> FeelValue?
    ) -> Builtin {
        ofElements(name) { _, list in
            let numbers = list.compactMap(\.number)
            guard numbers.count == list.count, !(isNullForNone && list.isEmpty) else { return nil }
            return body(numbers)
        }
    }

    private static func extreme(
        _ list: [FeelValue], _ evaluator: Evaluator, _ isBetter: (Int) -> Bool
    ) -> FeelValue? {
        guard var best = list.first, evaluator.comparing.order(best, best) != nil else { return nil }
        for value in list.dropFirst() {
            guard let order = evaluator.comparing.order(value, best) else { return nil }
            if isBetter(order) { best = value }
        }
        return best
    }

    private static func total(_ numbers: [FeelNumber]) -> FeelNumber? {
        numbers.reduce(FeelNumber?.some(.zero)) { $0?.adding($1) }
    }

    private static func mean(_ numbers: [FeelNumber]) -> FeelNumber? {
        total(numbers)?.divided(by: FeelNumber(numbers.count))
    }

    private static func median(_ sorted: [FeelNumber]) -> FeelNumber? {
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : mean([sorted[middle - 1], sorted[middle]])
    }

    /// The deviation of a sample: divided by one less than the count.
    private static func deviation(_ numbers: [FeelNumber]) -> FeelNumber? {
        guard numbers.count > 1, let mean = mean(numbers) else { return nil }
        let squares = numbers.compactMap { number in
            number.subtracting(mean).flatMap { $0.multiplied(by: $0) }
        }
        guard squares.count == numbers.count else { return nil }
        return total(squares)?.divided(by: FeelNumber(numbers.count - 1))?.squareRoot
    }

    private static func mode(_ sorted: [FeelNumber]) -> [FeelNumber] {
        var runs: [(number: FeelNumber, count: Int)] = []
        for number in sorted {
            if let last = runs.last, last.number == number {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((number, 1))
            }
        }
        let most = runs.map(\.count).max()
        return runs.filter { $0.count == most }.map(\.number)
    }
}
