import Domain
import Pipeline

/// Figures about reviews as tables with bars: one row a week, one row a vendor.
struct ReviewFigures: Sendable {
    /// Columns of the terminal.
    var width: Int

    /// Vendors that are shown at most, those with the most documents.
    private static let mostVendors = 12
    /// Columns of the longest bar.
    private static let barWidth = 20

    /// What several documents took together.
    struct Sum: Hashable {
        var documents = 0
        var answers = 0
        var untouched = 0
        var seconds = 0.0
        var keystrokes = 0

        mutating func add(_ work: ReviewWork) {
            documents += 1
            answers += work.answers
            untouched += work.isUntouched ? 1 : 0
            seconds += work.seconds
            keystrokes += work.keystrokes
        }
    }

    /// The lines: the whole, then by week, then by vendor.
    ///
    /// What was keyed in by hand is told apart: its keys are not those of a correction.
    func lines(of work: [ReviewWork]) -> [StyledText] {
        let reviewed = work.filter { !$0.isEntry }
        let entered = work.filter(\.isEntry)
        let tables = reviewed.isEmpty ? [] : tables(of: reviewed)
        guard !entered.isEmpty else { return tables }
        let sum = entered.reduce(into: Sum()) { $0.add($1) }
        let each = Double(sum.documents)
        return tables + (tables.isEmpty ? [] : [""]) + [
            StyledText(
                "\(sum.documents.counted("document")) keyed in by hand: "
                    + "\((Double(sum.keystrokes) / each).rounded(toPlaces: 1)) keys and "
                    + "\((sum.seconds / each).rounded(toPlaces: 1)) seconds each.")
        ]
    }

    private func tables(of work: [ReviewWork]) -> [StyledText] {
        let all = table("All", [("reviewed", work.reduce(into: Sum()) { $0.add($1) })])
        let weeks = Self.grouped(work) { $0.at.day.map(Self.week) ?? "–" }
        let vendors = Self.grouped(work) { $0.seller ?? "unknown" }
        let busiest = vendors.sorted { ($1.value.documents, $0.key) < ($0.value.documents, $1.key) }
        return all + [""] + table("Week of", weeks.sorted { $0.key < $1.key }) + [""]
            + table("Vendor", Array(busiest.prefix(Self.mostVendors)))
    }

    private static func grouped(_ work: [ReviewWork], by key: (ReviewWork) -> String) -> [String: Sum] {
        work.reduce(into: [:]) { sums, work in sums[key(work), default: Sum()].add(work) }
    }

    /// The Monday of a day's week.
    private static func week(of day: CalendarDate) -> String {
        // 1970-01-01 was a Thursday.
        let weekday = ((day.dayNumber + 3) % 7 + 7) % 7
        return day.adding(days: -weekday)?.description ?? day.description
    }

    private func table(_ title: String, _ rows: [(key: String, value: Sum)]) -> [StyledText] {
        let most = rows.map { Double($0.value.keystrokes) / Double($0.value.documents) }.max() ?? 0
        var table = TextTable(columns: [
            .init(title: title, minimum: 10), .init(title: "Documents", alignment: .right),
            .init(title: "Untouched", alignment: .right), .init(title: "Answers", alignment: .right),
            .init(title: "Seconds each", alignment: .right), .init(title: "Keys each", alignment: .right),
            .init(title: "", priority: 1),
        ])
        table.rows = rows.map { key, sum in
            let keys = Double(sum.keystrokes) / Double(sum.documents)
            let bar = most > 0 ? Int((keys / most * Double(Self.barWidth)).rounded()) : 0
            return [
                StyledText(key), StyledText(sum.documents.grouped),
                StyledText((Double(sum.untouched) / Double(sum.documents)).percent),
                StyledText(sum.answers.grouped),
                StyledText((sum.seconds / Double(sum.documents)).rounded(toPlaces: 1)),
                StyledText(keys.rounded(toPlaces: 1)),
                StyledText(String(repeating: "▬", count: bar), .accent),
            ]
        }
        return table.lines(width: width)
    }
}
