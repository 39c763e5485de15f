import Domain
import Pipeline

/// Writes a report as the one JSON object that scripts rely on.
struct ReportJSON: Sendable {
    /// Whether the reasons for each value are written as well.
    var isExplained = false
    /// Whether it is laid out over several lines.
    var isLaidOut = true

    /// The bytes of the object, with a line feed at the end.
    func bytes(of report: DocumentReport) -> [UInt8] {
        var writer = JSONWriter(isLaidOut: isLaidOut)
        writer.object(isSpread: true) { writer in
            writer.key("document")
            writer.object { self.write(documentOf: report, to: &$0) }
            writer.key("fields")
            writer.object(isSpread: true) { self.write(fieldsOf: report.draft, to: &$0) }
            writer.key("line_items")
            writer.array(isSpread: true) { self.write(linesOf: report.draft, to: &$0) }
            writer.key("tax_breakdown")
            writer.array(isSpread: true) { self.write(taxesOf: report.draft, to: &$0) }
            writer.key("findings")
            writer.array(isSpread: true) { self.write(report.findings, to: &$0) }
        }
        writer.newline()
        return writer.bytes
    }

    private func write(documentOf report: DocumentReport, to writer: inout JSONWriter) {
        writer.member("name", report.name)
        writer.member("sha256", report.hash.rawValue)
        writer.key("pages")
        writer.integer(report.pageCount)
        writer.member("kind", report.draft?.kind.rawValue)
        writer.member("language", report.draft?.language)
        writer.member("status", report.state.name)
        writer.member("reason", report.state.reason)
        writer.key("seconds")
        writer.number(report.seconds, places: 3)
    }

    private func write(fieldsOf draft: InvoiceDraft?, to writer: inout JSONWriter) {
        guard let draft else { return }
        for name in FieldName.allCases {
            guard let field = draft.fields[name] else { continue }
            writer.key(name.rawValue)
            writer.object { self.write(field, to: &$0) }
        }
    }

    private func write(_ field: Field<FieldValue>, to writer: inout JSONWriter) {
        writer.member("value", field.value.canonical)
        writer.member("raw", field.raw)
        writer.key("confidence")
        writer.number(field.confidence, places: 4)
        writer.key("accepted")
        writer.bool(field.isAccepted)
        writer.place(field.source.region)
        writer.member("source", field.source.spelled)
        writer.key("alternatives")
        writer.array { writer in
            for alternative in field.alternatives {
                writer.element()
                writer.object { writer in
                    writer.member("value", alternative.value.canonical)
                    writer.key("confidence")
                    writer.number(alternative.confidence, places: 4)
                    writer.place(alternative.region)
                }
            }
        }
        guard isExplained else { return }
        writer.key("reasons")
        writer.array { writer in
            for reason in field.reasons {
                writer.element()
                writer.object { writer in
                    writer.member("text", reason.text)
                    writer.key("weight")
                    writer.number(reason.weight, places: 3)
                }
            }
        }
    }

    private func write(linesOf draft: InvoiceDraft?, to writer: inout JSONWriter) {
        for line in draft?.lines ?? [] {
            writer.element()
            writer.object { writer in
                writer.member("position", line.position)
                writer.member("article_number", line.articleNumber)
                writer.member("description", line.description)
                writer.member("quantity", line.quantity)
                writer.member("unit", line.unit)
                writer.member("unit_price", line.unitPrice)
                writer.member("price_base", line.priceBase)
                writer.member("discount_percent", line.discountPercent)
                writer.member("line_total", line.lineTotal)
                writer.member("tax_rate", line.taxRate)
                writer.key("confidence")
                writer.number(line.confidence, places: 4)
                writer.place(line.source.region)
            }
        }
    }

    private func write(taxesOf draft: InvoiceDraft?, to writer: inout JSONWriter) {
        for entry in draft?.taxBreakdown ?? [] {
            writer.element()
            writer.object { writer in
                writer.member("rate", entry.rate)
                writer.member("base", entry.base)
                writer.member("tax", entry.tax)
                writer.place(entry.source.region)
            }
        }
    }

    private func write(_ findings: [Finding], to writer: inout JSONWriter) {
        for finding in findings {
            writer.element()
            writer.object { writer in
                writer.member("rule", finding.rule)
                writer.member("message", finding.message)
                writer.key("fields")
                writer.array { writer in
                    for name in finding.fields {
                        writer.element()
                        writer.string(name.rawValue)
                    }
                }
            }
        }
    }
}

extension JSONWriter {
    /// Writes a member that is a string; nothing where there is none.
    mutating func member(_ name: String, _ text: String?) {
        guard let text else { return }
        key(name)
        string(text)
    }

    /// Writes a member that is a whole number.
    mutating func member(_ name: String, _ number: Int) {
        key(name)
        integer(number)
    }

    /// Writes a member that is a decimal as a string; nothing where there is none.
    mutating func member(_ name: String, _ decimal: FixedDecimal?) {
        member(name, decimal?.description)
    }

    /// Writes page and box of a place, the box in points rounded to a tenth; nothing where there is none.
    mutating func place(_ region: Region?) {
        guard let region else { return }
        key("page")
        integer(region.page)
        key("box")
        array { writer in
            for edge in [region.box.left, region.box.top, region.box.right, region.box.bottom] {
                writer.element()
                writer.number(edge, places: 1)
            }
        }
    }
}

extension Source {
    /// Where a value comes from, as JSON and screens spell it: `page`, `xml:/path`, `derived:net + tax`.
    var spelled: String {
        switch self {
        case .page: "page"
        case .xml(let path): "xml:" + path
        case .derived(let rule): "derived:" + rule
        case .template(let name, _): "template:" + name
        case .masterData(let what): "master-data:" + what
        case .person: "person"
        }
    }
}
