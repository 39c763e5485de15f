import Domain

/// A draft as the store keeps it: JSON that people and other programs can read, and that gives back the whole.
struct DraftJSON: Codable {
    var kind: String
    var language: String
    var fields: [String: FieldJSON]
    var lines: [LineJSON]
    var taxes: [TaxJSON]

    init(_ draft: InvoiceDraft) {
        kind = draft.kind.rawValue
        language = draft.language
        fields = Dictionary(
            uniqueKeysWithValues: draft.fields.map { name, field in (name.rawValue, FieldJSON(field)) })
        lines = draft.lines.map(LineJSON.init)
        taxes = draft.taxBreakdown.map(TaxJSON.init)
    }

    /// The draft; `nil` when a value is none that this version knows.
    var draft: InvoiceDraft? {
        guard let kind = DocumentKind(rawValue: kind) else { return nil }
        var draft = InvoiceDraft(kind: kind, language: language)
        for (name, field) in fields {
            guard let name = FieldName(rawValue: name), let field = field.field else { return nil }
            draft.fields[name] = field
        }
        draft.lines = lines.compactMap(\.line)
        draft.taxBreakdown = taxes.compactMap(\.tax)
        guard draft.lines.count == lines.count, draft.taxBreakdown.count == taxes.count else { return nil }
        return draft
    }
}

struct ValueJSON: Codable {
    var type: String
    var value: String

    init(_ value: FieldValue) {
        self.value = value.canonical
        type =
            switch value {
            case .text: "text"
            case .date: "date"
            case .amount: "amount"
            case .currency: "currency"
            }
    }

    var fieldValue: FieldValue? {
        switch type {
        case "text": .text(value)
        case "date": CalendarDate(iso: value).map(FieldValue.date)
        case "amount": FixedDecimal(canonical: value).map(FieldValue.amount)
        case "currency": Currency(rawValue: value).map(FieldValue.currency)
        default: nil
        }
    }
}

struct FieldJSON: Codable {
    var value: ValueJSON
    var raw: String
    var confidence: Double
    var accepted: Bool
    var source: SourceJSON
    var alternatives: [AlternativeJSON]
    var reasons: [ReasonJSON]
    /// Not in drafts of early versions.
    var sureness: [ReasonJSON]?

    struct AlternativeJSON: Codable {
        var value: ValueJSON
        var confidence: Double
        var region: RegionJSON?
    }

    struct ReasonJSON: Codable {
        var text: String
        var weight: Double
    }

    init(_ field: Field<FieldValue>) {
        value = ValueJSON(field.value)
        raw = field.raw
        confidence = field.confidence
        accepted = field.isAccepted
        source = SourceJSON(field.source)
        alternatives = field.alternatives.map { other in
            AlternativeJSON(
                value: ValueJSON(other.value), confidence: other.confidence,
                region: other.region.map(RegionJSON.init))
        }
        reasons = field.reasons.map { ReasonJSON(text: $0.text, weight: $0.weight) }
        sureness = field.sureness.map { ReasonJSON(text: $0.text, weight: $0.weight) }
    }

    var field: Field<FieldValue>? {
        guard let value = value.fieldValue, let source = source.source else { return nil }
        let others = alternatives.compactMap { other in
            other.value.fieldValue.map {
                Field<FieldValue>.Alternative(
                    value: $0, confidence: other.confidence, region: other.region?.region)
            }
        }
        return Field(
            value: value, raw: raw, confidence: confidence, isAccepted: accepted, source: source,
            alternatives: others, reasons: reasons.map { Reason(text: $0.text, weight: $0.weight) },
            sureness: (sureness ?? []).map { Reason(text: $0.text, weight: $0.weight) })
    }
}

struct RegionJSON: Codable {
    var page: Int
    var box: [Double]

    init(_ region: Region) {
        page = region.page
        box = [region.box.left, region.box.top, region.box.right, region.box.bottom]
    }

    var region: Region? {
        guard box.count == 4 else { return nil }
        return Region(page: page, box: Box(left: box[0], top: box[1], right: box[2], bottom: box[3]))
    }
}

struct SourceJSON: Codable {
    var kind: String
    var region: RegionJSON?
    var detail: String?

    init(_ source: Source) {
        region = source.region.map(RegionJSON.init)
        switch source {
        case .page: kind = "page"
        case .xml(let path): (kind, detail) = ("xml", path)
        case .derived(let rule): (kind, detail) = ("derived", rule)
        case .template(let name, _): (kind, detail) = ("template", name)
        case .masterData(let what): (kind, detail) = ("master data", what)
        case .person: kind = "person"
        }
    }

    var source: Source? {
        switch kind {
        case "page": region?.region.map(Source.page)
        case "xml": .xml(path: detail ?? "")
        case "derived": .derived(rule: detail ?? "")
        case "template": region?.region.map { .template(name: detail ?? "", $0) }
        case "master data": .masterData(detail ?? "")
        case "person": .person
        default: nil
        }
    }
}
