import Workflow

/// What many played cases came to: in figures on the drawing, and in tables.
struct RehearsalReport {
    private let process: ProcessDefinition
    private let finding: Rehearsal.Finding

    /// Ways that are told one by one.
    static let mostWays = 6

    init(of process: ProcessDefinition, _ finding: Rehearsal.Finding) {
        self.process = process
        self.finding = finding
    }

    /// The share of cases that came by each element, as marks on the drawing.
    var marks: [ElementID: ProcessPicture.Mark] {
        process.nodes.mapValues { node in
            let cases = finding.casesAt[node.id] ?? 0
            return .init(wasVisited: cases > 0, figure: percent(cases))
        }
    }

    /// How cases ended, where they waited, and the ways most of them went.
    func lines(width: Int) -> [StyledText] {
        var lines = [summary, ""]
        lines += ends.lines(width: width) + [""]
        if !waits.rows.isEmpty { lines += waits.lines(width: width) + [""] }
        return lines + ways(width: width)
    }

    private var summary: StyledText {
        var text = "\(finding.cases.counted("case")) played, \(finding.completed) to an end"
        if finding.stuck > 0 { text += ", \(finding.stuck) stood still" }
        if finding.endless > 0 { text += ", \(finding.endless) found no end" }
        let sorted = finding.lengths.sorted()
        if let median = Rehearsal.Finding.quantile(500, of: sorted),
            let most = Rehearsal.Finding.quantile(900, of: sorted), let last = sorted.last
        {
            text +=
                "; half of them within \(Self.span(median)), 9 of 10 within \(Self.span(most)), "
                + "the longest \(Self.span(last))"
        }
        return StyledText(text + ".", finding.completed == finding.cases ? .plain : .doubtful)
    }

    private var ends: TextTable {
        var table = TextTable(columns: [
            .init(title: "End", minimum: 12), .init(title: "Cases", alignment: .right),
            .init(title: "Share", alignment: .right),
        ])
        let sorted = process.outerEnds.sorted {
            (finding.casesAt[$1.id] ?? 0, $0.line) < (finding.casesAt[$0.id] ?? 0, $1.line)
        }
        table.rows = sorted.map { end in
            let cases = finding.casesAt[end.id] ?? 0
            return [
                StyledText(name(end.id)), StyledText(String(cases)),
                StyledText(percent(cases), cases == 0 ? .doubtful : .plain),
            ]
        }
        return table
    }

    private var waits: TextTable {
        var table = TextTable(columns: [
            .init(title: "Waits at", minimum: 12), .init(title: "Cases", alignment: .right),
            .init(title: "Times a case", alignment: .right, priority: 1),
            .init(title: "Half within", alignment: .right),
            .init(title: "9 of 10 within", alignment: .right, priority: 2),
            .init(title: "Of all waiting", alignment: .right),
        ])
        let totals = finding.waits.mapValues { $0.reduce(0, +) }
        let all = max(totals.values.reduce(0, +), 1)
        let sorted = totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        table.rows = sorted.map { id, total in
            let waits = finding.waits[id] ?? []
            let cases = finding.casesAt[id] ?? 0
            return [
                StyledText(name(id)), StyledText(percent(cases)),
                StyledText(Self.tenths(waits.count, of: max(cases, 1))),
                StyledText(Self.span(Rehearsal.Finding.quantile(500, of: waits) ?? 0)),
                StyledText(Self.span(Rehearsal.Finding.quantile(900, of: waits) ?? 0)),
                StyledText(Self.percent(total, of: all)),
            ]
        }
        return table
    }

    private func ways(width: Int) -> [StyledText] {
        let sorted = finding.ways.sorted { ($1.value, $0.key.count) < ($0.value, $1.key.count) }
        var table = TextTable(columns: [
            .init(title: "Share", alignment: .right), .init(title: "Way", minimum: 20, runsOn: true),
        ])
        table.rows = sorted.prefix(Self.mostWays).map { way, cases in
            [
                StyledText(percent(cases)),
                StyledText(way.map(name).joined(separator: " → ")),
            ]
        }
        let rest = sorted.dropFirst(Self.mostWays)
        if !rest.isEmpty {
            let cases = rest.reduce(0) { $0 + $1.value }
            table.rows.append([StyledText(percent(cases)), StyledText("\(rest.count) other ways", .quiet)])
        }
        return table.lines(width: width)
    }

    private func name(_ id: ElementID) -> String {
        let name = process.nodes[id]?.name ?? ""
        return name.isEmpty ? id : ProcessReport.name(name)
    }

    private func percent(_ cases: Int) -> String { Self.percent(cases, of: max(finding.cases, 1)) }

    /// A share without decimals; something is never nothing, and not all is never all.
    static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "0 %" }
        let rounded = (part * 200 + whole) / (whole * 2)
        if part > 0, rounded == 0 { return "<1 %" }
        return part < whole && rounded == 100 ? ">99 %" : "\(rounded) %"
    }

    private static func tenths(_ part: Int, of whole: Int) -> String {
        let tenths = (part * 20 + whole) / (whole * 2)
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// A length of time in its two largest units.
    static func span(_ milliseconds: Int) -> String {
        let minutes = (milliseconds + 30_000) / 60_000
        let (days, hours) = (minutes / 1440, minutes / 60 % 24)
        if days > 0 { return hours > 0 ? "\(days) d \(hours) h" : "\(days) d" }
        if hours > 0 { return minutes % 60 > 0 ? "\(hours) h \(minutes % 60) min" : "\(hours) h" }
        return "\(minutes) min"
    }
}
