extension Builtins {
    static let calendar: [Builtin] = [
        function("now", []) { evaluator, _ in
            evaluator.environment.now.map(FeelValue.dateTime) ?? evaluator.null("the time is not known here")
        },
        function("today", []) { evaluator, _ in
            evaluator.environment.now.map { .date($0.date) } ?? evaluator.null("the day is not known here")
        },
        function("is", ["value1", "value2"], .optional, .optional) { evaluator, left, right in
            .boolean(evaluator.comparing.areSame(left ?? .null, right ?? .null))
        },
        function("day of year", ["date"], .date) { .number(FeelNumber($1.dayOfYear)) },
        function("day of week", ["date"], .date) { .string(weekdays[$1.weekday - 1]) },
        function("month of year", ["date"], .date) { .string(months[$1.month - 1]) },
        function("week of year", ["date"], .date) { .number(FeelNumber($1.weekOfYear)) },
    ]

    private static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
}
