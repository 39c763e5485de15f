public import Domain

/// Chooses among the candidates of a document what its draft says.
public struct Selection: Sendable {
    private let model: ScoringModel
    private let written: [VendorTemplate]
    private let learned: [VendorTemplate]

    /// Chooses by these weights and, on documents of vendors that have one, by their templates.
    public init(model: ScoringModel, templates: [VendorTemplate] = []) {
        self.model = model
        written = templates.filter { $0.learned == nil }
        learned = templates.filter { $0.learned != nil }
    }

    /// The draft of a document that arrived on `arrival`.
    public func draft(from evidence: Evidence, pages: [Page], arrival: CalendarDate) -> InvoiceDraft {
        account(of: evidence, pages: pages, arrival: arrival).draft
    }

    /// The draft, with what was seen about each value that was chosen; by this the weights are fitted.
    package func account(of evidence: Evidence, pages: [Page], arrival: CalendarDate) -> SelectionAccount {
        let byTemplate = TemplateReading(templates: written, evidence: evidence, pages: pages)
        let plain = choose(evidence.candidates, byTemplate, evidence, pages, arrival)
        guard !learned.isEmpty else { return plain }
        let reading = LearnedReading(
            templates: learned, evidence: evidence, layouts: pages.map(PageLayout.init))
        guard reading.isTelling else { return plain }
        let weighed = choose(
            reading.weighed(evidence.candidates, on: pages, besides: plain.draft), byTemplate, evidence,
            pages,
            arrival)
        return LearnedChoice(reading: reading).joined(weighed, with: plain)
    }

    private func choose(
        _ candidates: [Candidate], _ byTemplate: TemplateReading, _ evidence: Evidence, _ pages: [Page],
        _ arrival: CalendarDate
    ) -> SelectionAccount {
        let kind = KindChoice(evidence).kind
        var chosen = Choice(
            model: model,
            ranking: Ranking(
                candidates + byTemplate.candidates.map { $0.weighed(on: pages) }, model: model),
            evidence: evidence, kind: kind,
            arrival: arrival)
        chosen.chooseDates()
        chosen.chooseTotals(on: pages)
        chosen.chooseParties()
        chosen.chooseTaxIDs()
        chosen.chooseNumbers()
        chosen.chooseRest()
        chosen.tell(byTemplate.traces)
        let seen = chosen.weighSureness(on: pages)
        let draft = InvoiceDraft(
            kind: kind, language: evidence.language, fields: chosen.fields, lines: evidence.table.lines,
            taxBreakdown: evidence.taxBreakdown)
        return SelectionAccount(draft: draft, seen: seen)
    }
}

/// A draft, and what was seen about its values.
package struct SelectionAccount: Sendable {
    /// What the document says.
    package var draft: InvoiceDraft
    /// The features of each value's probability.
    package var seen: [FieldName: [Feature]]
}

/// The fields chosen so far, and what they are chosen from.
struct Choice {
    let model: ScoringModel
    var ranking: Ranking
    let evidence: Evidence
    let kind: DocumentKind
    let arrival: CalendarDate
    var fields: [FieldName: Field<FieldValue>] = [:]
    var chosen: [FieldName: ChosenValue] = [:]
    /// The most that a mended or doubtful value is worth, so that a person looks at it.
    var limits: [FieldName: Double] = [:]

    /// Takes the best value of a field when its score is enough, with `bonus` for what else speaks for it.
    mutating func take(_ field: FieldName, bonus: Double = 0, why: String = "") {
        guard let best = ranking[field].first, best.score + bonus >= model.least(for: field) else { return }
        set(field, best, bonus: bonus, why: why)
    }

    /// Sets a field to a ranked value.
    mutating func set(_ field: FieldName, _ value: RankedValue, bonus: Double = 0, why: String = "") {
        let score = value.score + bonus
        note(field, value, score: score)
        let probability = model.probability(of: score, field: field)
        var reasons = value.parts.map { Reason(text: FeatureWording.words(for: $0.0), weight: $0.1) }
        if !value.best.label.isEmpty {
            reasons.append(Reason(text: "label \"\(value.best.label)\"", weight: 0))
        }
        if bonus != 0 { reasons.append(Reason(text: why, weight: bonus)) }
        reasons += value.best.reasons(besides: value.parts)
        reasons.sort { abs($0.weight) > abs($1.weight) }
        fields[field] = Field(
            value: value.value, raw: value.best.raw, confidence: probability,
            isAccepted: model.accepts(probability, field: field)
                && value.best.isSurelyRead(closesSum: bonus > 0), source: Self.source(of: value.best),
            alternatives: alternatives(to: value, field), reasons: reasons)
    }

    /// Adds to each field why rules of the vendor's template did not fire for it.
    mutating func tell(_ traces: [TemplateTrace]) {
        for trace in traces where !trace.fired {
            guard let field = trace.field else { continue }
            fields[field]?.reasons.append(
                Reason(text: "template \(trace.template): \(trace.outcome)", weight: 0))
        }
    }

    private static func source(of candidate: Candidate) -> Source {
        candidate.strength(of: "template") > 0
            ? .template(name: candidate.label, candidate.region) : .page(candidate.region)
    }

    /// Sets a field to a value that follows from others.
    mutating func derive(
        _ field: FieldName, _ value: FieldValue, from parents: [FieldName], as feature: String, rule: String,
        confidence: Double
    ) {
        note(field, from: parents, rule: feature)
        fields[field] = Field(
            value: value, raw: "", confidence: min(confidence, limits[field] ?? 1), isAccepted: false,
            source: .derived(rule: rule),
            alternatives: ranking[field].prefix(3).filter { $0.value != value }.map {
                alternative($0, field)
            }, reasons: [Reason(text: rule, weight: 1)])
    }

    private func alternatives(to value: RankedValue, _ field: FieldName) -> [Field<FieldValue>.Alternative] {
        let others = ranking[field].filter { $0.value != value.value }.prefix(4).map {
            alternative($0, field)
        }
        let readings = value.best.otherReadings.filter { $0 != value.value }.prefix(2).map {
            Field<FieldValue>.Alternative(value: $0, confidence: 0.02, region: value.best.region)
        }
        return value.best.isDisputed
            ? value.best.disputedReadings(besides: value.value) + others : others + readings
    }

    private func alternative(_ value: RankedValue, _ field: FieldName) -> Field<FieldValue>.Alternative {
        Field<FieldValue>.Alternative(
            value: value.value, confidence: model.probability(of: value.score, field: field) * 0.5,
            region: value.best.region)
    }

    /// Numbers of documents and parties, and the currency.
    mutating func chooseNumbers() {
        if kind == .purchaseOrder || kind == .orderResponse {
            take(.purchaseOrder)
        } else {
            take(.invoiceNumber)
            // A delivery note's own number is the number of the document.
            if kind == .deliveryNote, fields[.invoiceNumber] == nil {
                ranking[.invoiceNumber] = ranking[.deliveryNote]
                take(.invoiceNumber)
            }
            dropSame(.purchaseOrder, as: .invoiceNumber)
            take(.purchaseOrder)
        }
        take(.currency)
    }

    /// A number is not the purchase order and the invoice at once.
    private mutating func dropSame(_ field: FieldName, as other: FieldName) {
        guard let taken = fields[other]?.value else { return }
        ranking[field] = ranking[field].filter { $0.value != taken }
    }

    /// Fields that stand for themselves.
    mutating func chooseRest() {
        let rest: [FieldName] = [
            .precedingInvoice, .customerNumber, .contract, .deliveryNote, .project, .paymentReference,
            .sellerTaxNumber, .sellerRegistration, .sellerIBAN, .sellerBIC, .sellerPhone, .sellerEmail,
            .sellerWeb,
        ]
        for field in rest {
            if field != .sellerIBAN, field != .deliveryNote || kind != .deliveryNote {
                dropSame(field, as: .invoiceNumber)
            }
            take(field)
        }
        guard let terms = evidence.terms.first else { return }
        fields[.paymentTerms] = Field(
            value: .text(terms.raw), raw: terms.raw, confidence: 0.7, source: .page(terms.region),
            reasons: [Reason(text: "days to pay are named", weight: 1)])
        if let discounted = evidence.terms.first(where: { $0.discountDays != nil }) { take(discounted) }
    }

    private mutating func take(_ terms: PrintedTerms) {
        guard let days = terms.discountDays, let percent = terms.discountPercent else { return }
        let reasons = [Reason(text: "discount terms \"\(terms.raw)\"", weight: 1)]
        fields[.discountDays] = Field(
            value: .amount(FixedDecimal(Int64(days))), raw: terms.raw, confidence: 0.8,
            source: .page(terms.region), reasons: reasons)
        fields[.discountPercent] = Field(
            value: .amount(percent), raw: terms.raw, confidence: 0.8, source: .page(terms.region),
            reasons: reasons)
    }
}

/// Chooses the kind of a document.
struct KindChoice {
    let kind: DocumentKind

    init(_ evidence: Evidence) {
        guard let best = evidence.kinds.first, best.score >= 1 else {
            kind = evidence.candidates.contains { $0.field == .invoiceNumber } ? .invoice : .other
            return
        }
        let isOrder = best.kind == .purchaseOrder || best.kind == .orderResponse
        kind = isOrder && Self.hasInvoiceNumber(evidence) ? .invoice : best.kind
    }

    /// Whether a number stands right at a label that names an invoice; orders carry none.
    private static func hasInvoiceNumber(_ evidence: Evidence) -> Bool {
        evidence.candidates.contains { candidate in
            candidate.field == .invoiceNumber && candidate.strength(of: "label.strong") == 1
                && candidate.strength(of: "number.digits") > 0.5
                && candidate.strength(of: "relation.skipped") == 0
                && candidate.strength(of: "rival") == 0
                && candidate.strength(of: "label.inSentence") == 0
        }
    }
}
