public import Domain

/// A document of a vendor with what people said is right about it: what templates are learnt from.
public struct Lesson: Sendable {
    /// The document, by number or name.
    public var document: String
    /// Its pages.
    public var pages: [Page]
    /// What was found on them.
    public var evidence: Evidence
    /// What was read without anything learnt.
    public var read: InvoiceDraft
    /// Values that a person gave or confirmed; no others teach.
    public var values: [FieldName: FieldValue]
    /// Where a person or the reading says that they stand.
    public var places: [FieldName: Region]
    /// Fields that a person took out.
    public var absent: Set<FieldName>

    let layouts: [PageLayout]

    /// Makes a lesson.
    public init(
        document: String, pages: [Page], evidence: Evidence, read: InvoiceDraft,
        values: [FieldName: FieldValue], places: [FieldName: Region] = [:], absent: Set<FieldName> = []
    ) {
        self.document = document
        self.pages = pages
        self.evidence = evidence
        self.read = read
        self.values = values
        self.places = places
        self.absent = absent
        layouts = pages.map(PageLayout.init)
    }

    /// Whether another document of the vendor could teach a field of this one at all.
    ///
    /// It must say something of the field, and what is right must be the same here or stand legibly on the page.
    package func canLearn(_ field: FieldName, from teacher: Lesson) -> Bool {
        guard let value = values[field] else { return teacher.absent.contains(field) }
        guard let taught = teacher.values[field] else { return false }
        return taught.saysTheSame(as: value) || !PrintedPlaces(lesson: self).places(of: field).isEmpty
    }

    /// Whether a value says what a person said; `nil` where nobody said anything of the field.
    func isRight(_ value: FieldValue, _ field: FieldName) -> Bool? {
        if let truth = values[field] { return truth.saysTheSame(as: value) }
        return absent.contains(field) ? false : nil
    }
}

extension FieldValue {
    /// Whether two values are the same but for their spelling.
    func saysTheSame(as other: FieldValue) -> Bool {
        switch (self, other) {
        case (.amount(let one), .amount(let two)): one.magnitude.normalized == two.magnitude.normalized
        case (.text(let one), .text(let two)): LabelText.folded(one) == LabelText.folded(two)
        default: self == other
        }
    }
}
