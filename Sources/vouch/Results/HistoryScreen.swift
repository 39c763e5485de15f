import Pipeline

/// What happened to a document of the store, and what there is of it.
struct HistoryScreen: Sendable {
    /// Columns of the terminal.
    var width: Int

    /// The lines of the screen.
    func lines(of record: DocumentRecord) -> [StyledText] {
        facts(of: record).lines(width: width) + [""] + history(of: record).lines(width: width)
    }

    private func facts(of record: DocumentRecord) -> TextTable {
        var facts = TextTable(
            columns: [.init(title: ""), .init(title: "", minimum: 16)], indent: 1, hasHeader: false)
        func add(_ name: String, _ value: String) {
            facts.rows.append([StyledText(name.paddedLabel, .quiet), StyledText(value)])
        }
        add("Number", "#\(record.summary.id)")
        add("SHA-256", record.summary.hash.rawValue)
        add("Size", "\(Int(record.summary.size).grouped) bytes")
        if let reading = record.reading { add("Read by", reading.engines.joined(separator: ", ")) }
        for version in record.versions {
            add("Also kept", "\(version.kind.rawValue) PDF, \(Int(version.size).grouped) bytes")
        }
        if let container = record.summary.container { add("Came in", "#\(container)") }
        if !record.children.isEmpty { add("Holds", record.children.map { "#\($0)" }.joined(separator: ", ")) }
        if case .duplicateOf(let original) = record.summary.state {
            add("Same as", "#\(original), byte for byte")
        }
        if !record.duplicates.isEmpty {
            add("Came again", record.duplicates.map { "#\($0)" }.joined(separator: ", "))
        }
        let departments = Set(record.arrivals.compactMap(\.defaults.department)).sorted()
        if !departments.isEmpty { add("Department", departments.joined(separator: ", ")) }
        for arrival in record.arrivals {
            let place = arrival.source?.path.description ?? arrival.name
            add("Arrived", "\(arrival.at)  \(place)")
        }
        return facts
    }

    private func history(of record: DocumentRecord) -> TextTable {
        var history = TextTable(
            columns: [
                .init(title: "When"), .init(title: "Who", minimum: 5), .init(title: "What"),
                .init(title: "", minimum: 10),
            ], indent: 1)
        history.rows = record.history.map { event in
            [
                StyledText(event.at.description, .quiet), StyledText(event.actor, .quiet),
                StyledText(event.action),
                StyledText(Self.detail(of: event), .quiet),
            ]
        }
        return history
    }

    /// What an entry says more; of a case's events the words for people.
    private static func detail(of event: AuditEvent) -> String {
        guard let entry = CaseEntry(detail: event.detail) else { return event.detail }
        let words = [
            entry.note ?? entry.element ?? entry.process, entry.state == "active" ? nil : entry.state,
        ]
        return SafeText(words.compactMap { $0 }.joined(separator: "; ")).text
    }
}
