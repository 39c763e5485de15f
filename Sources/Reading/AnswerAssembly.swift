import Domain

/// Puts the messages of a reader process about one document together; believes nothing it is told.
///
/// The reader may say: progress and pages in any mixture, then the close; or parts, then their count; or a refusal.
package struct AnswerAssembly: Sendable {
    private let limits: ReadingLimits
    private var pages: [Page] = []
    private var parts: [ContainedFile] = []
    private var partBytes = 0

    /// How far the reader has come, as far as it said.
    package private(set) var progress: ReadingProgress?

    /// Starts on one document.
    package init(limits: ReadingLimits) {
        self.limits = limits
    }

    /// Takes the next message; returns the answer once it is complete.
    package mutating func take(_ message: ReaderMessage) throws(WireError) -> ReadAnswer? {
        switch message {
        case .ready, .unready:
            throw .invalid("greeting in the middle of a document")
        case .progress(let progress):
            self.progress = progress
            return nil
        case .page(let page):
            try add(page)
            return nil
        case .part(let part):
            try add(part)
            return nil
        case .finished(let close):
            return .document(try reading(closedBy: close))
        case .unpacked(let count):
            guard pages.isEmpty, count == parts.count else { throw .invalid("wrong number of parts") }
            return .container(parts)
        case .refused(let refusal):
            return .refused(refusal)
        }
    }

    private mutating func add(_ page: Page) throws(WireError) {
        guard parts.isEmpty else { throw .invalid("page of a container") }
        guard page.number == pages.count + 1 else { throw .invalid("pages out of order") }
        guard pages.count < limits.pages else { throw .invalid("more than \(limits.pages) pages") }
        let textBytes = page.words.reduce(0) { $0 + $1.text.utf8.count }
        guard textBytes <= limits.textBytesPerPage else { throw .invalid("too much text on a page") }
        pages.append(page)
    }

    private mutating func add(_ part: ContainedFile) throws(WireError) {
        guard pages.isEmpty else { throw .invalid("part of a document with pages") }
        partBytes += part.bytes.count
        guard parts.count < limits.parts, partBytes <= limits.unpackedBytes else {
            throw .invalid("container over its limits")
        }
        parts.append(part)
    }

    private func reading(closedBy close: ReadingClose) throws(WireError) -> DocumentReading {
        guard parts.isEmpty, close.pageCount == pages.count else { throw .invalid("wrong number of pages") }
        guard !pages.isEmpty || close.structured != nil else { throw .invalid("document without pages") }
        return DocumentReading(
            pages: pages, evidence: close.evidence, structured: close.structured, engines: close.engines,
            searchablePDF: close.searchablePDF, unread: Array(close.unread.prefix(limits.parts)))
    }
}
