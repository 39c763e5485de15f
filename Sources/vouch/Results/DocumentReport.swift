import Domain

/// What `vouch` has to say about one document, whatever the form it is printed in.
struct DocumentReport: Hashable, Sendable {
    /// The document's name as it came; for display only.
    var name: String
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    var sha256: String
    /// How many pages were read.
    var pageCount: Int
    /// What became of it.
    var status: Status
    /// Seconds from bytes to values.
    var seconds: Double
    /// What was read; `nil` where nothing could be.
    var draft: InvoiceDraft?
    /// What the checks found.
    var findings: [Finding]
    /// The pages, where their text is asked for.
    var pages: [Page]

    /// What became of a document.
    enum Status: Hashable, Sendable {
        /// Everything needed was read and nothing speaks against it.
        case read
        /// A person has to look at it.
        case needsReview
        /// It is no document that is read here, and why.
        case rejected(reason: String)
        /// It could not be read safely, and why.
        case quarantined(reason: String)

        /// The name in JSON.
        var name: String {
            switch self {
            case .read: "read"
            case .needsReview: "needs-review"
            case .rejected: "rejected"
            case .quarantined: "quarantined"
            }
        }

        /// Why, where it was not read.
        var reason: String? {
            switch self {
            case .read, .needsReview: nil
            case .rejected(let reason), .quarantined(let reason): reason
            }
        }
    }
}
