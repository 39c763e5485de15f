import Domain
import Evaluation

/// What learning from each document of a vendor came to on its others.
struct LearningOutcome: Sendable {
    /// The vendor.
    let vendor: String
    /// How many documents there are.
    let documents: Int
    /// How many of them a template could be learnt from.
    private(set) var templates = 0
    /// All pairs of a teaching and another document.
    private(set) var all = LearningCount()
    /// Pairs that are not of one original: the ones that tell.
    private(set) var others = LearningCount()
    /// Of those, pairs of one layout.
    private(set) var alike = LearningCount()
    /// Of all pairs, those whose teaching document had something wrong itself.
    private(set) var corrected = LearningCount()
    /// Each document once, after all others were corrected.
    private(set) var afterAll = LearningCount()
    /// What came out wrong without or with learning, for people.
    private(set) var changes: [Change] = []

    /// A field that came out wrong, without or with what was learnt.
    struct Change: Hashable, Sendable {
        var teacher: String
        var pupil: String
        var field: FieldName
        var before: FieldVerdict
        var after: FieldVerdict
    }

    init(vendor: String, documents: Int) {
        self.vendor = vendor
        self.documents = documents
    }

    mutating func count(hasTemplate: Bool) { templates += hasTemplate ? 1 : 0 }

    /// A document that teaches and one that is read after it.
    struct Pair {
        var teacher: String
        var pupil: String
        var isOfSameOriginal: Bool
        var hasSameLayout: Bool
        /// Whether there was something to correct on the document that teaches.
        var isCorrected: Bool
        /// Fields that the document that teaches could teach the other.
        var teachable: Set<FieldName>
    }

    mutating func count(_ plain: Judgement, _ learned: Judgement, as pair: Pair) {
        for (before, after) in zip(plain.fields, learned.fields) where Comparing.header.contains(before.field)
        {
            let isTaught = pair.teachable.contains(before.field)
            all.count(before, after, isTaught: isTaught)
            if pair.isCorrected { corrected.count(before, after, isTaught: isTaught) }
            if !pair.isOfSameOriginal {
                others.count(before, after, isTaught: isTaught)
                if pair.hasSameLayout { alike.count(before, after, isTaught: isTaught) }
            }
            guard !before.outcome.isFine || !after.outcome.isFine else { continue }
            changes.append(
                Change(
                    teacher: pair.teacher, pupil: pair.pupil, field: before.field, before: before,
                    after: after))
        }
    }
}

extension LearningOutcome {
    mutating func countAfterAll(_ plain: Judgement, _ learned: Judgement, pupil: String) {
        for (before, after) in zip(plain.fields, learned.fields) where Comparing.header.contains(before.field)
        {
            afterAll.count(before, after, isTaught: true)
            guard before.outcome.isFine != after.outcome.isFine else { continue }
            changes.append(
                Change(teacher: "all others", pupil: pupil, field: before.field, before: before, after: after)
            )
        }
    }
}

/// Counts of header fields that came out wrong, without and with what was learnt.
struct LearningCount: Hashable, Sendable {
    /// Fields that were judged.
    private(set) var fields = 0
    /// Wrong, missed or invented without learning.
    private(set) var before = 0
    /// Of those, how many the document that teaches says nothing of, or that cannot be read on the other.
    private(set) var untaught = 0
    /// Wrong, missed or invented with learning.
    private(set) var after = 0
    /// Of those that were fine, how many became wrong.
    private(set) var spoilt = 0
    /// Of those that were fine, how many became wrong and are said to need no person.
    private(set) var spoiltAndAccepted = 0

    mutating func count(_ plain: FieldVerdict, _ learned: FieldVerdict, isTaught: Bool) {
        fields += 1
        before += plain.outcome.isFine ? 0 : 1
        untaught += plain.outcome.isFine || isTaught ? 0 : 1
        after += learned.outcome.isFine ? 0 : 1
        guard plain.outcome.isFine, !learned.outcome.isFine else { return }
        spoilt += 1
        spoiltAndAccepted += learned.value?.isAccepted == true ? 1 : 0
    }

    mutating func add(_ other: LearningCount) {
        fields += other.fields
        before += other.before
        untaught += other.untaught
        after += other.after
        spoilt += other.spoilt
        spoiltAndAccepted += other.spoiltAndAccepted
    }

    /// By how much errors fell, 0...1; `nil` where there were none.
    var fall: Double? { before == 0 ? nil : Double(before - after) / Double(before) }
}
