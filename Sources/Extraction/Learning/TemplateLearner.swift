import Domain

/// Learns a vendor's template from documents that people corrected or confirmed.
///
/// It is a function of these documents alone: learning again from the same gives the same.
public struct TemplateLearner: Sendable {
    private let lessons: [Lesson]
    private let dateOrder: DateOrder?

    /// Most rules that are kept for a field.
    private static let mostRules = 3
    /// Fields that are found by what stands around them.
    private static let placed: [FieldName] = FieldName.allCases.filter { field in
        switch field.valueType {
        case .date, .amount, .identifier: !field.isOfVendor || field == .sellerIBAN
        case .name: field == .buyerName
        case .number, .currency, .text: false
        }
    }

    /// Takes the documents of one vendor, the oldest first.
    public init(_ lessons: [Lesson]) {
        self.lessons = lessons
        dateOrder = Self.dateOrder(of: lessons)
    }

    /// The template; `nil` where the vendor could not be known again by it.
    public func template(named name: String) -> VendorTemplate? {
        let search = SignSearch(lessons: lessons)
        var template = VendorTemplate(
            name: name, vatIDs: search.given(.sellerVATID), ibans: search.given(.sellerIBAN))
        template.signs = search.signs
        template.dateOrder = dateOrder
        template.learned = VendorTemplate.Learned(documents: lessons.map(\.document))
        for field in FieldName.allCases {
            let rules = known(field) + placed(field) + refused(field)
            if !rules.isEmpty { template.rules[field] = rules }
        }
        return isKnownAgain(template) ? template : nil
    }

    private func isKnownAgain(_ template: VendorTemplate) -> Bool {
        lessons.contains { lesson in
            VendorRecognition.areEnough(
                VendorRecognition(lesson.layouts, evidence: lesson.evidence).signs(of: template))
        }
    }

    // MARK: What is always the same

    /// Values that are the same on all documents, or come again where they are printed.
    private func known(_ field: FieldName) -> [VendorTemplate.Rule] {
        let given = SignSearch(lessons: lessons).given(field)
        if field == .currency {
            return given.count == 1 ? [VendorTemplate.Rule(position: .fixed(given[0]))] : []
        }
        guard field.isOfVendor || field == .buyerName else { return [] }
        var rules: [VendorTemplate.Rule] = []
        for value in given.prefix(5) where isPrinted(value) {
            rules.append(VendorTemplate.Rule(position: .printed(value)))
        }
        if given.count == 1, field == .sellerName || field == .sellerAddress {
            rules.append(VendorTemplate.Rule(position: .fixed(given[0])))
        }
        return rules
    }

    private func isPrinted(_ value: String) -> Bool {
        let folded = LabelText.folded(value)
        return lessons.contains { FoldedRuns($0.layouts).place(of: folded, oneWrongIn: 5) != nil }
    }

    // MARK: What stands at a place

    private func reader(_ lesson: Lesson) -> RuleReader {
        RuleReader(
            layouts: lesson.layouts, dateOrder: dateOrder, decimalMark: lesson.evidence.decimalMark)
    }

    /// Rules that find the right value wherever they find one, the best first.
    private func placed(_ field: FieldName) -> [VendorTemplate.Rule] {
        guard Self.placed.contains(field) else { return [] }
        let isHint = isReadRight(field)
        let tried = proposals(field).compactMap { proposal -> (rule: VendorTemplate.Rule, worth: Double)? in
            let (right, wrong) = trial(proposal.rule, field)
            guard right > 3 * wrong else { return nil }
            var rule = proposal.rule
            rule.right = right
            rule.isHint = isHint
            rule.isDoubtful = rule.isDoubtful && right < 2
            return (rule, proposal.merit + Double(right - 1) / 2 - Double(wrong))
        }
        return tried.sorted { $0.worth > $1.worth }.prefix(Self.mostRules).map(\.rule)
    }

    /// Whether the field was read right on most documents without anything learnt.
    private func isReadRight(_ field: FieldName) -> Bool {
        let given = lessons.filter { $0.values[field] != nil }
        let right = given.count { lesson in
            lesson.read.fields[field].flatMap { lesson.isRight($0.value, field) } ?? false
        }
        return 2 * right > given.count
    }

    /// What could find the field again, from all documents; the same rule for numbers of several shapes is one.
    private func proposals(_ field: FieldName) -> [ProposedRule] {
        var proposed: [ProposedRule] = []
        for lesson in lessons {
            for found in AnchorSearch(lesson: lesson, reader: reader(lesson)).rules(for: field) {
                let same = proposed.firstIndex {
                    $0.rule.position == found.rule.position && $0.rule.take == found.rule.take
                }
                if let same {
                    proposed[same].rule.shape = Self.common(proposed[same].rule.shape, found.rule.shape)
                } else {
                    proposed.append(found)
                }
            }
        }
        return proposed
    }

    /// The shape that two numbers have in common; `nil` where they have none.
    private static func common(_ one: String?, _ other: String?) -> String? {
        guard let one, let other, one != other else { return one == other ? one : nil }
        let loose = ValueShape.ofAnyLength(one)
        return loose == ValueShape.ofAnyLength(other) ? loose : nil
    }

    /// On how many documents a rule finds the right value, and on how many another one.
    private func trial(_ rule: VendorTemplate.Rule, _ field: FieldName) -> (right: Int, wrong: Int) {
        var outcome = (right: 0, wrong: 0)
        for lesson in lessons {
            guard case .success(let found) = reader(lesson).read(rule, field),
                let isRight = lesson.isRight(found.value, field)
            else { continue }
            if isRight { outcome.right += 1 } else { outcome.wrong += 1 }
        }
        return outcome
    }

    // MARK: What it is not

    /// Labels beside which a wrong value was taken, and fields of which one was only concluded.
    private func refused(_ field: FieldName) -> [VendorTemplate.Rule] {
        guard !field.isOfVendor else { return [] }
        var labels: [String] = []
        // Nothing is to be paid by a document with a sum of which a person says so.
        var isConcluded =
            field == .amountDue
            && lessons.contains { lesson in
                lesson.absent.contains(.amountDue)
                    && [.netTotal, .grandTotal].contains { lesson.values[$0] != nil }
            }
        for lesson in lessons {
            guard let read = lesson.read.fields[field], lesson.isRight(read.value, field) == false else {
                continue
            }
            if case .derived = read.source, lesson.absent.contains(field) { isConcluded = true }
            labels += labelsBeside(read.value, field, lesson)
        }
        let right = Set(
            lessons.flatMap { lesson in
                (lesson.values[field].map { labelsBeside($0, field, lesson) } ?? [])
                    .map { LabelText.folded($0) }
            })
        var seen = right
        let isEverGiven = lessons.contains { $0.values[field] != nil }
        return labels.filter { seen.insert(LabelText.folded($0)).inserted }.map {
            VendorTemplate.Rule(position: .notBeside($0))
        } + (isConcluded && !isEverGiven ? [VendorTemplate.Rule(position: .absent)] : [])
    }

    private func labelsBeside(_ value: FieldValue, _ field: FieldName, _ lesson: Lesson) -> [String] {
        lesson.evidence.candidates.filter {
            $0.field == field && $0.value.saysTheSame(as: value) && !$0.label.isEmpty
                && field.valueType != .name && field.valueType != .text
        }.map(\.label)
    }

    // MARK: Conventions

    /// The order of day and month that the confirmed dates are printed in, where all are in one.
    private static func dateOrder(of lessons: [Lesson]) -> DateOrder? {
        var orders: Set<DateOrder> = []
        for lesson in lessons {
            for (_, value) in lesson.values {
                guard case .date(let date) = value, date.day != date.month else { continue }
                for layout in lesson.layouts {
                    for line in layout.lines {
                        let tokens = Dates.scan(line.words.map { layout.words[$0] })
                        orders.formUnion(
                            tokens.flatMap(\.readings).filter { $0.date == date }.map(\.order))
                    }
                }
            }
        }
        let telling = orders.subtracting([.named, .yearFirst])
        return telling.count == 1 ? telling.first : nil
    }
}
