package import Domain

/// Puts the messages of a reader process about one order together; believes nothing it is told.
///
/// The reader may say: progress and pages in any mixture, then the close, or where a part was asked for, the halt; or
/// parts, then their count; or a refusal.
package struct AnswerAssembly: Sendable {
    private let limits: ReadingLimits
    private let share: ReadingShare
    private var pages: [Page] = []
    private var parts: [ContainedFile] = []
    private var partBytes = 0

    /// How far the reader has come, as far as it said.
    package private(set) var progress: ReadingProgress?

    /// Starts on one order.
    package init(limits: ReadingLimits, share: ReadingShare = .whole) {
        self.limits = limits
        self.share = share
        if case .close(let read) = share { pages = read }
    }

    /// What came of an order.
    package enum Result: Hashable, Sendable {
        /// The document was read, or was not.
        case answer(ReadAnswer)
        /// A part of it was read.
        case halted(HaltedReading)
    }

    /// Takes the next message; returns what came of the order once it is complete.
    package mutating func take(_ message: ReaderMessage) throws(WireError) -> Result? {
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
            return .answer(.document(try reading(closedBy: close)))
        case .unpacked(let count):
            guard isWhole, pages.isEmpty, count == parts.count else {
                throw .invalid("wrong number of parts")
            }
            return .answer(.container(parts))
        case .refused(let refusal):
            return .answer(.refused(refusal))
        case .halted(let halt):
            return .halted(try halted(by: halt))
        }
    }

    /// Whether the document may come whole.
    private var isWhole: Bool { share == .whole || share == .start }

    /// The number of the first page that comes.
    private var firstPage: Int { if case .pages(let range, _) = share { range.lowerBound } else { 1 } }

    /// The pages that may come.
    private var mostPages: Int {
        switch share {
        case .whole, .start: limits.pages
        case .pages(let range, _): range.count
        case .close(let pages): pages.count
        }
    }

    private mutating func add(_ page: Page) throws(WireError) {
        guard parts.isEmpty else { throw .invalid("page of a container") }
        guard page.number == firstPage + pages.count else { throw .invalid("pages out of order") }
        guard pages.count < mostPages else { throw .invalid("more than \(mostPages) pages") }
        let textBytes = page.words.reduce(0) { $0 + $1.text.utf8.count }
        guard textBytes <= limits.textBytesPerPage else { throw .invalid("too much text on a page") }
        pages.append(page)
    }

    private mutating func add(_ part: ContainedFile) throws(WireError) {
        guard isWhole, pages.isEmpty else { throw .invalid("part of a document with pages") }
        partBytes += part.bytes.count
        guard parts.count < limits.parts, partBytes <= limits.unpackedBytes else {
            throw .invalid("container over its limits")
        }
        parts.append(part)
    }

    private func reading(closedBy close: ReadingClose) throws(WireError) -> DocumentReading {
        if case .pages = share { throw .invalid("close of a part") }
        guard parts.isEmpty, close.pageCount == pages.count else { throw .invalid("wrong number of pages") }
        guard !pages.isEmpty || close.structured != nil else { throw .invalid("document without pages") }
        return DocumentReading(
            pages: pages, evidence: close.evidence, structured: close.structured, engines: close.engines,
            searchablePDF: close.searchablePDF, unread: Array(close.unread.prefix(limits.parts)))
    }

    private func halted(by halt: ReadingHalt) throws(WireError) -> HaltedReading {
        let expected =
            switch share {
            case .start: 1
            case .pages(let range, _): range.count
            case .whole, .close: 0
            }
        guard expected > 0, pages.count == expected, halt.pageCount <= limits.pages,
            firstPage + expected - 1 <= halt.pageCount
        else { throw .invalid("halt out of turn") }
        return HaltedReading(pages: pages, halt: halt)
    }
}

/// Some pages of a document, read.
package struct HaltedReading: Hashable, Sendable {
    /// The pages, in order.
    package var pages: [Page]
    /// What the reader said at their end.
    package var halt: ReadingHalt

    /// Makes a part.
    package init(pages: [Page], halt: ReadingHalt) {
        self.pages = pages
        self.halt = halt
    }
}
