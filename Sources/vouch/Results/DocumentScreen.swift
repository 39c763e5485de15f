import Controls
import Domain
import Pipeline

/// One document as a screen: fields in groups, lines, tax, totals, and what needs a person.
struct DocumentScreen: Sendable {
    /// Columns of the terminal.
    var width: Int
    /// Whether the reasons for each value stand below it.
    var isExplained = false

    /// The lines of the screen.
    func lines(of report: DocumentReport) -> [StyledText] {
        var screen = heading(of: report)
        if let draft = report.draft {
            var groups = fieldGroups(of: draft, pageCount: report.pageCount)
            let totals = groups.popLast() ?? []
            groups += [lineTable(of: draft), taxTable(of: draft), totals]
            for group in groups where !group.isEmpty { screen += group + [""] }
        }
        return screen + verdict(on: report)
    }

    private func heading(of report: DocumentReport) -> [StyledText] {
        var facts: [String] = []
        if let draft = report.draft {
            facts.append(draft.kind.label)
            if !draft.language.isEmpty { facts.append(draft.language) }
        }
        if report.pageCount > 0 { facts.append(report.pageCount.counted("page")) }
        let right = StyledText(facts.joined(separator: " · "), .quiet)
        let name = StyledText(report.name, .strong).truncated(to: width - right.width - 2, inMiddle: true)
        return [
            name.padded(to: width - right.width) + right,
            StyledText(String(repeating: "─", count: width), .quiet),
        ]
    }

    /// The fields in their groups, the totals last; columns are aligned over all groups.
    private func fieldGroups(of draft: InvoiceDraft, pageCount: Int) -> [[StyledText]] {
        let groups = (FieldName.screenGroups + [FieldName.screenTotals]).map { group in
            group.filter { draft.fields[$0] != nil }
        }
        var table = TextTable(
            columns: [
                .init(title: ""), .init(title: ""), .init(title: "", minimum: 12),
                .init(title: "", alignment: .right), .init(title: "", minimum: 6, priority: 1),
            ], indent: 1, hasHeader: false)
        let amounts = draft.alignedTotals
        for name in groups.joined() {
            guard let field = draft.fields[name] else { continue }
            table.rows.append([
                field.mark, StyledText(name.label.paddedLabel, .quiet),
                amounts[name] ?? StyledText(field.value.onOneLine, name == .invoiceNumber ? .strong : .plain),
                StyledText(field.confidence.percent, .quiet),
                StyledText(field.source.note(pageCount: pageCount), .quiet),
            ])
        }
        var lines = table.lines(width: width)[...]
        return groups.map { group in
            group.flatMap { name in
                [lines.popFirst() ?? ""] + (draft.fields[name].map(footnotes) ?? [])
            }
        }
    }

    /// What else an uncertain value might be, and, where asked for, why it was chosen.
    private func footnotes(to field: Field<FieldValue>) -> [StyledText] {
        let indent = String(repeating: " ", count: 4 + String.labelWidth + TextTable.gap)
        var notes: [StyledText] = []
        if !field.isAccepted || isExplained, !field.alternatives.isEmpty {
            let others = field.alternatives.prefix(3).map {
                "\($0.value.onOneLine) (\($0.confidence.percent))"
            }
            notes.append(StyledText(indent + "or " + others.joined(separator: ", "), .quiet))
        }
        if isExplained {
            notes += field.reasons.map { StyledText(indent + $0.spelled, .quiet) }
        }
        return notes.map { $0.truncated(to: width) }
    }

    private func lineTable(of draft: InvoiceDraft) -> [StyledText] {
        var table = TextTable(
            columns: [
                .init(title: "#", alignment: .right, priority: 2),
                .init(title: "Article", minimum: 6, priority: 1),
                .init(title: "Description", minimum: 14),
                .init(title: "Quantity", alignment: .right, hasAlignedPoints: true),
                .init(title: "Unit", priority: 4),
                .init(title: "Price", alignment: .right, hasAlignedPoints: true),
                .init(title: "Tax %", alignment: .right, priority: 3, hasAlignedPoints: true),
                .init(title: "Total", alignment: .right, hasAlignedPoints: true),
            ], indent: 1)
        table.rows = draft.lines.enumerated().map { index, line in
            [
                StyledText(line.position ?? String(index + 1), .quiet),
                StyledText(line.articleNumber ?? "", .quiet),
                StyledText(line.description.onOneLine), .init(line.quantity), StyledText(line.unit ?? ""),
                .init(line.unitPrice), .init(line.taxRate), .init(line.lineTotal),
            ]
        }
        table.dropEmptyColumns()
        return draft.lines.isEmpty ? [] : table.lines(width: width)
    }

    private func taxTable(of draft: InvoiceDraft) -> [StyledText] {
        var table = TextTable(
            columns: ["Rate %", "Base", "Tax"].map {
                .init(title: $0, alignment: .right, hasAlignedPoints: true)
            }, indent: 1)
        table.rows = draft.taxBreakdown.map { [.init($0.rate), .init($0.base), .init($0.tax)] }
        return draft.taxBreakdown.isEmpty ? [] : table.lines(width: width)
    }

    private func verdict(on report: DocumentReport) -> [StyledText] {
        let findings = report.findings.map { finding in
            StyledText(" ! ", .doubtful) + StyledText(finding.message)
                + StyledText("  " + finding.rule, .quiet)
        }
        let kind = report.draft?.kind ?? .other
        let unsure = kind.essentialFields.filter {
            report.draft?.fields[$0]?.isAccepted != true
        }
        switch report.state {
        case .read:
            return findings + [StyledText(" ✓ ", .good) + "Nothing needs a person."]
        case .needsReview:
            let names = unsure.map { $0.label.lowercasedFirst }.joined(separator: ", ")
            let question = names.isEmpty ? "A person has to look at it." : "To be looked at: \(names)."
            return findings + [StyledText(" ? ", .doubtful) + StyledText(question)]
        default:
            return [StyledText(" ") + report.state.mark + StyledText(" " + report.state.spelled)]
        }
    }
}

extension TextTable {
    /// Takes out columns that have a heading and no cell that says anything.
    mutating func dropEmptyColumns() {
        let full = columns.indices.filter { column in rows.contains { $0[column].width > 0 } }
        rows = rows.map { row in full.map { row[$0] } }
        columns = full.map { columns[$0] }
    }
}

extension Field {
    /// Whether it was accepted, as a sign.
    var mark: StyledText { isAccepted ? StyledText("✓", .good) : StyledText("?", .doubtful) }
}

extension FieldValue {
    /// The canonical spelling on one line, as screens show it.
    var onOneLine: String { canonical.onOneLine }
}

extension Source {
    /// Where a value comes from, in a word or two; the page only where there are several.
    func note(pageCount: Int) -> String {
        switch self {
        case .page(let region): pageCount > 1 ? "page \(region.page)" : ""
        case .xml: "XML"
        case .derived(let rule): rule
        case .template(let name, _): "template \(name)"
        case .masterData(let what): what
        case .person: "person"
        }
    }
}

extension Reason {
    /// The reason with its weight: `+2.10  label "Invoice number" left of it`.
    var spelled: String {
        weight == 0
            ? "       " + text : (weight < 0 ? "" : "+") + weight.rounded(toPlaces: 2) + "  " + text
    }
}

extension StyledText {
    /// A decimal, or nothing.
    init(_ decimal: FixedDecimal?) {
        self.init(decimal?.description ?? "")
    }
}

extension String {
    /// Columns that the names of fields take on a screen.
    static let labelWidth = 17

    /// The name of a field, filled to the width that all of them share.
    var paddedLabel: String { padding(toColumns: Self.labelWidth) }

    /// Filled with spaces to a width.
    func padding(toColumns width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - displayWidth))
    }

    /// Lines joined by commas.
    var onOneLine: String {
        split(whereSeparator: \.isNewline).joined(separator: ", ")
    }

    /// With a small first letter, unless the first word is an abbreviation.
    var lowercasedFirst: String {
        dropFirst().first?.isLowercase == true ? prefix(1).lowercased() + dropFirst() : self
    }
}

extension InvoiceDraft {
    /// The totals with their currency, decimal points one above the other.
    fileprivate var alignedTotals: [FieldName: StyledText] {
        let names = FieldName.screenTotals.filter { fields[$0] != nil }
        var table = TextTable(
            columns: [.init(title: "", alignment: .right, hasAlignedPoints: true), .init(title: "")],
            hasHeader: false)
        table.rows = names.map { name in
            let isStrong = name == .grandTotal || name == .amountDue
            return [
                StyledText(text(name) ?? "", isStrong ? .strong : .plain),
                StyledText(text(.currency) ?? "", .quiet),
            ]
        }
        return Dictionary(uniqueKeysWithValues: zip(names, table.lines(width: .max / 2)))
    }
}
