import Domain
import Pipeline

/// What `vouch` has to say about one document, whatever the form it is printed in.
struct DocumentReport: Hashable, Sendable {
    /// The document's name as it came; for display only.
    var name: String
    /// SHA-256 of its bytes.
    var hash: ContentHash
    /// How many pages were read.
    var pageCount: Int
    /// What became of it.
    var state: DocumentState
    /// Seconds from bytes to values.
    var seconds: Double
    /// What was read; `nil` where nothing could be.
    var draft: InvoiceDraft?
    /// What the checks found.
    var findings: [Finding]
    /// The pages, where their text is asked for.
    var pages: [Page]
}

extension DocumentState {
    /// What became of a document, as a sign.
    var mark: StyledText {
        switch self {
        case .received, .reading: StyledText("…", .quiet)
        case .read: StyledText("✓", .good)
        case .needsReview: StyledText("?", .doubtful)
        case .unpacked: StyledText("▾", .quiet)
        case .duplicateOf: StyledText("=", .quiet)
        case .rejected, .quarantined, .failed: StyledText("✗", .bad)
        }
    }

    /// Whether a person has to do something about it.
    var needsPerson: Bool {
        switch self {
        case .received, .reading, .read, .unpacked, .duplicateOf: false
        case .needsReview, .rejected, .quarantined, .failed: true
        }
    }

    /// The state in words, with its reason.
    var spelled: String {
        switch self {
        case .duplicateOf(let original): "duplicate of \(original)"
        case .rejected(let reason), .quarantined(let reason), .failed(let reason): "\(name): \(reason)"
        case .received, .reading, .read, .needsReview, .unpacked: name
        }
    }
}
