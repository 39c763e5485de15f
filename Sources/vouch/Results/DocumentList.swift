import Domain
import Pipeline

/// Many documents, one line each.
struct DocumentList: Sendable {
    /// What one line shows.
    struct Entry: Hashable, Sendable {
        /// Its number in the store, where it is in one.
        var id: String
        /// The document's name or identity in the store.
        var name: String
        /// What became of it.
        var mark: StyledText
        /// Its kind.
        var kind: String
        /// Who sent it.
        var seller: String
        /// Its number.
        var number: String
        /// Its date, ISO 8601.
        var date: String
        /// What is to be paid.
        var total: String
        /// In which currency.
        var currency: String
        /// What else is to be said: why it was not read.
        var note: String
    }

    /// The lines, headings first.
    static func lines(_ entries: [Entry], width: Int, hasHeader: Bool = true) -> [StyledText] {
        var table = TextTable(columns: columns, hasHeader: hasHeader)
        table.rows = entries.map(cells)
        return table.lines(width: width)
    }

    private static let columns: [TextTable.Column] = [
        .init(title: "", alignment: .right),
        .init(title: ""),
        .init(title: "Document", minimum: 15, isCutInMiddle: true),
        .init(title: "Kind", minimum: 7, priority: 1),
        .init(title: "Seller", minimum: 12, runsOn: true),
        .init(title: "Number", minimum: 10),
        .init(title: "Date"),
        .init(title: "Total", alignment: .right, hasAlignedPoints: true),
        .init(title: ""),
    ]

    private static func cells(of entry: Entry) -> [StyledText] {
        [
            StyledText(entry.id, .quiet), entry.mark, StyledText(entry.name), StyledText(entry.kind, .quiet),
            entry.note.isEmpty ? StyledText(entry.seller) : StyledText(entry.note, .bad),
            StyledText(entry.number),
            StyledText(entry.date), StyledText(entry.total),
            StyledText(entry.total.isEmpty ? "" : entry.currency, .quiet),
        ]
    }
}

extension DocumentList.Entry {
    /// The line of a report.
    init(_ report: DocumentReport) {
        self.init(
            id: "", name: report.name, mark: report.state.mark, kind: report.draft?.kind.label ?? "",
            seller: report.draft?.text(.sellerName)?.onOneLine ?? "",
            number: report.draft?.text(.invoiceNumber) ?? "", date: report.draft?.text(.issueDate) ?? "",
            total: report.draft?.text(.grandTotal) ?? report.draft?.text(.amountDue) ?? "",
            currency: report.draft?.text(.currency) ?? "", note: report.state.reason ?? "")
    }
}

extension DocumentList.Entry {
    /// The line of a document of the store.
    init(_ summary: DocumentSummary) {
        let values = summary.values
        self.init(
            id: summary.id.description, name: summary.name, mark: summary.state.mark,
            kind: summary.kind?.label ?? "", seller: values[.sellerName]?.onOneLine ?? "",
            number: values[.invoiceNumber] ?? "", date: values[.issueDate] ?? "",
            total: values[.grandTotal] ?? "", currency: values[.currency] ?? "",
            note: summary.state.reason ?? summary.state.duplicateNote)
    }
}

extension DocumentState {
    fileprivate var duplicateNote: String {
        guard case .duplicateOf(let original) = self else { return "" }
        return "same as \(original)"
    }
}
