import Controls
public import Domain

/// A document in a person's hands: what was read, what they said, and what is still to be asked.
///
/// It holds no clock and does no I/O: `response` says what an answer comes to, the caller keeps the edit, and `make`
/// takes it in. The draft is at all times what was read, folded with the edits.
public struct ReviewSession: Sendable {
    /// What was read.
    public let asRead: InvoiceDraft
    /// What the person did so far.
    public private(set) var history: EditHistory
    /// The draft as it stands.
    public private(set) var draft: InvoiceDraft
    /// What the rules find on the draft as it stands.
    public private(set) var findings: [Finding]
    /// What is still to be asked, what matters most first.
    public private(set) var questions: [Question]
    /// The words of the pages.
    public let words: PageWords
    /// Findings from beyond the document: that its number came before, that XML and page differ.
    private let outside: [Finding]
    /// The day the document came in.
    public let arrival: CalendarDate
    /// Whether the document is keyed in by hand from nothing.
    public let isEntry: Bool
    /// What is known of vendors and orders, for completing what is typed.
    public let known: KnownRecords
    /// What was found beyond the document of its values as they stand now.
    private var rechecked: [Finding] = []

    /// Takes a document up.
    ///
    /// - Parameters:
    ///   - asRead: The draft before any edit.
    ///   - edits: What was said before.
    ///   - pages: The pages with their words.
    ///   - findings: What was found when the document was read.
    ///   - arrival: The day it came in.
    ///   - isEntry: Whether it is keyed in by hand from nothing.
    ///   - known: What is known of vendors and orders.
    public init(
        asRead: InvoiceDraft, edits: [Edit] = [], pages: [Page], findings: [Finding], arrival: CalendarDate,
        isEntry: Bool = false, known: KnownRecords = KnownRecords()
    ) {
        self.asRead = asRead
        self.arrival = arrival
        self.isEntry = isEntry
        self.known = known
        history = EditHistory(edits)
        words = PageWords(pages)
        outside = findings.filter { !Verification.isOfDraft($0) }
        draft = asRead
        self.findings = []
        questions = []
        renew()
    }

    /// The fields the document cannot do without.
    public var essential: [FieldName] { draft.kind.essentialFields }

    /// The forms the document writes dates and numbers in.
    public var forms: PrintedForms { PrintedForms(of: draft) }

    /// The question to ask next: the first that was not put off, else the first; `nil` when nothing is left.
    public var next: Question? {
        let skipped = history.skipped
        return questions.first { question in
            if case .field(let name) = question.subject { !skipped.contains(name) } else { true }
        } ?? questions.first
    }

    /// The question to ask next that was not put off; `nil` when there is none.
    public var nextNotPutOff: Question? {
        guard let next else { return nil }
        guard case .field(let name) = next.subject else { return next }
        return history.skipped.contains(name) ? nil : next
    }

    /// The question to ask next on the way through the document; on an entry none that was put off, so that it ends.
    public var nextOnTheWay: Question? { isEntry ? nextNotPutOff : next }

    /// Fields that decide whether the same bill came before.
    private static let identity: Set<FieldName> = [
        .invoiceNumber, .sellerName, .sellerVATID, .sellerIBAN, .grandTotal,
    ]

    /// Whether people gave values by which the same bill is known again.
    public var isIdentityAnswered: Bool { !history.answered.isDisjoint(with: Self.identity) }

    /// Takes in what was found beyond the document of its values as they stand now.
    public mutating func recheck(_ findings: [Finding]) {
        rechecked = findings
        renew()
    }

    /// The question about a field, whether or not it has to be asked.
    public func question(about name: FieldName) -> Question { list.question(about: name) }

    /// The question about one thing, whether or not it has to be asked; `nil` for a finding that is gone.
    public func question(about subject: Question.Subject) -> Question? { list.question(about: subject) }

    /// What has to be looked at before the document is booked.
    public var open: OpenPoints { OpenPoints(of: draft, findings: findings, after: history) }

    /// What the rules of the tax breakdown find with these entries in the place of the draft's.
    public func findings(withTaxes taxes: [DraftTax]) -> [Finding] {
        var changed = draft
        changed.taxBreakdown = taxes
        return Verification.findings(of: changed, in: VerificationContext(arrival: arrival))
            .filter { $0.rule.hasPrefix("tax.") }
    }

    /// What an answer comes to; nothing is changed yet.
    ///
    /// - Parameters:
    ///   - answer: What was said.
    ///   - isSure: Whether it was said again after a doubt.
    /// - Returns: The edit to keep, a doubt, several meanings, or why it means nothing.
    public func response(to answer: Answer, isSure: Bool = false) -> Response {
        switch answer {
        case .accept(let name):
            guard let field = draft.fields[name] else {
                return .refused(
                    "There is no value to accept; type one, or say that it is not on the document.")
            }
            return .edit(.set(name, field.value, at: field.source.region, raw: field.raw))
        case .pick(let name, let number):
            let offers = question(about: name).offers
            guard offers.indices.contains(number - 1) else {
                return .refused("There is no number \(number).")
            }
            return set(name, offers[number - 1], isSure)
        case .take(let name, let offer): return set(name, offer, isSure)
        case .type(let name, let text): return typed(text, for: name, isSure)
        case .mark(let name, let region):
            guard let marked = words.text(in: region) else {
                return .refused("There are no words in that place.")
            }
            return typed(marked.raw, for: name, isSure, at: marked)
        case .clear(let name): return .edit(.clear(name))
        case .skip(let name): return .edit(.skip(name))
        case .keep(let finding): return .edit(.keep(rule: finding.rule, message: finding.message))
        case .kind(let kind): return .edit(.kind(kind))
        case .lines(let lines): return doubted(.lines(lines), isSure, about: nil)
        case .taxes(let taxes): return doubted(.taxes(taxes), isSure, about: nil)
        case .confirm: return confirmed(isSure)
        case .reject(let reason):
            return reason.isEmpty ? .refused("A rejection needs a reason.") : .edit(.reject(reason))
        case .undo(let count):
            guard count > 0, !history.standing.isEmpty else {
                return .refused("There is nothing to take back.")
            }
            return .edit(.undo(min(count, history.standing.count)))
        }
    }

    /// Takes an edit in; rules are checked again at once.
    public mutating func make(_ edit: Edit) {
        history.add(edit)
        renew()
    }

    // MARK: Answers

    private func typed(
        _ text: String, for name: FieldName, _ isSure: Bool, at place: Question.Offer? = nil
    ) -> Response {
        switch TypedValue(text, for: name, in: forms) {
        case .refused(let sentence): .refused(sentence)
        case .several(let values):
            .several(
                name, values.map { offer($0, for: name, as: place ?? Question.Offer(value: $0, raw: text)) })
        case .value(let value):
            set(
                name,
                offer(
                    value, for: name,
                    as: place ?? words.place(of: value, for: name) ?? Question.Offer(value: value, raw: text)),
                isSure)
        }
    }

    /// A value that is printed as another one was.
    private func offer(
        _ value: FieldValue, for name: FieldName, as printed: Question.Offer
    ) -> Question.Offer {
        Question.Offer(value: value, raw: printed.raw, region: printed.region)
    }

    private func set(_ name: FieldName, _ offer: Question.Offer, _ isSure: Bool) -> Response {
        let raw = offer.raw.isEmpty ? offer.value.canonical : offer.raw
        return doubted(.set(name, offer.value, at: offer.region, raw: raw), isSure, about: name)
    }

    /// Questions an edit that breaks a check digit, a date's order or a sum that held before.
    private func doubted(_ edit: Edit, _ isSure: Bool, about name: FieldName?) -> Response {
        guard !isSure else { return .edit(edit) }
        var after = self
        after.make(edit)
        let rules = Set(findings.map(\.rule))
        let broken = after.findings.filter { finding in
            !rules.contains(finding.rule) && !finding.isOfMissingFields
                && (name.map { finding.fields.contains($0) } ?? true)
        }
        return broken.isEmpty ? .edit(edit) : .doubtful(broken.map(\.message))
    }

    private func confirmed(_ isSure: Bool) -> Response {
        let open = self.open
        let names = open.missing.map { $0.rawValue.split(separator: "_").joined(separator: " ") }
        let notFound = names.isEmpty ? [] : ["not found on the document: " + names.joined(separator: ", ")]
        let doubts =
            (open.isKindUnknown ? ["nothing tells what kind of document it is"] : []) + notFound
            + open.findings.map(\.message)
        return isSure || doubts.isEmpty ? .edit(.confirm) : .doubtful(doubts)
    }

    // MARK: Renewal

    private var list: QuestionList {
        QuestionList(draft: draft, findings: findings, history: history, words: words, isEntry: isEntry)
    }

    private mutating func renew() {
        draft = asRead.with(history)
        let answered = history.answered
        findings =
            Verification.findings(of: draft, in: VerificationContext(arrival: arrival))
            + outside.filter { answered.isDisjoint(with: $0.fields) } + rechecked
        questions = history.verdict == .open ? list.all : []
    }
}
