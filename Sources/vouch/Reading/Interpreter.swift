import Controls
import Domain
import Extraction
import Pipeline
import Reading

/// Makes of what a reader found what the document means: values chosen, page and XML joined, checks made.
struct Interpreter: Sendable {
    /// Chooses among what was found on the pages.
    let selection: Selection

    /// The meaning of a reading of a document that came in on a day.
    func interpret(_ reading: DocumentReading, arrival: CalendarDate) -> Interpretation {
        let page =
            reading.pages.isEmpty
            ? nil : selection.draft(from: reading.evidence, pages: reading.pages, arrival: arrival)
        return Interpretation(page: page, structured: reading.structured) { draft, page in
            Verification.findings(of: draft, in: VerificationContext(arrival: arrival, page: page))
        }
    }
}
