import Domain
import Pipeline
import Reading

/// Makes of what a reader found what the document means: values chosen, page and XML joined, checks made.
struct Interpreter: Sendable {
    /// Chooses among what was found on the pages.
    let select: @Sendable (DocumentReading) -> InvoiceDraft
    /// Looks for what does not fit, in the draft and between it and the page it stands beside.
    let check: @Sendable (InvoiceDraft, InvoiceDraft?) -> [Finding]

    /// The meaning of a reading.
    func interpret(_ reading: DocumentReading) -> Interpretation {
        Interpretation(
            page: reading.pages.isEmpty ? nil : select(reading), structured: reading.structured, check: check)
    }
}
