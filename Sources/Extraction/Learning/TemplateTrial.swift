public import Domain

/// What a proposed template would change on the documents of its vendor, found by reading them again.
public struct TemplateTrial: Sendable {
    /// A value that would come out otherwise.
    public struct Change: Hashable, Sendable {
        /// What is known of the two values.
        public enum Verdict: String, Hashable, Sendable {
            /// It becomes what a person said.
            case better
            /// It was what a person said, and would be no more.
            case worse
            /// Nobody said what is right, or both are wrong.
            case open
        }

        /// The document.
        public var document: String
        /// The field.
        public var field: FieldName
        /// The value now; `nil` for none.
        public var before: String?
        /// The value then; `nil` for none.
        public var after: String?
        /// Whether that is for better or worse.
        public var verdict: Verdict
    }

    /// All changes, document by document.
    public let changes: [Change]
    /// How many documents were read again.
    public let documents: Int
    /// Whether the newest document had values that a person corrected and that still come out wrong now.
    private let hasErrors: Bool
    private let newest: String?

    /// Reads documents with `current` templates, and with `proposal` in the place of its namesake.
    ///
    /// - Parameters:
    ///   - proposal: The template on trial.
    ///   - current: The templates in use.
    ///   - model: The weights values are chosen by.
    ///   - lessons: The vendor's documents, the one that was just corrected last; what people said of them judges.
    ///   - arrival: The day they count as arrived on.
    public init(
        of proposal: VendorTemplate, besides current: [VendorTemplate], model: ScoringModel,
        on lessons: [Lesson], arrival: CalendarDate
    ) {
        let now = Selection(model: model, templates: current)
        let then = Selection(
            model: model, templates: current.filter { $0.name != proposal.name } + [proposal])
        var changes: [Change] = []
        var hasErrors = false
        for lesson in lessons {
            let before = now.draft(from: lesson.evidence, pages: lesson.pages, arrival: arrival)
            let after = then.draft(from: lesson.evidence, pages: lesson.pages, arrival: arrival)
            changes += Self.changes(from: before, to: after, lesson)
            hasErrors = Self.hasErrors(before, lesson)
        }
        self.changes = changes
        documents = lessons.count
        self.hasErrors = hasErrors
        newest = lessons.last?.document
    }

    /// How many confirmed values come right.
    public var fixed: Int { changes.count { $0.verdict == .better } }
    /// How many confirmed values would go wrong.
    public var worsened: Int { changes.count { $0.verdict == .worse } }

    /// Whether it may be adopted without a person: it worsens no confirmed value, and puts something right on the
    /// document that was corrected where there was something to put right.
    public var isHarmless: Bool {
        guard worsened == 0 else { return false }
        return !hasErrors || changes.contains { $0.verdict == .better && $0.document == newest }
    }

    private static func hasErrors(_ draft: InvoiceDraft, _ lesson: Lesson) -> Bool {
        lesson.values.contains { name, truth in
            draft.fields[name].map { !truth.saysTheSame(as: $0.value) } ?? true
        }
    }

    private static func changes(
        from before: InvoiceDraft, to after: InvoiceDraft, _ lesson: Lesson
    ) -> [Change] {
        FieldName.allCases.compactMap { name in
            let (old, new) = (before.fields[name]?.value, after.fields[name]?.value)
            guard old != new else { return nil }
            return Change(
                document: lesson.document, field: name, before: old?.canonical, after: new?.canonical,
                verdict: verdict(old, new, name, lesson))
        }
    }

    private static func verdict(
        _ old: FieldValue?, _ new: FieldValue?, _ name: FieldName, _ lesson: Lesson
    ) -> Change.Verdict {
        func isRight(_ value: FieldValue?) -> Bool? {
            if let value { return lesson.isRight(value, name) }
            if lesson.values[name] != nil { return false }
            return lesson.absent.contains(name) ? true : nil
        }
        switch (isRight(old), isRight(new)) {
        case (false?, true?): return .better
        case (true?, false?): return .worse
        default: return .open
        }
    }
}
