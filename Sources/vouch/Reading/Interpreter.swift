import Controls
import Domain
import Extraction
import Pipeline
import Reading

/// Makes of what a reader found what the document means: values chosen, page and XML joined, checks made.
struct Interpreter: Sendable {
    /// Chooses among what was found on the pages.
    let selection: Selection

    /// The meaning of a reading of a document that came in on a day, in an inbox of one vendor or of any.
    func interpret(
        _ reading: DocumentReading, arrival: CalendarDate, vendor: String? = nil
    ) -> Interpretation {
        var page =
            reading.pages.isEmpty
            ? nil : selection.draft(from: reading.evidence, pages: reading.pages, arrival: arrival)
        if let vendor { page?.name(vendor) }
        var meaning = Interpretation(page: page, structured: reading.structured) { draft, page in
            Verification.findings(of: draft, in: VerificationContext(arrival: arrival, page: page))
        }
        meaning.add(unread: reading.unread)
        return meaning
    }
}

extension InvoiceDraft {
    /// Takes a seller for known; what was read for it becomes an alternative.
    fileprivate mutating func name(_ vendor: String) {
        let read = fields[.sellerName]
        let alternative = read.flatMap { read in
            read.value == .text(vendor)
                ? nil
                : Field<FieldValue>.Alternative(
                    value: read.value, confidence: 0.01, region: read.source.region)
        }
        fields[.sellerName] = Field(
            value: .text(vendor), raw: "", confidence: 1, isAccepted: true,
            source: .masterData("vendor of the inbox"), alternatives: [alternative].compactMap(\.self),
            reasons: [Reason(text: "all documents of the inbox are this vendor's", weight: 1)])
    }
}
