import Controls
public import Domain
import Reviewing

/// What a reading means: one draft made from page and XML, what speaks against it, and whether a person is needed.
public struct Interpretation: Hashable, Sendable {
    /// The document as one record.
    public let draft: InvoiceDraft
    /// What checks found.
    public private(set) var findings: [Finding]

    /// Joins what the page and the XML tell; the XML leads where both do, and `check` looks at the result and,
    /// where there is XML, at what the page shows.
    ///
    /// A hybrid invoice's XML is the original, its page the picture (EN 16931, ZUGFeRD 2.3 §2.2); XML of the profiles
    /// without lines leaves the lines to the page.
    public init(
        page: InvoiceDraft?, structured: InvoiceDraft?, check: (InvoiceDraft, InvoiceDraft?) -> [Finding]
    ) {
        let draft = Self.merged(page: page, structured: structured)
        self.draft = draft
        findings = check(draft, structured == nil ? nil : page)
    }

    /// Adds something that only a look beyond the document finds.
    public mutating func add(_ finding: Finding) {
        findings.append(finding)
    }

    /// Adds that something came with the document and was not read.
    public mutating func add(unread: [String]) {
        findings += unread.map { sentence in
            Finding(
                rule: "attachment.unread", message: DisplayName.safe(sentence.utf8), fields: [], regions: [])
        }
    }

    /// Whether a person has to look at it: something was found, or what the kind needs is missing or not sure.
    public var needsReview: Bool {
        !OpenPoints(of: draft, findings: findings).isEmpty
    }

    /// Fields the kind of document cannot do without that are missing or not sure.
    public var unsettledFields: [FieldName] {
        draft.kind.essentialFields.filter { draft.fields[$0]?.isAccepted != true }
    }

    private static func merged(page: InvoiceDraft?, structured: InvoiceDraft?) -> InvoiceDraft {
        guard let structured else { return page ?? InvoiceDraft(kind: .other, language: "") }
        guard let page else { return structured }
        var draft = structured
        draft.language = page.language.isEmpty ? structured.language : page.language
        for (name, field) in page.fields where draft.fields[name] == nil { draft.fields[name] = field }
        if draft.lines.isEmpty { draft.lines = page.lines }
        if draft.taxBreakdown.isEmpty { draft.taxBreakdown = page.taxBreakdown }
        return draft
    }
}
