import Domain
import Evaluation
import Extraction

/// Measures what learning from one corrected document does to the vendor's others.
struct LearningRun {
    /// How values are chosen without anything learnt.
    let model: ScoringModel
    /// The day the documents count as arrived on.
    let today: CalendarDate

    /// A labelled document as learning sees it.
    struct Pupil {
        var document: LabelledDocument
        var pages: [Page]
        var evidence: Evidence
        /// What was read without anything learnt.
        var draft: InvoiceDraft
        var plain: Judgement
    }

    /// Fewest documents of a vendor that are taken.
    static let fewest = 3

    /// The figures, one entry a vendor, by name.
    func outcomes(of documents: [(LabelledDocument, [Page], Evidence)]) -> [LearningOutcome] {
        let groups = Dictionary(grouping: documents.filter { !$0.1.isEmpty }) { $0.0.group }
        return groups.filter { $0.value.count >= Self.fewest }.sorted { $0.key < $1.key }.map {
            name, members in
            let pupils = members.map { pupil($0.0, $0.1, $0.2) }
            var outcome = LearningOutcome(vendor: name, documents: pupils.count)
            for index in pupils.indices {
                teach(by: index, pupils, &outcome)
                examine(index, pupils, &outcome)
            }
            return outcome
        }
    }

    private func pupil(_ document: LabelledDocument, _ pages: [Page], _ evidence: Evidence) -> Pupil {
        let draft = Selection(model: model).draft(from: evidence, pages: pages, arrival: today)
        return Pupil(
            document: document, pages: pages, evidence: evidence, draft: draft,
            plain: Judgement(of: Prediction(draft), by: document.truth))
    }

    private func teach(by teacher: Int, _ pupils: [Pupil], _ outcome: inout LearningOutcome) {
        let lesson = Self.lesson(pupils[teacher])
        let template = TemplateLearner([lesson]).template(named: pupils[teacher].document.group)
        outcome.count(hasTemplate: template != nil)
        let selection = Selection(model: model, templates: [template].compactMap(\.self))
        for (index, pupil) in pupils.enumerated() where index != teacher {
            let draft = selection.draft(from: pupil.evidence, pages: pupil.pages, arrival: today)
            let learned = Judgement(of: Prediction(draft), by: pupil.document.truth)
            let why = template.map { TemplateExplanation($0, on: pupil.evidence, pages: pupil.pages) }
            let master = pupils[teacher].document
            let own = Self.lesson(pupil)
            outcome.count(
                pupil.plain, learned,
                as: LearningOutcome.Pair(
                    teacher: master.id, pupil: pupil.document.id,
                    isOfSameOriginal: master.truth.isSameOriginal(as: pupil.document.truth),
                    hasSameLayout: why?.hasLayout ?? false,
                    isCorrected: !pupils[teacher].plain.isFine(Comparing.header),
                    teachable: Set(Comparing.header.filter { own.canLearn($0, from: lesson) })))
        }
    }

    /// What is read of a document after all others, versions of the same original aside, were corrected.
    private func examine(_ index: Int, _ pupils: [Pupil], _ outcome: inout LearningOutcome) {
        let pupil = pupils[index]
        let teachers = pupils.indices.filter {
            $0 != index && !pupils[$0].document.truth.isSameOriginal(as: pupil.document.truth)
        }
        guard !teachers.isEmpty else { return }
        let template = TemplateLearner(teachers.map { Self.lesson(pupils[$0]) })
            .template(named: pupil.document.group)
        let selection = Selection(model: model, templates: [template].compactMap(\.self))
        let draft = selection.draft(from: pupil.evidence, pages: pupil.pages, arrival: today)
        outcome.countAfterAll(
            pupil.plain, Judgement(of: Prediction(draft), by: pupil.document.truth), pupil: pupil.document.id)
    }

    /// The labels of a document, as if a person had corrected it by them.
    static func lesson(_ pupil: Pupil) -> Lesson {
        var values: [FieldName: FieldValue] = [:]
        var places: [FieldName: Region] = [:]
        var absent: Set<FieldName> = []
        for (name, label) in pupil.document.truth.fields {
            guard let field = FieldName(rawValue: name) else { continue }
            guard let label else {
                absent.insert(field)
                continue
            }
            // Of several right answers a person confirms the one that was read.
            let isRight = pupil.plain.fields.contains { $0.field == field && $0.outcome == .right }
            let read = pupil.draft.fields[field]
            values[field] = isRight ? read?.value : value(label, field)
            places[field] = isRight ? read?.source.region : nil
        }
        return Lesson(
            document: pupil.document.id, pages: pupil.pages, evidence: pupil.evidence, read: pupil.draft,
            values: values, places: places, absent: absent)
    }

    private static func value(_ label: String, _ field: FieldName) -> FieldValue? {
        switch field.valueType {
        case .date: CalendarDate(iso: label).map { .date($0) }
        case .amount, .number: FixedDecimal(canonical: label).map { .amount($0) }
        case .currency: Currency(rawValue: label).map { .currency($0) }
        case .identifier, .name, .text: .text(label)
        }
    }
}

extension DocumentTruth {
    /// Whether two labels are of one original: a scan and the file it was made from, or one invoice in two versions.
    func isSameOriginal(as other: DocumentTruth) -> Bool {
        let telling: [FieldName] = [.invoiceNumber, .purchaseOrder, .issueDate, .grandTotal]
        let known = telling.filter { !answers($0).isEmpty || !other.answers($0).isEmpty }
        return known.count >= 2 && known.allSatisfy { answers($0).first == other.answers($0).first }
    }
}
