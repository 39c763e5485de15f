import Controls
public import Domain

/// Something a person is asked about a document.
public struct Question: Hashable, Sendable {
    /// What it is about.
    public enum Subject: Hashable, Sendable {
        /// A field.
        case field(FieldName)
        /// What kind of document it is, where nothing tells.
        case kind
        /// Something a rule found that no answer has settled, by the finding.
        case finding(Finding)
    }

    /// What it is about.
    public var subject: Subject
    /// The value as it stands; `nil` where none was found.
    public var field: Field<FieldValue>?
    /// Why it is asked, in sentences.
    public var reasons: [String]
    /// Other values to choose from; the first is number 1.
    public var offers: [Offer]
    /// The place to look at.
    public var region: Region?

    /// A value to choose.
    public struct Offer: Hashable, Sendable {
        /// The value.
        public var value: FieldValue
        /// How it is printed; empty where that is not known.
        public var raw: String
        /// Its probability, where it has one.
        public var confidence: Double?
        /// Its place, where it has one.
        public var region: Region?
        /// Where it is known from, such as `vendor 4711`; empty for what is on the page.
        public var note: String

        /// Makes an offer.
        public init(
            value: FieldValue, raw: String = "", confidence: Double? = nil, region: Region? = nil,
            note: String = ""
        ) {
            self.value = value
            self.raw = raw
            self.confidence = confidence
            self.region = region
            self.note = note
        }
    }

    /// The most values that are offered: one a digit.
    static let mostOffers = 9
}

/// Makes the questions about a draft.
struct QuestionList {
    let draft: InvoiceDraft
    let findings: [Finding]
    let history: EditHistory
    let words: PageWords
    /// Whether the document is keyed in by hand, so that everything is asked that nobody said yet.
    var isEntry = false

    /// The kind first, as what is needed depends on it; then fields, what matters most in front; then what rules found
    /// and no field asked about may settle.
    var all: [Question] {
        let open = OpenPoints(of: draft, findings: findings, after: history)
        let essential = draft.kind.essentialFields
        let missing = isEntry ? EntryForm.unsaid(in: draft, after: history) : open.missing
        let unsure = FieldName.allCases.filter { draft.fields[$0]?.isAccepted == false }
        let first = unsure.filter { essential.contains($0) || $0.valueType == .amount }
        let rest = unsure.filter { !first.contains($0) }
        return (open.isKindUnknown ? [kind] : []) + (missing + first + rest).map { question(about: $0) }
            + open.findings.map(question)
    }

    /// The question about one thing, whether or not it has to be asked; `nil` for a finding that is gone.
    func question(about subject: Question.Subject) -> Question? {
        switch subject {
        case .field(let name): question(about: name)
        case .kind: kind
        case .finding(let finding): findings.contains(finding) ? question(about: finding) : nil
        }
    }

    private var kind: Question {
        Question(
            subject: .kind, field: nil, reasons: ["Nothing on it tells what kind of document it is."],
            offers: [], region: nil)
    }

    /// The question about one field, whether or not it has to be asked.
    func question(about name: FieldName) -> Question {
        let field = draft.fields[name]
        return Question(
            subject: .field(name), field: field, reasons: reasons(name, field),
            offers: offers(for: name, besides: field), region: field?.source.region)
    }

    private func question(about finding: Finding) -> Question {
        Question(
            subject: .finding(finding), field: nil, reasons: [finding.message], offers: [],
            region: finding.regions.first)
    }

    private func reasons(_ name: FieldName, _ field: Field<FieldValue>?) -> [String] {
        let broken = findings.filter { $0.fields.contains(name) }.map(\.message)
        guard let field else { return (isEntry ? [] : ["It was not found on the document."]) + broken }
        guard !field.isAccepted else { return broken }
        var reasons = broken
        let rivals = field.alternatives.filter { $0.confidence >= field.confidence / 5 }
        if rivals.isEmpty {
            reasons.append("It was read with too little certainty to go without a look.")
        } else {
            reasons.append("\(rivals.count + 1) values are possible.")
        }
        if case .derived(let rule) = field.source {
            reasons.append("It is not printed but derived: \(rule).")
        }
        return reasons
    }

    private func offers(for name: FieldName, besides field: Field<FieldValue>?) -> [Question.Offer] {
        let read = (field?.alternatives ?? []).map {
            Question.Offer(value: $0.value, confidence: $0.confidence, region: $0.region)
        }
        var offers: [Question.Offer] = []
        for offer in read + words.values(for: name)
        where offer.value != field?.value && !offers.contains(where: { $0.value == offer.value }) {
            offers.append(offer)
            if offers.count == Question.mostOffers { break }
        }
        return offers
    }
}
