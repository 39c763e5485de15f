import Domain

/// Why a field has its value: what spoke for it and against, what else it might be, and where it stands.
struct ReasonScreen: Sendable {
    /// Columns of the bar that shows the weight of a reason.
    static let barWidth = 10

    /// Columns of the terminal.
    var width: Int

    /// The lines of the screen.
    func lines(of field: Field<FieldValue>, named name: FieldName, on document: String) -> [StyledText] {
        let title =
            StyledText(name.label, .strong) + StyledText("  of ", .quiet) + StyledText(document, .quiet)
        let state = field.isAccepted ? "accepted" : "to be looked at"
        var lines = [
            title.truncated(to: width), StyledText(String(repeating: "─", count: width), .quiet),
            StyledText(" ") + field.mark + StyledText(" ") + StyledText(field.value.onOneLine, .strong)
                + StyledText("  \(field.confidence.percent), \(state)", .quiet),
            StyledText("   \(field.source.sentence)", .quiet),
        ]
        if !field.raw.isEmpty, field.raw != field.value.canonical {
            lines.append(StyledText("   as printed: ", .quiet) + StyledText(field.raw.onOneLine))
        }
        return lines.map { $0.truncated(to: width) } + section(table(of: field.reasons))
            + section(sureness(of: field)) + section(alternatives(to: field))
    }

    private func section(_ lines: [StyledText]) -> [StyledText] {
        lines.isEmpty ? [] : [""] + lines
    }

    private func sureness(of field: Field<FieldValue>) -> [StyledText] {
        guard !field.sureness.isEmpty else { return [] }
        return [StyledText("   how sure, now that the whole is known:", .quiet)] + table(of: field.sureness)
    }

    private func table(of reasons: [Reason]) -> [StyledText] {
        let heaviest = reasons.map { abs($0.weight) }.max() ?? 0
        var table = TextTable(
            columns: [
                .init(title: "", alignment: .right), .init(title: "", minimum: 4),
                .init(title: "", minimum: 20),
            ], indent: 3, hasHeader: false)
        table.rows = reasons.map { reason in
            let length =
                heaviest > 0 ? Int((abs(reason.weight) / heaviest * Double(Self.barWidth)).rounded()) : 0
            let style: Style = reason.weight < 0 ? .bad : .good
            let sign = reason.weight < 0 ? "" : "+"
            return [
                StyledText(reason.weight == 0 ? "" : sign + reason.weight.rounded(toPlaces: 2), style),
                StyledText(String(repeating: "▬", count: length), style).padded(to: Self.barWidth),
                StyledText(reason.text),
            ]
        }
        return table.lines(width: width)
    }

    private func alternatives(to field: Field<FieldValue>) -> [StyledText] {
        field.alternatives.map { alternative in
            let place = alternative.region.map { "  page \($0.page)" } ?? ""
            let line =
                StyledText("   or ", .quiet) + StyledText(alternative.value.onOneLine)
                + StyledText("  \(alternative.confidence.percent)\(place)", .quiet)
            return line.truncated(to: width)
        }
    }
}

extension Source {
    /// Where a value comes from, as a sentence.
    var sentence: String {
        switch self {
        case .page(let region): "read on \(region.sentence)"
        case .xml(let path): "from the XML, \(path)"
        case .derived(let rule): "derived: \(rule)"
        case .template(let name, let region): "read by the template \(name) on \(region.sentence)"
        case .masterData(let what): "known: \(what)"
        case .person: "entered by a person"
        }
    }
}

extension Region {
    /// The page and the place on it: `page 1, 412 to 480 points from the left, 701 to 712 from the top`.
    var sentence: String {
        func span(_ from: Double, _ to: Double) -> String { "\(Int(from.rounded()))–\(Int(to.rounded()))" }
        return
            "page \(page), \(span(box.left, box.right)) pt from the left, \(span(box.top, box.bottom)) pt from the top"
    }
}
